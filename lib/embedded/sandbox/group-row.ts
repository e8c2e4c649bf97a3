import type { Contact, Group } from "./rows";
import type { Sandbox } from "./sandbox";

/** A contact group as the vendor answers it (vendor notes 2.7: seen live). */
export function groupRow(sandbox: Sandbox, group: Group) {
  return { ...group, contactsCount: membersOf(sandbox, group.id).length };
}

export function membersOf(sandbox: Sandbox, groupId: string): Contact[] {
  return sandbox.state.contacts.all().filter((contact) => contact.groupIds.includes(groupId));
}
