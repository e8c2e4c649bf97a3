import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { controlRoutes } from "./control";
import type { Fault } from "./faults";
import { readJson, type Reply, type SandboxRequest } from "./http";
import { serveMedia } from "./media";
import { RateLimit, tooMany } from "./rate-limit";
import { Router } from "./router";
import { accountRoutes } from "./routes/account";
import { contactFieldRoutes } from "./routes/contact-fields";
import { contactGroupRoutes } from "./routes/contact-groups";
import { contactRoutes } from "./routes/contacts";
import { conversationRoutes } from "./routes/conversations";
import { keywordRoutes } from "./routes/keywords";
import { mediaFileRoutes } from "./routes/media-files";
import { messageReportRoutes } from "./routes/message-reports";
import { messageTemplateRoutes } from "./routes/message-templates";
import { messageRoutes } from "./routes/messages";
import { tokenRoutes } from "./routes/tokens";
import { webhookSubscriptionRoutes } from "./routes/webhook-subscriptions";
import type { Sandbox } from "./sandbox";
import { refuseAccess } from "./tokens";
import { notFound, VendorError } from "./vendor-error";
import { vendorTime } from "./vendor-time";

const API = "/v1";
const CONTROL = "/_control";
const MEDIA = "/media/";
const STORM_WAIT_MS = 1_500;

/** The whole server: /v1 as the vendor has it, /media for everybody, /_control for tests. */
export function sandboxListener(sandbox: Sandbox): RequestListener {
  const open = new Router(tokenRoutes(sandbox));
  const api = new Router([
    ...conversationRoutes(sandbox),
    ...messageRoutes(sandbox),
    ...messageReportRoutes(sandbox),
    ...messageTemplateRoutes(sandbox),
    ...mediaFileRoutes(sandbox),
    ...contactRoutes(sandbox),
    ...contactGroupRoutes(sandbox),
    ...contactFieldRoutes(sandbox),
    ...webhookSubscriptionRoutes(sandbox),
    ...keywordRoutes(sandbox),
    ...accountRoutes(sandbox),
  ]);
  const control = new Router(controlRoutes(sandbox));
  const limit = new RateLimit(sandbox.clock, sandbox.options.rateLimitPerMinute);

  return (incoming, response) => {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    void serve(incoming, response, url).catch((error: unknown) => {
      process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
      if (!response.headersSent)
        write(response, { status: 500, body: { status: 500, title: "Internal Server Error" } });
    });
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    response.setHeader("Date", new Date(sandbox.clock.now()).toUTCString());
    if (url.pathname.startsWith(MEDIA)) return write(response, serveMedia(sandbox, url.pathname));
    if (url.pathname.startsWith(CONTROL)) {
      const request = await readRequest(incoming, url, CONTROL);
      return write(response, "status" in request ? request : await dispatch(control, request));
    }
    if (url.pathname.startsWith(`${API}/`)) return serveApi(incoming, response, url);
    write(response, notFound("The page").reply());
  }

  async function serveApi(incoming: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const at = vendorTime(sandbox.clock.now());
    const request = await readRequest(incoming, url, API);
    const method = incoming.method ?? "GET";
    const path = url.pathname.slice(API.length);
    const fault = sandbox.faults.take(method, `${path}${url.search}`);
    const log = (status: number | null) => {
      const body = "body" in request && method !== "GET" ? request.body : undefined;
      sandbox.log.add({ at, method, path, query: url.search, status, fault: fault?.kind ?? null, body });
    };
    const replaced = fault && replacement(fault);
    if (fault?.kind === "hang") return log(null);
    if (fault?.kind === "cut") {
      response.destroy();
      return log(null);
    }
    const reply = replaced ?? ("status" in request ? request : await answer(request));
    await wait(sandbox.options.latencyMs + (fault?.kind === "delay" ? fault.delayMs : 0));
    const cut = fault && breakAnswer(response, reply, fault);
    log(cut ? null : reply.status);
    if (!cut) write(response, reply);
  }

  async function answer(request: SandboxRequest): Promise<Reply> {
    if (open.find(request.method, request.path)) return dispatch(open, request);
    return refuseAccess(sandbox, request.authorization) ?? limit.check() ?? dispatch(api, request);
  }
}

async function dispatch(router: Router, request: SandboxRequest): Promise<Reply> {
  const match = router.find(request.method, request.path);
  if (!match) return notFound("The page").reply();
  try {
    return await match.route.handle({ ...request, params: match.params });
  } catch (error) {
    if (error instanceof VendorError) return error.reply();
    throw error;
  }
}

async function readRequest(
  incoming: IncomingMessage,
  url: URL,
  prefix: string,
): Promise<SandboxRequest | Reply> {
  try {
    const body = await readJson(incoming);
    return {
      method: incoming.method ?? "GET",
      path: url.pathname.slice(prefix.length),
      query: url.searchParams,
      authorization: incoming.headers.authorization,
      params: {},
      body,
    };
  } catch (error) {
    if (error instanceof VendorError) return error.reply();
    throw error;
  }
}

/** The answer of faults that come instead of the work. */
function replacement(fault: Fault): Reply | undefined {
  if (fault.kind === "status") return { status: fault.status, headers: fault.headers, body: fault.body };
  if (fault.kind === "rateLimited") return tooMany(fault.delayMs || STORM_WAIT_MS);
  if (fault.kind !== "htmlBody") return undefined;
  const page = Buffer.from(
    "<!doctype html><html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>",
  );
  return { status: fault.status, headers: { "Content-Type": "text/html" }, body: page };
}

/** Spoils an answer whose work is done. False when this fault leaves it whole. */
function breakAnswer(response: ServerResponse, reply: Reply, fault: Fault): boolean {
  if (fault.kind === "answerLostAfterAcceptance") {
    if (fault.lostBy === "500")
      write(response, { status: 500, body: { status: 500, title: "Internal Server Error" } });
    if (fault.lostBy === "cut") response.destroy();
    return true;
  }
  const bytes = encode(reply.body);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  if (fault.kind === "resetMidBody") {
    response.writeHead(reply.status, {
      "Content-Type": "application/json",
      "Content-Length": bytes.length + 1,
    });
    response.write(half, () => response.destroy());
    return true;
  }
  if (fault.kind === "malformedJson") {
    write(response, { status: reply.status, headers: { "Content-Type": "application/json" }, body: half });
    return true;
  }
  return false;
}

function write(response: ServerResponse, reply: Reply): void {
  const bytes = encode(reply.body);
  const type = reply.body === undefined ? {} : { "Content-Type": "application/json" };
  response.writeHead(reply.status, { ...type, ...reply.headers, "Content-Length": bytes.length });
  response.end(bytes);
}

function encode(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}
