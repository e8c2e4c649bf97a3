import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Kbd } from "@/components/ui/kbd";

const SHOWN_MS = 10_000;
/** One at a time: a new one takes the place of the last. */
const TOAST_ID = "action";

interface ActionToast {
  text: string;
  /** Absent: only words. */
  action?: { label: string; shortcut?: string; run: () => void };
}

/** Says what has just been done, for 10 s, with a way back. Pointing at it or focusing it stops the clock. */
export function showActionToast(content: ActionToast, onGone: () => void = () => undefined): void {
  const key = Date.now();
  toast.custom(() => <ToastBody key={key} {...content} />, {
    id: TOAST_ID,
    duration: Infinity,
    onDismiss: onGone,
  });
}

export function hideActionToast(): void {
  toast.dismiss(TOAST_ID);
}

function ToastBody({ text, action }: ActionToast) {
  const [isHeld, setHeld] = useState(false);
  const remaining = useRef(SHOWN_MS);

  useEffect(() => {
    if (isHeld) return;
    const startedAt = Date.now();
    const timer = setTimeout(hideActionToast, remaining.current);
    return () => {
      clearTimeout(timer);
      remaining.current -= Date.now() - startedAt;
    };
  }, [isHeld]);

  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex min-h-10 items-center gap-3 rounded-menu font-sans bg-tip py-1 pr-2 pl-3.5 text-ui font-[450] text-on-tip shadow-[0_8px_24px_-8px_rgb(0_0_0/0.4)]"
    >
      <span className="max-w-72 truncate">{text}</span>
      {action ? (
        <>
          <button
            type="button"
            onClick={action.run}
            className="relative rounded-joined bg-[color-mix(in_srgb,var(--on-tip)_14%,var(--tip))] px-2 py-1 font-semibold hover:bg-[color-mix(in_srgb,var(--on-tip)_22%,var(--tip))] focus-visible:outline-on-tip touch:after:absolute touch:after:-inset-2"
          >
            {action.label}
          </button>
          {action.shortcut === undefined ? null : (
            <Kbd className="border-[color-mix(in_srgb,var(--on-tip)_40%,var(--tip))] bg-transparent text-on-tip touch:hidden">
              {action.shortcut}
            </Kbd>
          )}
        </>
      ) : null}
    </div>
  );
}
