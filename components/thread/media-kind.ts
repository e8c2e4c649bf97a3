import type { Media } from "@/lib/domain/message";

export type MediaKind = "photo" | "video" | "audio" | "contact" | "file";

/** Formats every browser draws. An SVG can carry scripts and is offered as a file. */
const DRAWABLE = /^image\/(jpeg|jpg|png|gif|webp|avif|bmp)$/;

/**
 * How a piece of media is shown. An unknown type is tried as a photo first, because that is what nearly every
 * MMS carries; it turns into a file when it can't be drawn.
 */
export function mediaKind({ contentType }: Media): MediaKind {
  if (contentType === null) return "photo";
  const type = contentType.toLowerCase().split(";")[0]?.trim() ?? "";
  if (DRAWABLE.test(type)) return "photo";
  if (type.startsWith("video/")) return "video";
  if (type.startsWith("audio/")) return "audio";
  if (/^text\/(x-)?vcard$/.test(type)) return "contact";
  return "file";
}

/** Where media may come from: our own server or a web address, never `javascript:` or `data:`. */
export function safeMediaUrl(url: string): string | null {
  if (/^\/(?!\/)/.test(url)) return url;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
