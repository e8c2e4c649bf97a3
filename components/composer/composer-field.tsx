import type { KeyboardEvent, Ref } from "react";
import { cn } from "@/components/ui/cn";

/** A stretch of the text to ring, in UTF-16 units. */
export type Ring = { start: number; end: number };

interface ComposerFieldProps {
  ref: Ref<HTMLTextAreaElement>;
  id: string;
  text: string;
  rings: Ring[];
  placeholder: string;
  describedBy: string;
  isInvalid: boolean;
  onChange: (text: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onFocusChange: (isFocused: boolean) => void;
}

/**
 * The text field. A copy of the text lies behind it in the same cell: it makes the field as high as its words
 * without measuring, and carries the rings around single characters, which a field itself can't draw.
 */
export function ComposerField(props: ComposerFieldProps) {
  const { ref, id, text, rings, placeholder, describedBy, isInvalid, onChange, onKeyDown, onFocusChange } =
    props;
  const type = "px-3.5 py-2 text-touch tablet:py-2 desk:text-body touch:text-touch";
  return (
    <div className="max-h-[calc(5*22px+16px)] overflow-y-auto overscroll-contain tablet:max-h-[calc(8*22px+16px)] desk:max-h-[calc(8*20px+16px)] touch:max-h-[calc(5*22px+16px)] touch:tablet:max-h-[calc(8*22px+16px)]">
      <div className="grid min-h-[38px] tablet:min-h-14">
        <div
          aria-hidden
          className={cn(
            type,
            "pointer-events-none col-start-1 row-start-1 whitespace-pre-wrap text-transparent [overflow-wrap:anywhere]",
          )}
        >
          <RingedText text={text} rings={rings} />
          {/* The last line has its height even when it is empty. */}
          {"\u200b"}
        </div>
        <textarea
          ref={ref}
          id={id}
          value={text}
          rows={1}
          dir="auto"
          enterKeyHint="enter"
          aria-label="Text message"
          placeholder={placeholder}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={() => onFocusChange(true)}
          onBlur={() => onFocusChange(false)}
          className={cn(
            type,
            "relative col-start-1 row-start-1 block w-full resize-none overflow-hidden bg-transparent outline-none [overflow-wrap:anywhere] placeholder:text-text-3",
          )}
        />
      </div>
    </div>
  );
}

function RingedText({ text, rings }: { text: string; rings: Ring[] }) {
  return rings
    .flatMap(({ start, end }, index) => [
      text.slice(rings[index - 1]?.end ?? 0, start),
      <mark
        key={start}
        className="rounded-[3px] bg-mark text-transparent shadow-[0_0_0_1px_var(--mark),0_0_0_2px_var(--warn)]"
      >
        {text.slice(start, end)}
      </mark>,
    ])
    .concat(text.slice(rings.at(-1)?.end ?? 0));
}
