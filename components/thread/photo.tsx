import { ImageOff, RotateCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Media } from "@/lib/domain/message";
import { MediaChip } from "./media-chip";
import { safeMediaUrl } from "./media-kind";
import { useThreadActions } from "./thread-actions";

/** A photo in its thread: cropped into a box whose size is known before anything is loaded, opened by a click. */
export function Photo({ media, sender }: { media: Media; sender: string }) {
  const { openPhoto } = useThreadActions();
  const [attempt, setAttempt] = useState(0);
  const [hasFailed, setHasFailed] = useState(false);
  const url = safeMediaUrl(media.url);

  const isNoPhoto = url === null || (hasFailed && media.contentType === null);
  if (isNoPhoto) return <MediaChip kind="file" url={url} />;

  const tryAgain = () => {
    setHasFailed(false);
    setAttempt(attempt + 1);
  };
  return (
    <div className="h-[180px] w-[240px] max-w-full bg-surface-3 tablet:h-[198px] tablet:w-[264px]">
      {hasFailed ? (
        <div
          role="alert"
          className="flex h-full flex-col items-center justify-center gap-2 text-ui text-text-2"
        >
          <Icon of={ImageOff} size={20} className="text-text-3" />
          Photo couldn’t load
          <Button size="small" onClick={tryAgain}>
            <Icon of={RotateCw} size={14} />
            Retry
          </Button>
        </div>
      ) : (
        <button
          type="button"
          aria-label={`Open photo from ${sender}`}
          onClick={() => openPhoto(media.url)}
          className="block size-full focus-visible:-outline-offset-2"
        >
          {/* Next's optimiser would ask for it without the person's session. */}
          {/* eslint-disable-next-line @next/next/no-img-element */}
          <img
            key={attempt}
            src={url}
            alt=""
            loading="lazy"
            decoding="async"
            draggable={false}
            referrerPolicy="no-referrer"
            onError={() => setHasFailed(true)}
            className="size-full object-cover object-[50%_32%]"
          />
        </button>
      )}
    </div>
  );
}
