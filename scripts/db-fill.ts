import { parseArgs } from "node:util";
import pg from "pg";
import { env } from "@/lib/env";
import { fillInbox } from "./database/fill-inbox";

/** `npm run db:fill -- --conversations 100000 --messages 10`: large invented data, for looking at plans and speed. */
const { values } = parseArgs({
  options: {
    conversations: { type: "string", default: "100000" },
    messages: { type: "string", default: "10" },
  },
});
const size = {
  conversations: wholeNumber("conversations", values.conversations),
  messages: wholeNumber("messages", values.messages),
};

const client = new pg.Client({ connectionString: env().DATABASE_URL });
await client.connect();
await fillInbox(client, size, (done) => console.log(`${done} of ${size.conversations} conversations`));
await client.end();

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} has to be a whole number above 0`);
  return value;
}
