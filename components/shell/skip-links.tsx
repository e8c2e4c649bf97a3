import { useInboxLocation } from "@/components/inbox/use-inbox-location";

interface Target {
  words: string;
  /** The part of the page. */
  id: string;
  /** What takes the focus in it. */
  focus: string;
}

const toList: Target = { words: "Skip to the list", id: "conversations", focus: "[role=listbox], h1" };
const toSettings: Target = { words: "Skip to the settings", id: "settings-page", focus: "[data-page-title]" };
const toThread: Target[] = [
  { words: "Skip to the conversation", id: "conversation", focus: "[data-thread-scroller]" },
  { words: "Skip to the reply", id: "conversation", focus: "textarea, [data-thread-scroller]" },
];

/** The first stops of the Tab key: over the navigation, straight to the work. */
export function SkipLinks() {
  const { isInbox, conversationId } = useInboxLocation();
  const inInbox = conversationId === null ? [toList] : [toList, ...toThread];
  const targets = isInbox ? inInbox : [toSettings];
  return (
    <div className="absolute">
      {targets.map(({ words, id, focus }) => (
        <a
          key={words}
          href={`#${id}`}
          onClick={(event) => {
            event.preventDefault();
            const choices = focus
              .split(", ")
              .map((one) => document.querySelector<HTMLElement>(`#${id} ${one}`));
            choices.find((element) => element !== null)?.focus();
          }}
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-tip px-3 py-2 font-medium text-on-tip focus:translate-y-0"
        >
          {words}
        </a>
      ))}
    </div>
  );
}
