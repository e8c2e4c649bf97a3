import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll } from "vitest";
import { POST } from "@/app/api/webhooks/[accountId]/[token]/route";
import { query } from "./desk";
import { only } from "./only";

/** The account's own webhook address, below any host. */
export async function webhookPath(accountId: string): Promise<string> {
  const account = only(
    await query<{ webhook_token: string }>("SELECT webhook_token FROM accounts WHERE id = $1", [accountId]),
  );
  return `/api/webhooks/${accountId}/${account.webhook_token}`;
}

/** Calls the route as the web server does. */
export async function knock(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const [accountId, token] = path.split("/").slice(-2);
  const request = new Request(`http://desk.example${path}`, { method: "POST", body, headers });
  return POST(request, { params: Promise.resolve({ accountId, token }) });
}

/** A web server with nothing but that route; its address. */
export async function openDoor(): Promise<string> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const signature = incoming.headers["x-signature"];
      const answer = await knock(
        incoming.url ?? "/",
        new Uint8Array(await buffer(incoming)),
        typeof signature === "string" ? { "x-signature": signature } : {},
      );
      response.writeHead(answer.status).end();
    })();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server.address())}`;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
