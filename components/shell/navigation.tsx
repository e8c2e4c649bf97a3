import { Keyboard } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Mark } from "@/components/ui/mark";
import { MeMenu } from "./me-menu";
import { openShortcuts } from "./shortcuts-state";
import { SyncLine } from "./sync-line";
import { ViewNavigation } from "./view-navigation";

/** The navigation of a desk: views, numbers, how the sync goes, and who is signed in. */
export function Navigation() {
  return (
    <nav
      id="views"
      aria-label="Views"
      className="hidden min-h-0 flex-col border-r border-border bg-bg px-2 desk:flex"
    >
      <div className="flex h-13 shrink-0 items-center gap-2 pl-2 font-semibold">
        <Mark size={20} />
        Replydesk
      </div>
      <div className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        <ViewNavigation />
      </div>
      <SyncLine />
      <div className="-mx-2 mt-1.5 flex h-11 shrink-0 items-center gap-2 border-t border-border pr-3 pl-2">
        <MeMenu />
        <IconButton
          icon={Keyboard}
          label="Keyboard shortcuts"
          shortcut="?"
          size="small"
          tooltipSide="top"
          onClick={openShortcuts}
        />
      </div>
    </nav>
  );
}
