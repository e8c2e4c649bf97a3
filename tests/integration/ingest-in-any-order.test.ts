import fc from "fast-check";
import { expect, it } from "vitest";
import { ingestMessages } from "@/lib/inbox/ingest/ingest-messages";
import type { ProviderMessage } from "@/lib/providers/provider";
import { expectConsistency } from "./harness/consistency";
import { openDesk } from "./harness/desk";
import {
  announce,
  announcementOf,
  conversationRow,
  listedText,
  messagesWith,
  newNumber,
} from "./harness/texts";

const { accountId } = await openDesk();

/** What happened at the provider: who wrote, one of few texts, how many seconds after the one before. */
const texts = fc.array(
  fc.record({
    direction: fc.constantFrom("inbound" as const, "inbound" as const, "outbound" as const),
    text: fc.constantFrom("ok", "ok ", "When?"),
    gapSeconds: fc.integer({ min: 0, max: 25 }),
  }),
  { minLength: 1, maxLength: 5 },
);
/** How it reaches us: copies of announcements and pages of the list, each row on at least one page, in any order. */
const arrivals = fc.record({
  copies: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }),
  pages: fc.array(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), { minLength: 1, maxLength: 4 }),
  order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
  clockSkewMs: fc.constantFrom(0, 0, 1_500),
  together: fc.boolean(),
});

it("announcements and list pages, doubled and in any order, end with exactly the provider's messages", async () => {
  const start = Date.now() - 60 * 60_000;
  await fc.assert(
    fc.asyncProperty(texts, arrivals, async (written, { copies, pages, order, clockSkewMs, together }) => {
      const contactNumber = newNumber();
      let at = start;
      const rows = written.map(({ gapSeconds, ...fields }) => {
        at += gapSeconds * 1_000 + 1;
        return listedText({ ...fields, contactNumber, at: new Date(at) });
      });
      const announcements = rows
        .filter((row) => row.direction === "inbound")
        .flatMap((row, index) => {
          const text = announcementOf(row);
          const late = { ...text, at: new Date(text.at.getTime() - clockSkewMs) };
          return Array.from({ length: copies[index] ?? 0 }, () => () => announce(accountId, late));
        });
      const listings = [...pages, ...rows.map((_, index) => [index])].map((page) => {
        const listed = page.flatMap((index) => rows[index] ?? []);
        return () => ingestMessages(accountId, listed.reverse(), "live");
      });
      const events = inOrder([...announcements, ...listings], order);
      if (together) await Promise.all(events.map((event) => event()));
      else for (const event of events) await event();

      const kept = await messagesWith(contactNumber);
      expect(kept.map(identity).sort()).toEqual(rows.map(identityOfRow).sort());
      expect(await conversationRow(contactNumber)).toMatchObject({
        unread_count: rows.filter((row) => row.direction === "inbound").length,
      });
    }),
    { numRuns: 40, seed: 20_261_120 },
  );
  await expectConsistency();
}, 60_000);

function inOrder<Thing>(things: Thing[], order: number[]): Thing[] {
  return things
    .map((thing, index) => ({ thing, key: order[index % order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ thing }) => thing);
}

function identity(row: { provider_message_id: string | null; direction: string; at: Date }): string {
  return `${row.provider_message_id} ${row.direction} ${row.at.toISOString()}`;
}

function identityOfRow(row: ProviderMessage): string {
  return `${row.id} ${row.direction} ${row.at.toISOString()}`;
}
