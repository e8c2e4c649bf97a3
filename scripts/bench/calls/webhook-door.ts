import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { receiveWebhook } from "@/lib/inbox/receive-webhook";

export type WebhookDoor = {
  url: string;
  /** The texts that were announced here so far. */
  announced: Set<string>;
  close(): Promise<void>;
};

const announcementSchema = z.object({ message: z.string() });

/** The part of the web server that the provider calls. */
export async function openWebhookDoor(): Promise<WebhookDoor> {
  const announced = new Set<string>();
  const server = createServer((request, response) => {
    void (async () => {
      const [accountId = "", token = ""] = (request.url ?? "").split("/").slice(-2);
      const body = await buffer(request);
      const signature = request.headers["x-signature"];
      const headers = new Headers(typeof signature === "string" ? { "x-signature": signature } : {});
      await receiveWebhook(accountId, token, new Uint8Array(body), headers);
      const text = announcementSchema.safeParse(JSON.parse(body.toString("utf8"))).data?.message;
      if (text) announced.add(text);
      response.writeHead(200).end();
    })().catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The door has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    announced,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
