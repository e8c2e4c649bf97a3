import { Lock } from "lucide-react";
import { memo } from "react";
import { Icon } from "@/components/ui/icon";
import type { Note } from "@/lib/domain/message";
import { MessageText } from "./message-text";
import { formatTime } from "./times";

/** What colleagues tell each other. Never a bubble, so that nobody takes it for a text to the customer. */
export const NoteRow = memo(function NoteRow({ note, timeZone }: { note: Note; timeZone: string }) {
  const byWhomWhen = `${note.author?.name ?? "Somebody"}, ${formatTime(note.at, timeZone)}`;
  return (
    <article
      aria-label={`Internal note, ${byWhomWhen}`}
      className="mt-3.5 rounded-menu border border-note-line bg-note px-3 pt-[9px] pb-2.5 text-title tablet:text-ui"
    >
      <div className="mb-1 flex items-center gap-1.5 text-meta text-text-2">
        <Icon of={Lock} size={14} className="text-warn" />
        <b className="font-[550] text-warn">Internal note</b>
        {byWhomWhen}
      </div>
      <MessageText text={note.text} />
    </article>
  );
});
