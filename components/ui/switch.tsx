import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";

/** On or off. Give it an `id` and a label that points there. */
export function Switch(props: Omit<ComponentProps<typeof Radix.Root>, "className" | "children">) {
  return (
    <Radix.Root
      className="relative h-4 w-7 shrink-0 rounded-full bg-control transition-colors after:absolute after:-inset-3.5 data-[state=checked]:bg-accent"
      {...props}
    >
      <Radix.Thumb className="block size-3 translate-x-0.5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-3.5" />
    </Radix.Root>
  );
}
