import type { ComponentProps } from "react";

/** A button that reads as a link, beside a heading. */
export function TextButton(props: Omit<ComponentProps<"button">, "className" | "type">) {
  return (
    <button
      type="button"
      className="relative rounded-key text-meta font-medium text-accent-text hover:underline touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3.5"
      {...props}
    />
  );
}
