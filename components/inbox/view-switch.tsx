import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { ViewNavigation } from "@/components/shell/view-navigation";
import type { View } from "@/lib/domain/conversation";
import { views } from "./views";

/** On a phone the list's title is a button that opens the views; elsewhere they stand beside the list. */
export function ViewSwitch({ title, view }: { title: ReactNode; view: View }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="flex h-11 min-w-0 items-center gap-1.5">
        {title}
        <button
          type="button"
          aria-label={`Views. Now ${views[view].name}`}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          className="relative flex size-6 items-center justify-center after:absolute after:-inset-y-2.5 after:right-0 after:-left-40 tablet:hidden"
        >
          <Icon of={ChevronDown} size={20} />
        </button>
      </div>
      <Dialog open={isOpen} onOpenChange={setOpen} title="Views" shape="sheet">
        <div className="p-2">
          <ViewNavigation onNavigate={() => setOpen(false)} />
        </div>
      </Dialog>
    </>
  );
}
