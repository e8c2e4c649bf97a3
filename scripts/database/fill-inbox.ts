import type pg from "pg";
import { encrypt } from "@/lib/db/encryption";

const CHUNK = 20_000;

/** How much to invent: conversations, and messages in each. */
export type FillSize = { conversations: number; messages: number };

/**
 * Fills a migrated database with invented conversations, four of five archived, over two years. They belong to an
 * account of their own that is stopped, so no provider is ever called about them.
 * @param onProgress told how many conversations there are after each chunk
 */
export async function fillInbox(
  client: pg.Client,
  { conversations, messages }: FillSize,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const account = await addAccount(client);
  for (let from = 0; from < conversations; from += CHUNK) {
    const to = Math.min(from + CHUNK, conversations);
    await addConversations(client, account, { from, to, messages });
    onProgress(to);
  }
  await client.query("ANALYZE");
}

async function addAccount(client: pg.Client): Promise<string> {
  const credentials = { method: "basic", username: "nobody", password: "nothing" };
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO accounts (name, provider, base_url, credentials, webhook_token, webhook_secret, state, error, backfill_phase)
     VALUES ('Filled', 'eztexting', 'http://127.0.0.1:9/v1', $1, new_id()::text, $2, 'stopped', 'Invented data', 'done')
     RETURNING id`,
    [Buffer.from(encrypt(JSON.stringify(credentials))), Buffer.from(encrypt("nothing"))],
  );
  const id = rows[0]?.id;
  if (!id) throw new Error("The account wasn't made");
  return id;
}

/** One chunk in one transaction: contacts, conversations, messages, and the columns that follow from them. */
async function addConversations(
  client: pg.Client,
  account: string,
  { from, to, messages }: { from: number; to: number; messages: number },
): Promise<void> {
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO user_numbers (account_id, number, name)
     SELECT $1, '+1503555' || lpad(n::text, 4, '0'), 'Line ' || n FROM generate_series(1, 3) n ON CONFLICT DO NOTHING`,
    [account],
  );
  await client.query(
    `INSERT INTO contacts (account_id, number, name, opted_out)
     SELECT $1, '+1206' || lpad(n::text, 7, '0'), 'Customer ' || n, n % 50 = 0
     FROM generate_series($2::int, $3::int - 1) n`,
    [account, from, to],
  );
  await client.query(
    `INSERT INTO conversations (account_id, user_number, contact_number, contact_id, archived)
     SELECT $1, '+1503555' || lpad((1 + n % 3)::text, 4, '0'), k.number, k.id, n % 10 < 8
     FROM generate_series($2::int, $3::int - 1) n
     JOIN contacts k ON k.account_id = $1 AND k.number = '+1206' || lpad(n::text, 7, '0')`,
    [account, from, to],
  );
  await client.query(
    `INSERT INTO messages (account_id, conversation_id, direction, text, status, provider_message_id, unread, at)
     SELECT $1, c.id, CASE WHEN m.n % 2 = 0 THEN 'inbound' ELSE 'outbound' END::"Direction",
       'Message ' || m.n || ' about a bike, number ' || right(c.contact_number, 7),
       CASE WHEN m.n % 2 = 0 THEN 'received' ELSE 'delivered' END::"MessageStatus",
       right(c.contact_number, 7) || '-' || m.n,
       m.n = 0 AND NOT c.archived AND hashtext(c.contact_number) % 4 = 0,
       now() - (abs(hashtext(c.contact_number)) % 63072000 + m.n * 600) * interval '1 second'
     FROM conversations c
     CROSS JOIN LATERAL (SELECT generate_series(abs(hashtext(c.contact_number)) % 2, $4::int) AS n) m
     WHERE c.account_id = $1 AND c.contact_number >= '+1206' || lpad($2::text, 7, '0')
       AND c.contact_number < '+1206' || lpad($3::text, 7, '0')`,
    [account, String(from), String(to), messages - 1],
  );
  await client.query(
    `UPDATE conversations c SET last_message_id = m.id, last_message_at = m.at, last_message_text = m.text,
       last_message_direction = m.direction, last_message_status = m.status, unread_count = m.unread::int,
       waiting_since = CASE WHEN m.direction = 'inbound' THEN m.at END, revision = nextval('conversation_revision')
     FROM conversations self
     CROSS JOIN LATERAL (SELECT * FROM messages WHERE conversation_id = self.id
                         ORDER BY at DESC, id DESC LIMIT 1) m
     WHERE c.id = self.id AND self.account_id = $1 AND self.contact_number >= '+1206' || lpad($2::text, 7, '0')
       AND self.contact_number < '+1206' || lpad($3::text, 7, '0')`,
    [account, String(from), String(to)],
  );
  await client.query("COMMIT");
}
