import dynamic from "next/dynamic";
import { useCallback, useRef, useState, type ReactNode } from "react";
import type { TimelineItem } from "@/lib/domain/message";
import { mediaKind, safeMediaUrl } from "./media-kind";

// Looked at seldom, and as heavy as the rest of the thread together.
const PhotoViewer = dynamic(() => import("./photo-viewer").then((module) => module.PhotoViewer), {
  ssr: false,
});

/** Opens a thread's photos at full size; closing goes back to the one that was clicked. */
export function usePhotoViewer(items: readonly TimelineItem[] | undefined): {
  openPhoto: (url: string) => void;
  photoViewer: ReactNode;
} {
  const [openUrl, setOpenUrl] = useState<string | null>(null);
  const openedFrom = useRef<Element | null>(null);

  const openPhoto = useCallback((url: string) => {
    openedFrom.current = document.activeElement;
    setOpenUrl(url);
  }, []);
  const close = useCallback(() => {
    setOpenUrl(null);
    if (openedFrom.current instanceof HTMLElement) openedFrom.current.focus();
  }, []);

  const urls = openUrl === null ? [] : photoUrls(items ?? []);
  return {
    openPhoto,
    photoViewer:
      openUrl === null ? null : (
        <PhotoViewer urls={urls} index={Math.max(0, urls.indexOf(openUrl))} onClose={close} />
      ),
  };
}

function photoUrls(items: readonly TimelineItem[]): string[] {
  return items
    .flatMap((item) => (item.kind === "message" ? item.media : []))
    .filter((media) => mediaKind(media) === "photo")
    .flatMap((media) => safeMediaUrl(media.url) ?? []);
}
