import {
  AlarmClock,
  Archive,
  CalendarClock,
  Check,
  Inbox,
  MessageSquareText,
  MessagesSquare,
  User,
  UserX,
  type LucideIcon,
} from "lucide-react";
import type { Sort, View } from "@/lib/domain/conversation";

interface ViewWords {
  name: string;
  icon: LucideIcon;
  /** Second key after G; null: no shortcut. */
  key: string | null;
  sorts: readonly [Sort, ...Sort[]];
  empty: { icon: LucideIcon; title: string; text?: string };
}

/** What the interface knows about each view. The first sort is the one a view opens with. */
export const views: Record<View, ViewWords> = {
  "needs-reply": {
    name: "Needs reply",
    icon: MessageSquareText,
    key: "n",
    sorts: ["waiting", "newest", "oldest"],
    empty: {
      icon: Check,
      title: "Nothing waiting",
      text: "You’ve answered everyone. New texts appear here.",
    },
  },
  inbox: {
    name: "Inbox",
    icon: Inbox,
    key: "i",
    sorts: ["newest", "oldest", "waiting"],
    empty: { icon: Inbox, title: "The inbox is empty", text: "New texts appear here." },
  },
  mine: {
    name: "Mine",
    icon: User,
    key: "m",
    sorts: ["newest", "oldest"],
    empty: { icon: User, title: "Nothing assigned to you" },
  },
  unassigned: {
    name: "Unassigned",
    icon: UserX,
    key: "u",
    sorts: ["newest", "oldest"],
    empty: { icon: Check, title: "Everything has an owner" },
  },
  snoozed: {
    name: "Snoozed",
    icon: AlarmClock,
    key: "s",
    sorts: ["newest", "oldest"],
    empty: { icon: AlarmClock, title: "Nothing snoozed" },
  },
  scheduled: {
    name: "Scheduled",
    icon: CalendarClock,
    key: "c",
    sorts: ["newest", "oldest"],
    empty: { icon: CalendarClock, title: "No texts scheduled" },
  },
  archived: {
    name: "Archived",
    icon: Archive,
    key: "e",
    sorts: ["newest", "oldest"],
    empty: { icon: Archive, title: "Nothing archived", text: "What you archive is kept here." },
  },
  all: {
    name: "All conversations",
    icon: MessagesSquare,
    key: null,
    sorts: ["newest", "oldest"],
    empty: { icon: MessagesSquare, title: "No conversations yet", text: "New texts appear here." },
  },
};

/** The views in the navigation, in order. */
export const navigationViews: readonly View[] = [
  "needs-reply",
  "inbox",
  "mine",
  "unassigned",
  "snoozed",
  "scheduled",
  "archived",
];

export const HOME_VIEW: View = "needs-reply";

export const sortNames: Record<Sort, string> = {
  waiting: "Longest waiting",
  newest: "Newest",
  oldest: "Oldest",
};

/** Whether a word from an address names a view. */
export function isView(word: string | undefined): word is View {
  return word !== undefined && Object.hasOwn(views, word);
}
