import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";

export type StubRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  json: unknown;
};

/** `hang`: no answer, ever. `cut`: the connection ends before, or with `halfway` in, the body. */
export type StubAnswer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | "hang"
  | "cut"
  | "halfway";

/** A real HTTP server for the faults and oddities of a vendor: answers what a test's function says. */
export async function startStub(answer: (request: StubRequest) => StubAnswer) {
  const requests: StubRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    send(answer(request), response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function read(incoming: IncomingMessage): Promise<StubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString("utf8");
  const url = new URL(incoming.url ?? "/", "http://stub");
  return {
    method: incoming.method ?? "",
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    json: body === "" ? undefined : JSON.parse(body),
  };
}

function send(answer: StubAnswer, response: ServerResponse): void {
  if (answer === "hang") return;
  if (answer === "cut") return void response.socket?.destroy();
  if (answer === "halfway") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"content": [', () => response.socket?.destroy());
    return;
  }
  const text = answer.text ?? (answer.json === undefined ? "" : JSON.stringify(answer.json));
  response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
  response.end(text);
}
