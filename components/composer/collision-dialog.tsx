import { AlertDialog } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import { Kbd } from "@/components/ui/kbd";
import { MessageRow } from "@/components/thread/message-row";
import { NoteRow } from "@/components/thread/note-row";
import type { TimelineItem } from "@/lib/domain/message";
import { modifierKey } from "./modifier-key";

/** Keys that are still held, or pressed twice, when the dialog comes up must not send. */
const SHORTCUT_AFTER_MS = 600;

interface CollisionDialogProps {
  /** What came since the sender last looked; empty when the server didn't say. */
  newer: TimelineItem[];
  text: string;
  contactName: string;
  onEdit: () => void;
  onSendAnyway: () => void;
  onDiscard: () => void;
  /** It is gone, and lets go of the focus. */
  onClosed: () => void;
}

/** Stops a reply to a conversation that has moved on: shows what is new, and what would have been sent. */
export function CollisionDialog(props: CollisionDialogProps) {
  const { newer, text, contactName, onEdit, onSendAnyway, onDiscard, onClosed } = props;
  const { timeZone } = useClock();
  const [openedAt] = useState(() => Date.now());
  const editRef = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter") return;
      const isShortcut = event.metaKey || event.ctrlKey;
      if (event.repeat || isShortcut) event.preventDefault();
      const isMeant = !event.repeat && Date.now() - openedAt >= SHORTCUT_AFTER_MS;
      if (isShortcut && isMeant) onSendAnyway();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [openedAt, onSendAnyway]);

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onEdit()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-30 animate-fade-in bg-overlay" />
        <AlertDialog.Content
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            editRef.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-x-4 top-1/2 z-30 mx-auto flex max-h-[calc(100dvh-32px)] max-w-[520px] -translate-y-1/2 animate-float-in flex-col overflow-hidden rounded-dialog bg-raised shadow-float-3 outline-none"
        >
          <div className="min-h-0 overflow-y-auto px-6 pt-5 pb-5">
            <AlertDialog.Title className="mb-1 text-section font-semibold">
              {titleFor(newer.length)}
            </AlertDialog.Title>
            <AlertDialog.Description className="text-text-2">
              Check that your reply still makes sense.
            </AlertDialog.Description>
            {newer.length === 0 ? null : (
              <>
                <h3 className="mt-4 text-meta font-medium text-text-3">New</h3>
                {newer.map((item) => (
                  <NewerItem key={item.id} item={item} contactName={contactName} timeZone={timeZone} />
                ))}
              </>
            )}
            <h3 className="mt-5 text-meta font-medium text-text-3">Your reply, not sent</h3>
            <p
              dir="auto"
              className="mt-2 rounded-menu border border-dashed border-control px-3 py-2.5 text-body whitespace-pre-wrap [overflow-wrap:anywhere]"
            >
              {text}
            </p>
          </div>
          <div className="flex flex-wrap items-center justify-end gap-2 border-t border-border bg-bg px-6 py-3.5 dark:bg-surface">
            <Button variant="ghost" className="mr-auto -ml-3" onClick={onDiscard}>
              Discard reply
            </Button>
            <Button onClick={onSendAnyway}>
              Send anyway
              <span className="flex gap-[3px] touch:hidden">
                <Kbd className="bg-transparent">{modifierKey()}</Kbd>
                <Kbd className="bg-transparent">↵</Kbd>
              </span>
            </Button>
            <Button ref={editRef} variant="primary" onClick={onEdit}>
              Back to editing
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function NewerItem({
  item,
  contactName,
  timeZone,
}: {
  item: TimelineItem;
  contactName: string;
  timeZone: string;
}) {
  if (item.kind === "event") return null;
  if (item.kind === "note") return <NoteRow note={item} timeZone={timeZone} />;
  return (
    <MessageRow
      message={item}
      contactName={contactName}
      timeZone={timeZone}
      joinsAbove={false}
      joinsBelow={false}
      waits={false}
      namesContact
    />
  );
}

function titleFor(count: number): string {
  if (count === 0) return "New messages since you started typing";
  return count === 1
    ? "1 new message since you started typing"
    : `${count} new messages since you started typing`;
}
