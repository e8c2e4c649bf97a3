import { z } from "zod";
import { consentFlags } from "./consent";
import { groupRow } from "./group-row";
import { textableNumber } from "./phone";
import type { Contact } from "./rows";
import type { Sandbox } from "./sandbox";
import { invalidNumber } from "./vendor-error";

const custom = z.string().max(20).nullish();

/** The body of POST /contacts. `optOut` is not in it: it can't be written (vendor notes 2.6). */
export const upsertSchema = z.object({
  phoneNumber: z.string(),
  firstName: z.string().max(20).nullish(),
  lastName: z.string().max(20).nullish(),
  email: z.string().nullish(),
  note: z.string().max(200).nullish(),
  custom1: custom,
  custom2: custom,
  custom3: custom,
  custom4: custom,
  custom5: custom,
  values: z.record(z.string(), z.string()).nullish(),
  groupIdsAdd: z.array(z.string()).nullish(),
  groupIdsRemove: z.array(z.string()).nullish(),
});
type Upsert = z.output<typeof upsertSchema>;

/** A contact as the vendor answers it (vendor notes 2.6: seen live, custom1–5 and updatedAt from the reference). */
export function contactRow(sandbox: Sandbox, contact: Contact) {
  const { phoneNumber, firstName, lastName, email, note, source, values } = contact;
  return {
    phoneNumber,
    firstName,
    lastName,
    email,
    note,
    source,
    ...Object.fromEntries(contact.custom.map((value, index) => [`custom${index + 1}`, value])),
    values,
    createdAt: wholeSeconds(contact.createdAt),
    updatedAt: wholeSeconds(contact.updatedAt),
    optOut: consentFlags(sandbox.state, phoneNumber).optOut,
    groups: contact.groupIds.flatMap((id) => {
      const group = sandbox.state.groups.get(id);
      return group ? [groupRow(sandbox, group)] : [];
    }),
  };
}

/** Makes or changes the contact of a number; fields that aren't given stay. 400 for a number that can't be texted. */
export function upsertContact(sandbox: Sandbox, body: Upsert): { known: boolean } {
  const phoneNumber = textableNumber(body.phoneNumber);
  if (!phoneNumber) throw invalidNumber(body.phoneNumber);
  const now = sandbox.clock.now();
  const known = sandbox.state.contacts.get(phoneNumber);
  const base: Contact = known ?? emptyContact(phoneNumber, now);
  const removed = body.groupIdsRemove ?? [];
  const groupIds = [...base.groupIds, ...(body.groupIdsAdd ?? [])].filter((id) => !removed.includes(id));
  const given = [body.custom1, body.custom2, body.custom3, body.custom4, body.custom5];
  const contact: Contact = {
    ...base,
    firstName: body.firstName ?? base.firstName,
    lastName: body.lastName ?? base.lastName,
    email: body.email ?? base.email,
    note: body.note ?? base.note,
    custom: given.map((value, index) => value ?? base.custom[index] ?? null),
    values: { ...base.values, ...body.values },
    groupIds: [...new Set(groupIds)],
    updatedAt: now,
  };
  sandbox.state.contacts.put(contact);
  if (!known) sandbox.webhooks.announceContact(contact);
  return { known: known !== undefined };
}

/** A contact about whom only the number is known. */
export function emptyContact(phoneNumber: string, createdAt: number): Contact {
  return {
    phoneNumber,
    firstName: null,
    lastName: null,
    email: null,
    note: null,
    custom: [null, null, null, null, null],
    values: {},
    source: "API",
    groupIds: [],
    createdAt,
    updatedAt: createdAt,
  };
}

function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
