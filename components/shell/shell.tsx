"use client";

import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { Bars } from "./bars";
import { Navigation } from "./navigation";
import { Rail } from "./rail";
import { ShortcutsSheet } from "./shortcuts-sheet";
import { SkipLinks } from "./skip-links";
import { TabBar } from "./tab-bar";
import { useAppHeight } from "./use-app-height";
import { useLiveUpdates } from "./use-live-updates";

/** What stays around every view: navigation, the lines about the connection, toasts, and the live updates. */
export function Shell({ children }: { children: ReactNode }) {
  const retryNow = useLiveUpdates();
  useAppHeight();
  return (
    <>
      <div className="grid h-(--app-height,100dvh) translate-y-(--app-top,0px) grid-rows-[minmax(0,1fr)_auto] overflow-hidden tablet:grid-cols-[60px_minmax(0,1fr)] tablet:grid-rows-1 desk:grid-cols-[224px_minmax(0,1fr)]">
        <SkipLinks />
        <Navigation />
        <Rail />
        <div className="flex min-h-0 min-w-0 flex-col">
          <Bars onRetryNow={retryNow} />
          {children}
        </div>
        <TabBar />
        <ShortcutsSheet />
      </div>
      <Toaster
        position="bottom-left"
        visibleToasts={1}
        offset={{ left: "var(--toast-left)", bottom: "24px" }}
        mobileOffset={{ left: "var(--toast-left)", bottom: "calc(62px + env(safe-area-inset-bottom))" }}
      />
    </>
  );
}
