import { memo } from "react";
import { splitLinks } from "./links";

/** A message's words, as they came: shown as text whatever they hold, in their own writing direction. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  return (
    <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
      {splitLinks(text).map((part, index) =>
        part.href === null ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline underline-offset-2 hover:text-accent-text"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
});
