import { AudioLines, Contact, Download, File, Film, type LucideIcon } from "lucide-react";
import { Icon } from "@/components/ui/icon";
import type { MediaKind } from "./media-kind";

type ChipKind = Exclude<MediaKind, "photo">;

const looks: Record<ChipKind, { icon: LucideIcon; label: string }> = {
  video: { icon: Film, label: "Video" },
  audio: { icon: AudioLines, label: "Audio" },
  contact: { icon: Contact, label: "Contact card" },
  file: { icon: File, label: "File" },
};

/** Media that isn't drawn in the thread: what it is, and a way to get it. */
export function MediaChip({ kind, url }: { kind: ChipKind; url: string | null }) {
  const { icon, label } = looks[kind];
  return (
    <div className="flex min-h-11 items-center gap-2.5 px-3 py-2">
      <Icon of={icon} className="text-text-3" />
      <span>{label}</span>
      {url === null ? null : (
        <a
          href={url}
          download
          target="_blank"
          rel="noopener noreferrer"
          className="ml-4 inline-flex min-h-6 items-center gap-1.5 text-ui font-medium text-accent-text underline-offset-2 hover:underline touch:min-h-11"
        >
          <Icon of={Download} size={14} />
          Download<span className="sr-only"> {label.toLowerCase()}</span>
        </a>
      )}
    </div>
  );
}
