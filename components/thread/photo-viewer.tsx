import Lightbox from "yet-another-react-lightbox";
import Download from "yet-another-react-lightbox/plugins/download";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";

interface PhotoViewerProps {
  urls: string[];
  /** The one to begin with. */
  index: number;
  onClose: () => void;
}

/** The photos of a thread at full size: arrows lead on, Esc closes, each can be downloaded. */
export function PhotoViewer({ urls, index, onClose }: PhotoViewerProps) {
  return (
    <Lightbox
      open
      close={onClose}
      index={index}
      slides={urls.map((src) => ({ src, alt: "Photo", download: src }))}
      plugins={[Zoom, Download]}
      carousel={{ finite: true }}
      controller={{ closeOnBackdropClick: true }}
      animation={{ fade: 120, swipe: 150 }}
      labels={{
        Lightbox: "Photo",
        Close: "Close",
        Next: "Next photo",
        Previous: "Previous photo",
        Download: "Download",
      }}
    />
  );
}
