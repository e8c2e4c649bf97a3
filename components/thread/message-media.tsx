import type { Message } from "@/lib/domain/message";
import { MediaChip } from "./media-chip";
import { mediaKind, safeMediaUrl } from "./media-kind";
import { Photo } from "./photo";

/** What came with a text, above its words in the same bubble. */
export function MessageMedia({ message, sender }: { message: Message; sender: string }) {
  return message.media.map((media, index) => {
    const kind = mediaKind(media);
    const key = `${index} ${media.url}`;
    if (kind === "photo") return <Photo key={key} media={media} sender={sender} />;
    return <MediaChip key={key} kind={kind} url={safeMediaUrl(media.url)} />;
  });
}
