import { useEffect } from "react";

/**
 * iOS lays its keyboard over the page and scrolls the page away under it. The app is made as high as what can be
 * seen instead, and moved to where that is, so that the composer sits on the keyboard. Elsewhere nothing changes.
 */
export function useAppHeight(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const root = document.documentElement;
    const fit = () => {
      const isCovered = window.innerHeight - viewport.height > 120 && viewport.scale === 1;
      root.toggleAttribute("data-keyboard", isCovered);
      root.style.setProperty("--app-height", isCovered ? `${viewport.height}px` : "100dvh");
      root.style.setProperty("--app-top", isCovered ? `${viewport.offsetTop}px` : "0px");
    };
    fit();
    viewport.addEventListener("resize", fit);
    viewport.addEventListener("scroll", fit);
    return () => {
      viewport.removeEventListener("resize", fit);
      viewport.removeEventListener("scroll", fit);
    };
  }, []);
}
