import type { Page, Priority, ProviderContact } from "../provider";
import type { LogUnknownShape } from "../shape-log";
import type { ListReader } from "./list";
import { toProviderContact } from "./map";

/** All saved contacts. Sorting by `createdAt` works (seen live); there is no date filter that does. */
export async function listContacts(
  readList: ListReader,
  log: LogUnknownShape,
  query: { page: number; priority: Priority },
): Promise<Page<ProviderContact>> {
  const found = await readList({
    path: "contacts",
    sortBy: "createdAt",
    page: query.page,
    priority: query.priority,
    toRow: (raw) => toProviderContact(raw, log),
    timeOf: (contact) => contact.createdAt,
  });
  return { ...found, rows: found.rows.map(({ createdAt: _, ...contact }) => contact) };
}
