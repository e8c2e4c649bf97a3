import type { Transaction } from "./database";

export type ContactChange = {
  number: string;
  /** Undefined leaves it; the conversation list knows only this. */
  name?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  note?: string | null;
  optedOut: boolean;
};

/**
 * Takes over what a provider says of contacts; makes those that are missing. An empty name never replaces a known one.
 * @returns the conversations of contacts that changed.
 */
export async function upsertContacts(
  tx: Transaction,
  accountId: string,
  contacts: ContactChange[],
): Promise<string[]> {
  if (contacts.length === 0) return [];
  const json = JSON.stringify([...new Map(contacts.map((contact) => [contact.number, contact])).values()]);
  const changed = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO contacts (account_id, number, name, first_name, last_name, email, note, opted_out, opted_out_at)
    SELECT ${accountId}::uuid, r.number, r.name, r."firstName", r."lastName", r.email, r.note,
      r."optedOut", CASE WHEN r."optedOut" THEN now() END
    FROM jsonb_to_recordset(${json}::jsonb) AS r(
      number text, name text, "firstName" text, "lastName" text, email text, note text, "optedOut" boolean)
    ORDER BY r.number
    ON CONFLICT (account_id, number) DO UPDATE SET
      name = coalesce(excluded.name, contacts.name),
      first_name = coalesce(excluded.first_name, contacts.first_name),
      last_name = coalesce(excluded.last_name, contacts.last_name),
      email = coalesce(excluded.email, contacts.email),
      note = coalesce(excluded.note, contacts.note),
      opted_out = excluded.opted_out,
      opted_out_at = CASE WHEN excluded.opted_out THEN coalesce(contacts.opted_out_at, now()) END
    WHERE (coalesce(excluded.name, contacts.name), coalesce(excluded.first_name, contacts.first_name),
        coalesce(excluded.last_name, contacts.last_name), coalesce(excluded.email, contacts.email),
        coalesce(excluded.note, contacts.note), excluded.opted_out)
      IS DISTINCT FROM (contacts.name, contacts.first_name, contacts.last_name, contacts.email, contacts.note,
        contacts.opted_out)
    RETURNING id::text`;
  if (changed.length === 0) return [];
  return conversationsOf(
    tx,
    changed.map((contact) => contact.id),
  );
}

/**
 * Takes over an opt-out (or its end) that a text told of.
 * @returns the contact's conversations when it is news: it holds in all of them.
 */
export async function setOptedOut(tx: Transaction, contactId: string, optedOut: boolean): Promise<string[]> {
  const { count } = await tx.contact.updateMany({
    where: { id: contactId, optedOut: !optedOut },
    data: { optedOut, optedOutAt: optedOut ? new Date() : null },
  });
  return count === 0 ? [] : conversationsOf(tx, [contactId]);
}

async function conversationsOf(tx: Transaction, contactIds: string[]): Promise<string[]> {
  const conversations = await tx.conversation.findMany({
    where: { contactId: { in: contactIds } },
    select: { id: true },
  });
  return conversations.map((conversation) => conversation.id);
}
