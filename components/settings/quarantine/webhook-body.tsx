import { useMemo } from "react";
import type { QuarantinedWebhook } from "@/lib/domain/webhook-event";
import { formatSize } from "./format-size";
import { visibleText } from "./visible-text";

/** What a webhook said, as plain text: whoever sent it, nothing in it does anything or hides. */
export function WebhookBody({ webhook }: { webhook: QuarantinedWebhook }) {
  const { body, size } = webhook;
  const stretches = useMemo(() => visibleText(body), [body]);
  const isCut = size > new TextEncoder().encode(body).length;
  if (size === 0) return <p className="text-text-2">The body is empty.</p>;
  return (
    <>
      <pre
        tabIndex={0}
        role="group"
        aria-label="Body"
        dir="ltr"
        className="max-h-80 overflow-y-auto rounded-control bg-surface-2 px-3 py-2.5 font-mono text-meta whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]"
      >
        {stretches.map(({ text, isHidden }, index) =>
          isHidden ? (
            <span key={index} className="mx-px rounded-[2px] bg-warn-tint px-0.5 text-warn">
              {text}
            </span>
          ) : (
            <bdi key={index}>{text}</bdi>
          ),
        )}
      </pre>
      {isCut ? (
        <p className="mt-1 text-meta text-text-2">Only its beginning; it has {formatSize(size)}.</p>
      ) : null}
    </>
  );
}
