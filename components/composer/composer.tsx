import { MessageSquare } from "lucide-react";
import { useId, useMemo, useState, type KeyboardEvent, type RefObject } from "react";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { useDraft } from "@/lib/client/use-draft";
import type { Conversation } from "@/lib/domain/conversation";
import { MAX_TEXT_LENGTH, type TimelineItem } from "@/lib/domain/message";
import { formatNumber } from "@/lib/domain/phone";
import { countSegments } from "@/lib/domain/segments";
import type { Actor } from "@/lib/domain/user";
import { AdviceRow } from "./advice-row";
import { CollisionDialog } from "./collision-dialog";
import { ComposerField } from "./composer-field";
import { insertText } from "./insert-text";
import { SegmentCounter } from "./segment-counter";
import { SendButton } from "./send-button";
import { adviseOnUnicode } from "./unicode-advice";
import { useSendText } from "./use-send-text";

/** Where the skip link to the reply leads; there is one composer on a page. */
const FIELD_ID = "reply";

interface ComposerProps {
  conversation: Conversation;
  contactName: string;
  me: Actor;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** The thread; undefined until it is loaded. */
  items: readonly TimelineItem[] | undefined;
  /** The newest message that has been on screen. */
  lastSeenMessageId: string | null;
  /** A text has left the field; its bubble is in the thread. */
  onSent: () => void;
  /** "Send and archive" has sent. */
  onArchive: () => void;
  /** Esc: the person leaves the field for the list. */
  onLeave: () => void;
}

/** Where texts are written. Keyed by its conversation: words stay with the conversation they were written in. */
export function Composer(props: ComposerProps) {
  const { conversation, contactName, me, fieldRef, items, lastSeenMessageId, onSent, onArchive, onLeave } =
    props;
  const counterId = useId();
  const [isFocused, setIsFocused] = useState(false);
  const { text, setText } = useDraft({ personId: me.id, conversationId: conversation.id, kind: "message" });
  const { send, refusal, settle } = useSendText({
    personId: me.id,
    conversationId: conversation.id,
    contactName,
    items,
  });

  const count = useMemo(() => countSegments(text.trim()), [text]);
  const advice = useMemo(() => adviseOnUnicode(text, count), [text, count]);
  const excess = text.trim().length - MAX_TEXT_LENGTH;
  const canSend = count.segments > 0 && excess <= 0;

  const focusField = () => fieldRef.current?.focus();

  const submit = ({ archive, force = false }: { archive: boolean; force?: boolean }) => {
    if (!canSend) return;
    setText("");
    const sent = send(text.trim(), { lastSeenMessageId, archives: archive, ...(force ? { force } : {}) });
    // Archived in a second step, once it is sure that nothing is left to do here.
    if (archive) void sent.then((isSent) => isSent && onArchive());
    onSent();
    focusField();
  };

  const applyFix = () => {
    const fixed = advice?.fix?.apply(text);
    if (fixed === undefined) return;
    const wasTyped = fieldRef.current !== null && insertText(fieldRef.current, fixed);
    if (!wasTyped) setText(fixed);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onLeave();
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (!event.repeat) submit({ archive: event.shiftKey && !conversation.archived });
  };

  return (
    <div
      data-focused={isFocused || undefined}
      className="mx-auto w-full max-w-[736px] bg-surface tablet:rounded-card tablet:border tablet:border-border-strong tablet:bg-raised tablet:shadow-float-1 tablet:data-focused:border-accent tablet:data-focused:shadow-[0_0_0_1px_var(--accent)] dark:tablet:bg-surface"
    >
      <div className="flex items-center px-1.5 pt-1.5 pr-3 max-tablet:hidden">
        <label
          htmlFor={FIELD_ID}
          className="inline-flex h-8 items-center gap-1.5 rounded-control bg-surface-2 px-2 text-meta font-medium desk:h-6"
        >
          <Icon of={MessageSquare} size={14} />
          Text message
        </label>
        <span className="ml-auto min-w-0 truncate pl-2 text-meta font-medium text-text-2">
          From {conversation.userNumberName ?? formatNumber(conversation.userNumber)}
        </span>
      </div>

      <div className="max-tablet:mx-2 max-tablet:rounded-[20px] max-tablet:border max-tablet:border-border-strong max-tablet:[[data-focused]>&]:border-accent max-tablet:[[data-focused]>&]:shadow-[0_0_0_1px_var(--accent)]">
        <ComposerField
          ref={fieldRef}
          id={FIELD_ID}
          text={text}
          rings={advice && advice.places.length <= MAX_RINGS ? advice.places : NO_RINGS}
          placeholder="Text message"
          describedBy={counterId}
          isInvalid={excess > 0}
          onChange={setText}
          onKeyDown={onKeyDown}
          onFocusChange={setIsFocused}
        />
      </div>

      {refusal && refusal.newer === null ? (
        <AdviceRow tone="danger" title="Not sent." action={{ label: "Dismiss", onClick: settle }}>
          {refusal.reason}
        </AdviceRow>
      ) : null}
      {excess > 0 ? (
        <AdviceRow
          tone="danger"
          title={`${format(excess)} ${excess === 1 ? "character" : "characters"} too long.`}
        >
          A text can have {format(MAX_TEXT_LENGTH)}.
        </AdviceRow>
      ) : null}
      {advice ? (
        <AdviceRow
          tone="warn"
          title={advice.cause}
          {...(advice.fix ? { action: { label: advice.fix.label, onClick: applyFix } } : {})}
        >
          {advice.effect}
        </AdviceRow>
      ) : null}

      <div
        className={cn(
          "flex items-center gap-0.5 max-tablet:mt-1 max-tablet:h-11 tablet:px-2 tablet:pb-2",
          !isFocused && text === "" && "max-tablet:hidden",
        )}
      >
        <span className="flex-1" />
        <SegmentCounter count={count} id={counterId} />
        <SendButton
          canSend={canSend}
          isArchived={conversation.archived}
          onSend={submit}
          onMenuClose={focusField}
        />
      </div>

      {refusal && refusal.newer !== null ? (
        <CollisionDialog
          newer={refusal.newer}
          text={text}
          contactName={contactName}
          onEdit={settle}
          onSendAnyway={() => {
            settle();
            submit({ archive: refusal.archives, force: true });
          }}
          onDiscard={() => {
            setText("");
            settle();
          }}
          onClosed={focusField}
        />
      ) : null}
    </div>
  );
}

/** More would be noise: the row under the field names the characters. */
const MAX_RINGS = 30;
const NO_RINGS: never[] = [];

function format(count: number): string {
  return count.toLocaleString("en-US");
}
