import { useSyncExternalStore } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { useCommandKey } from "@/components/ui/use-command-key";
import {
  closeShortcuts,
  readSingleKeys,
  setSingleKeys,
  subscribeToSingleKeys,
  useShortcutsOpen,
} from "./shortcuts-state";

type Combination = string[];
const COMMAND = "command";

const groups: { title: string; keys: [string, Combination[]][] }[] = [
  {
    title: "Move",
    keys: [
      ["Next, previous conversation", [["J"], ["K"]]],
      ["Open conversation", [["↵"]]],
      ["Back to list", [["Esc"]]],
      ["Next, previous view", [["]"], ["["]]],
      [
        "Needs reply, Inbox, Mine",
        [
          ["G", "N"],
          ["G", "I"],
          ["G", "M"],
        ],
      ],
      [
        "Unassigned, Archived",
        [
          ["G", "U"],
          ["G", "E"],
        ],
      ],
      [
        "Snoozed, Scheduled",
        [
          ["G", "S"],
          ["G", "C"],
        ],
      ],
      ["Next part of the window", [["F6"]]],
    ],
  },
  {
    title: "Triage",
    keys: [
      ["Archive or move to inbox", [["E"]]],
      ["Mark read or unread", [["U"]]],
      ["Mark read", [["⇧", "U"]]],
      ["Undo", [["Z"]]],
      ["Show new rows", [["."]]],
    ],
  },
  {
    title: "Reply",
    keys: [
      ["Write a reply", [["R"]]],
      ["Send", [[COMMAND, "↵"]]],
      ["Send and archive", [[COMMAND, "⇧", "↵"]]],
    ],
  },
  { title: "Help", keys: [["This sheet", [["?"]]]] },
];

/** Every key there is, and the switch for single ones. */
export function ShortcutsSheet() {
  const isOpen = useShortcutsOpen();
  const singleKeys = useSyncExternalStore(subscribeToSingleKeys, readSingleKeys, () => true);
  const command = useCommandKey();
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && closeShortcuts()} title="Keyboard shortcuts">
      <div className="grid gap-x-14 gap-y-1 px-6 pt-3 pb-5 tablet:grid-cols-2">
        {columns().map((column) => (
          <div key={column[0]?.title}>
            {column.map(({ title, keys }) => (
              <section key={title}>
                <h3 className="pt-3 pb-1 font-semibold">{title}</h3>
                <dl>
                  {keys.map(([what, combinations]) => (
                    <div
                      key={what}
                      className="flex h-[30px] items-center justify-between border-b border-border text-text-2 last:border-b-0"
                    >
                      <dt>{what}</dt>
                      <dd className="flex items-center gap-2">
                        {combinations.map((keys) => (
                          <span key={keys.join()} className="flex gap-[3px]">
                            {keys.map((key) => (
                              <Kbd key={key}>{key === COMMAND ? command : key}</Kbd>
                            ))}
                          </span>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        ))}
      </div>
      <footer className="sticky bottom-0 flex min-h-13 items-center gap-3 border-t border-border bg-bg px-6 py-3 dark:bg-surface">
        <label htmlFor="single-keys">Single-key shortcuts</label>
        <Switch id="single-keys" checked={singleKeys} onCheckedChange={setSingleKeys} />
        <span className="text-text-2">
          Off while you type. Turn off to avoid clashes with a screen reader.
        </span>
      </footer>
    </Dialog>
  );
}

function columns() {
  return [groups.slice(0, 1), groups.slice(1)];
}
