import { Plug, ShieldAlert, type LucideIcon } from "lucide-react";
import { can, type Permission } from "@/lib/domain/permissions";
import type { Role } from "@/lib/domain/user";

/** On a phone the list of sections; elsewhere the first of them shows beside it. */
export const ALL_SETTINGS_PATH = "/settings";

/** Where the settings open. */
export const SETTINGS_PATH = "/settings/accounts";

const sections = {
  accounts: { name: "Accounts", icon: Plug, path: SETTINGS_PATH, needs: "account:manage" },
  quarantine: {
    name: "Quarantine",
    icon: ShieldAlert,
    path: "/settings/quarantine",
    needs: "webhook:manage",
  },
} as const satisfies Record<string, { name: string; icon: LucideIcon; path: string; needs: Permission }>;

export type Section = keyof typeof sections;
const order: readonly Section[] = ["accounts", "quarantine"];

/** The sections somebody may use, in order. */
export function sectionsFor(person: {
  role: Role;
}): { id: Section; name: string; icon: LucideIcon; path: string }[] {
  return order.flatMap((id) => (can(person, sections[id].needs) ? [{ id, ...sections[id] }] : []));
}

/** Whether a word from an address names a section. */
export function isSection(word: string | undefined): word is Section {
  return word !== undefined && Object.hasOwn(sections, word);
}
