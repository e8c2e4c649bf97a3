import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";
import { Kbd } from "./kbd";

const item =
  "flex h-8 touch:h-11 select-none items-center gap-2.5 rounded-joined px-2 text-text outline-none data-disabled:text-text-3 data-highlighted:bg-surface-2";

/** A menu and the button that opens it. */
export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

/** The list that floats. Arrow keys, Home, End and typing move in it; focus goes back to its button. */
export function MenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          "z-40 min-w-44 animate-float-in rounded-menu bg-raised p-1 text-ui shadow-float-2 outline-none",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

interface MenuItemProps extends Omit<ComponentProps<typeof Radix.Item>, "children" | "asChild"> {
  icon?: LucideIcon;
  /** Keys that do the same, each printed on its own. */
  shortcut?: string[];
  /** Makes it a link, to `tel:…` for one. */
  href?: string;
  children: ReactNode;
}

/** One thing to do. */
export function MenuItem({ icon, shortcut = [], href, className, children, ...rest }: MenuItemProps) {
  const content = (
    <>
      {icon ? <Icon of={icon} className="shrink-0 text-text-3" /> : null}
      <span className="flex-1">{children}</span>
      {shortcut.length > 0 ? (
        <span className="flex gap-[3px] touch:hidden">
          {shortcut.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ) : null}
    </>
  );
  return (
    <Radix.Item asChild={href !== undefined} className={cn(item, className)} {...rest}>
      {href === undefined ? content : <a href={href}>{content}</a>}
    </Radix.Item>
  );
}

interface MenuRadioItemProps extends Omit<ComponentProps<typeof Radix.RadioItem>, "children"> {
  children: ReactNode;
}

/** One of several, the chosen one ticked. */
export function MenuRadioItem({ className, children, ...rest }: MenuRadioItemProps) {
  return (
    <Radix.RadioItem className={cn(item, className)} {...rest}>
      <span className="flex-1">{children}</span>
      <Radix.ItemIndicator>
        <Icon of={Check} className="text-accent-text" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

/** What a group of items is about. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-meta font-medium text-text-3">{children}</Radix.Label>;
}

/** A line between groups. */
export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-border" />;
}
