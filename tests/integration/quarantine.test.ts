import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { deleteOldWebhookEvents } from "@/lib/db/webhook-events";
import { processWebhookEvent } from "@/lib/inbox/process-webhook-event";
import { discardQuarantined, listQuarantine, replayWebhookEvent } from "@/lib/inbox/quarantine";
import { openDesk, query } from "./harness/desk";
import { runJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { messagesWith, newNumber, OUR_NUMBER } from "./harness/texts";
import { knock, webhookPath } from "./harness/webhook-door";

const { accountId } = await openDesk();
const path = await webhookPath(accountId);
const priya = await addPerson("Priya Nair", "admin");
const ana = await addPerson("Ana Ruiz", "admin");

beforeEach(async () => {
  await query("DELETE FROM webhook_events");
});

/** A webhook with a text that only its signature keeps out. @returns its id */
async function wronglySigned(from = newNumber()): Promise<string> {
  const body = {
    type: "inbound_text.received",
    message: "Signed badly",
    received: new Date().toISOString(),
    fromNumber: from.slice(1),
    toNumber: OUR_NUMBER.slice(1),
  };
  await knock(path, JSON.stringify(body), { "x-signature": "wrong" });
  return only((await listQuarantine({ limit: 1 })).items).id;
}

const auditOf = (eventId: string) =>
  query<{ action: string; user_id: string }>(
    "SELECT action, user_id FROM audit_entries WHERE details ->> 'eventId' = $1 ORDER BY at",
    [eventId],
  );
const statusOf = async (eventId: string) =>
  only(await query<{ status: string }>("SELECT status FROM webhook_events WHERE id = $1", [eventId])).status;

describe("a webhook in quarantine", () => {
  it("is taken in once when two admins replay it at once, and is one person's doing", async () => {
    const from = newNumber();
    const id = await wronglySigned(from);
    await Promise.all([priya, ana, priya, ana].map((admin) => replayWebhookEvent(admin, id)));
    expect(await messagesWith(from)).toHaveLength(1);
    expect(await auditOf(id)).toMatchObject([{ action: "webhook_event.replayed" }]);
  });

  it("is either taken in or discarded when two admins disagree", async () => {
    for (let round = 0; round < 10; round += 1) {
      const from = newNumber();
      const id = await wronglySigned(from);
      const [replay, discard] = await Promise.allSettled([
        replayWebhookEvent(priya, id),
        discardQuarantined(ana, id),
      ]);
      const isIn = replay.status === "fulfilled";
      expect(discard.status).toBe(isIn ? "rejected" : "fulfilled");
      expect(await statusOf(id)).toBe(isIn ? "processed" : "discarded");
      expect(await messagesWith(from)).toHaveLength(isIn ? 1 : 0);
      expect(await auditOf(id)).toHaveLength(1);
      const refused = isIn ? discard : replay;
      expect(refused).toMatchObject({ reason: { code: "conflict" } });
    }
  });

  it("stays discarded, whatever is still on its way", async () => {
    await knock(path, "{");
    await runJobs("process-webhook-event");
    const { id } = only((await listQuarantine({ limit: 1 })).items);
    await discardQuarantined(priya, id);
    await processWebhookEvent(id);
    expect(await statusOf(id)).toBe("discarded");
    await expect(replayWebhookEvent(ana, id)).rejects.toMatchObject({ code: "conflict" });
    await discardQuarantined(ana, id);
    expect(await auditOf(id)).toMatchObject([{ action: "webhook_event.discarded", user_id: priya.id }]);
  });

  it("can't be discarded before it was read", async () => {
    await knock(path, "{}");
    const { id } = only(await query<{ id: string }>("SELECT id FROM webhook_events"));
    await expect(discardQuarantined(priya, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await statusOf(id)).toBe("pending");
  });

  it("that nobody knows is not found", async () => {
    await expect(replayWebhookEvent(priya, randomUUID())).rejects.toMatchObject({ code: "not_found" });
    await expect(discardQuarantined(priya, randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });

  it("isn't read in full to be shown, and shows how large it is", async () => {
    const body = `"${"é".repeat(60_000)}`;
    await knock(path, body, { "x-signature": "wrong" });
    await knock(path, new Uint8Array([0xff, 0x00, 0xfe]), { "x-signature": "wrong" });
    const { items } = await listQuarantine({ limit: 10 });
    expect(items).toMatchObject([
      { body: "\ufffd\u0000\ufffd", size: 3, isSigned: true },
      { body: body.slice(0, 16_384), size: 120_001 },
    ]);
  });

  it("is on one page, and one only, also when several came in the same millisecond", async () => {
    for (let index = 0; index < 7; index += 1) await knock(path, `${index}`, { "x-signature": "wrong" });
    await query("UPDATE webhook_events SET received_at = date_trunc('second', now())");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listQuarantine({ limit: 3, cursor, accountId });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect((await listQuarantine({ limit: 3, accountId: randomUUID() })).items).toEqual([]);
  });

  it("is never forgotten; what was taken in or discarded long ago is", async () => {
    const kept = await wronglySigned();
    await query("UPDATE webhook_events SET received_at = now() - interval '1 year'");
    const discarded = await wronglySigned();
    await discardQuarantined(priya, discarded);
    const processed = await wronglySigned();
    await replayWebhookEvent(priya, processed);
    await deleteOldWebhookEvents(new Date(Date.now() - 60_000));
    expect(await query("SELECT 1 FROM webhook_events")).toHaveLength(3);
    await deleteOldWebhookEvents(new Date(Date.now() + 60_000));
    expect(await query("SELECT id FROM webhook_events")).toEqual([{ id: kept }]);
  });
});
