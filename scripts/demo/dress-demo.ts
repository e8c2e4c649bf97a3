import pg from "pg";
import { env } from "@/lib/env";
import { desks, labels, labelWords, notes, numberNames } from "./demo-desk";

/**
 * Once the demo's conversations are here, adds what its team has done with them. Waits for the first synchronisation,
 * does everything in one transaction, and only once: a visitor's own changes are never touched again.
 */
const LOOK_EVERY_MS = 1_000;
const GIVE_UP_AFTER_MS = 10 * 60_000;

const client = new pg.Client({ connectionString: env().DATABASE_URL });
await client.connect();
if (await waitForConversations()) await dress();
await client.end();

async function waitForConversations(): Promise<boolean> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  while (Date.now() < deadline) {
    const { rows } = await client.query<{ phase: string; isDressed: boolean }>(
      `SELECT backfill_phase AS phase, EXISTS (SELECT 1 FROM labels) AS "isDressed" FROM accounts LIMIT 1`,
    );
    if (rows[0]?.isDressed) return false;
    if (rows[0]?.phase === "done") return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}

async function dress(): Promise<void> {
  await client.query("BEGIN");
  await client.query(
    `UPDATE user_numbers n SET name = r.value FROM jsonb_each_text($1) AS r WHERE n.number = r.key`,
    [JSON.stringify(numberNames)],
  );
  await client.query(
    `INSERT INTO labels (name, color) SELECT name, color FROM jsonb_to_recordset($1) AS r(name text, color text)`,
    [JSON.stringify(labels)],
  );
  await labelByWords();
  await assignOthers();
  await setDesks();
  await addNotes();
  await signMessages();
  await client.query("SELECT publish_conversations(array_agg(id)) FROM conversations");
  await client.query("COMMIT");
}

async function labelByWords(): Promise<void> {
  await client.query(
    `INSERT INTO conversation_labels (conversation_id, label_id)
     SELECT c.id, (
       SELECT l.id FROM jsonb_array_elements($1) WITH ORDINALITY AS w(rule, place)
       JOIN labels l ON l.name = rule->>'label'
       WHERE latest.text ~* (rule->>'words') ORDER BY place LIMIT 1)
     FROM conversations c, LATERAL (
       SELECT string_agg(text, ' ') AS text FROM
         (SELECT text FROM messages WHERE conversation_id = c.id ORDER BY at DESC LIMIT 4) AS last
     ) latest
     WHERE EXISTS (SELECT 1 FROM jsonb_array_elements($1) AS rule WHERE latest.text ~* (rule->>'words'))`,
    [JSON.stringify(labelWords)],
  );
}

/** Two of three conversations have an owner, the same every time. */
async function assignOthers(): Promise<void> {
  await client.query(
    `UPDATE conversations c SET assignee_id = team.ids[1 + abs(hashtext(c.contact_number)) % cardinality(team.ids)]
     FROM (SELECT array_agg(id ORDER BY email) AS ids FROM users) AS team
     WHERE abs(hashtext(c.contact_number)) % 3 > 0`,
  );
}

async function setDesks(): Promise<void> {
  const pairs = `SELECT c.id, r.assignee, r.labels
    FROM jsonb_to_recordset($1) AS r(contact text, number text, assignee text, labels jsonb)
    JOIN conversations c ON c.contact_number = r.contact AND c.user_number = r.number`;
  const rows = [JSON.stringify(desks)];
  await client.query(
    `UPDATE conversations c SET assignee_id = u.id
     FROM (${pairs}) AS d LEFT JOIN users u ON u.email = d.assignee WHERE c.id = d.id`,
    rows,
  );
  await client.query(
    `DELETE FROM conversation_labels x USING (${pairs}) AS d WHERE x.conversation_id = d.id`,
    rows,
  );
  await client.query(
    `INSERT INTO conversation_labels (conversation_id, label_id)
     SELECT d.id, l.id FROM (${pairs}) AS d JOIN labels l ON d.labels ? l.name`,
    rows,
  );
}

async function addNotes(): Promise<void> {
  await client.query(
    `INSERT INTO notes (conversation_id, author_id, text, at)
     SELECT c.id, u.id, r.text, m.at + r."minutesLater" * interval '1 minute'
     FROM jsonb_to_recordset($1)
       AS r(contact text, number text, author text, "after" text, "minutesLater" int, text text)
     JOIN conversations c ON c.contact_number = r.contact AND c.user_number = r.number
     JOIN users u ON u.email = r.author
     JOIN LATERAL (
       SELECT at FROM messages WHERE conversation_id = c.id AND position(r."after" IN messages.text) > 0
       ORDER BY at DESC LIMIT 1
     ) m ON true`,
    [JSON.stringify(notes)],
  );
}

/** The provider doesn't say who of the team wrote a text; here it was mostly the owner of the conversation. */
async function signMessages(): Promise<void> {
  await client.query(
    `UPDATE messages m SET author_id = CASE WHEN abs(hashtext(m.id::text)) % 4 > 0
       THEN coalesce(owner.id, leo.id) ELSE leo.id END
     FROM conversations c
     LEFT JOIN users owner ON owner.id = c.assignee_id
     CROSS JOIN (SELECT id FROM users WHERE email = 'leo@fernhill.example') AS leo
     WHERE m.conversation_id = c.id AND m.direction = 'outbound' AND m.author_id IS NULL AND m.client_id IS NULL`,
  );
  await client.query(
    `UPDATE conversations c SET last_message_author_id = m.author_id FROM messages m WHERE m.id = c.last_message_id`,
  );
}
