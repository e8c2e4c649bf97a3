import { Archive, ArrowUp, ChevronDown, Send } from "lucide-react";
import { useRef, useState, type PointerEvent } from "react";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { modifierKey } from "./modifier-key";

const LONG_PRESS_MS = 500;

interface SendButtonProps {
  canSend: boolean;
  isArchived: boolean;
  onSend: (options: { archive: boolean }) => void;
  /** The menu closed; the person goes on writing. */
  onMenuClose: () => void;
}

/** Send, with what else sending can do in its menu: the arrow at a desk, a long press on a phone. */
export function SendButton({ canSend, isArchived, onSend, onMenuClose }: SendButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const longPress = useLongPress(() => setIsOpen(canSend));
  const tone = canSend ? "bg-accent text-on-accent hover:bg-accent-hover" : "bg-surface-3 text-text-3";

  return (
    <Menu open={isOpen} onOpenChange={setIsOpen} modal={false}>
      <div className="relative inline-flex shrink-0 max-tablet:mr-1.5">
        <button
          type="button"
          aria-label="Send"
          disabled={!canSend}
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onContextMenu={(event) => {
            event.preventDefault();
            setIsOpen(true);
          }}
          {...longPress.handlers}
          onClick={() => {
            if (!longPress.wasLong()) onSend({ archive: false });
          }}
          className={cn(
            "relative inline-flex h-9 w-11 items-center justify-center rounded-full font-medium transition-colors select-none after:absolute after:-inset-1 tablet:h-11 tablet:w-auto tablet:rounded-none tablet:rounded-l-control tablet:px-4 tablet:after:hidden desk:h-8 desk:px-3 desk:touch:h-11",
            tone,
          )}
        >
          <span className="max-tablet:hidden">Send</span>
          <Icon of={ArrowUp} size={20} className="tablet:hidden" />
        </button>
        <MenuTrigger
          aria-label="More ways to send"
          disabled={!canSend}
          className={cn(
            "pointer-events-none absolute inset-0 -z-10 items-center justify-center tablet:pointer-events-auto tablet:static tablet:z-auto tablet:inline-flex tablet:h-11 tablet:rounded-r-control tablet:border-l tablet:px-[11px] desk:h-8 desk:px-[7px] desk:touch:h-11",
            tone,
            "max-tablet:opacity-0",
            canSend
              ? "border-[color-mix(in_srgb,var(--on-accent)_28%,var(--accent))]"
              : "border-border-strong",
          )}
        >
          <Icon of={ChevronDown} />
        </MenuTrigger>
      </div>
      <MenuContent
        side="top"
        align="end"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onMenuClose();
        }}
      >
        <MenuItem icon={Send} shortcut={[modifierKey(), "↵"]} onSelect={() => onSend({ archive: false })}>
          Send
        </MenuItem>
        {isArchived ? null : (
          <MenuItem
            icon={Archive}
            shortcut={[modifierKey(), "⇧", "↵"]}
            onSelect={() => onSend({ archive: true })}
          >
            Send and archive
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  );
}

/** A finger that stays: `wasLong` is true for the click that ends it. */
function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isLong = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    wasLong: () => isLong.current,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        isLong.current = false;
        if (event.pointerType !== "touch") return;
        timer.current = setTimeout(() => {
          isLong.current = true;
          onLongPress();
        }, LONG_PRESS_MS);
      },
      onPointerUp: stop,
      onPointerLeave: stop,
      onPointerCancel: stop,
    },
  };
}
