/*
 * The control of the sandbox, for tests and demos on the same machine: /_control/… It needs no sign-in, is not
 * counted in the rate limit and not in the request log. All bodies are JSON.
 *
 * POST   /inbound   {from, to?, text, mediaUrl?, picture?, webhook?: true | false | count, delayMs?, agoMs?}
 *                   a customer texts; `to` defaults to the account's first number, `delayMs` is how late the webhook
 *                   leaves, `picture` is drawn here (wheel, tire, hub, bike, rotor, receipt); `agoMs`: it came so long
 *                   ago, and lists and webhooks tell of it only now. Answers the message row.
 * POST   /faults    a list of {match: {method?, path?}, kind, times?, skip?, status?, body?, headers?, delayMs?, lostBy?}
 *                   `path` is a regular expression for path and query after /v1; `times` 0 means until deleted.
 *                   Instead of the work: status (status, body, headers), htmlBody, hang (no answer, ever), cut (the
 *                   connection ends), rateLimited (429, delayMs in its header). After the work: delay (delayMs),
 *                   resetMidBody, malformedJson, answerLostAfterAcceptance (lostBy: cut | 500 | silence).
 * GET    /faults    those still to happen
 * DELETE /faults
 * POST   /webhooks  {mode: normal | off | duplicate | delay | reorder | hold, copies?, delayMs?, missEvery?, clockSkewMs?}
 *                   hold: nothing leaves before its release
 * POST   /webhooks/release  {order?: oldestFirst | newestFirst | together, copies?} what is held leaves now, each
 *                   `copies` times, one after the other or all at the same time; answers when all are answered
 * GET    /webhooks  every try to deliver: {at, url, body, signature, status, try}
 * POST   /status    {messageId, status} the message has this status from now on
 * POST   /credits   {planCredits, anytimeCredits}
 * POST   /landlines {numbers} what is sent there from now on bounces
 * POST   /tokens/expire   {refresh?} every access token ends now, with `refresh` every refresh token too
 * POST   /password  {password} the old one stops working
 * POST   /reset     the world as it was at the first start; faults, log, webhook mode and tokens are forgotten
 * GET    /state     {now, messages, conversations, contacts, sends}: everything, also what lists don't show yet
 * GET    /requests  {total, reading, writing, rateLimited, requests}: what was asked of /v1
 * DELETE /requests
 * POST   /clock     {advanceMs} moves time forward; answers {now} when everything due by then is done. {aheadMs}: from
 *                   now on it is so much ahead of this machine's clock, behind when negative
 */
import { z } from "zod";
import { conversationRow, listConversations } from "./conversation-row";
import { contactRow } from "./contact-row";
import { faultSchema } from "./faults";
import { empty, ok, parseBody, type Route, type SandboxRequest } from "./http";
import { addDrawnFile } from "./media";
import { messageRow } from "./message-row";
import { conversationNumber } from "./phone";
import { PICTURES } from "./pictures/picture-names";
import { receiveInbound } from "./receive-inbound";
import type { Message } from "./rows";
import type { Sandbox } from "./sandbox";
import { expireTokens } from "./tokens";
import { invalidNumber, notFound } from "./vendor-error";
import { vendorTime } from "./vendor-time";
import { releaseSchema, webhookModeSchema } from "./webhooks";

const inboundSchema = z.object({
  from: z.string(),
  to: z.string().optional(),
  text: z.string().default(""),
  mediaUrl: z.url().optional(),
  picture: z.enum(PICTURES).optional(),
  webhook: z.union([z.boolean(), z.number().int().min(0)]).optional(),
  delayMs: z.number().min(0).optional(),
  agoMs: z.number().min(0).optional(),
});
const faultsSchema = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])]);
const statusSchema = z.object({ messageId: z.string(), status: z.string() });
const creditsSchema = z.object({
  planCredits: z.number().int().min(0),
  anytimeCredits: z.number().int().min(0),
});
const landlinesSchema = z.object({ numbers: z.array(z.string()) });
const passwordSchema = z.object({ password: z.string().min(1) });
const expirySchema = z.object({ refresh: z.boolean().default(false) });
const clockSchema = z.union([z.object({ advanceMs: z.number().min(0) }), z.object({ aheadMs: z.number() })]);

/** The routes below /_control. */
export function controlRoutes(sandbox: Sandbox): Route[] {
  const { state } = sandbox;
  const changeAccount = (change: Partial<ReturnType<typeof state.account>>) => {
    state.accounts.put({ ...state.account(), ...change });
    return empty();
  };
  return [
    { method: "POST", pattern: "/inbound", handle: (request) => ok(inbound(sandbox, request)) },
    {
      method: "POST",
      pattern: "/faults",
      handle: (request) => {
        sandbox.faults.add(parseBody(request, faultsSchema));
        return empty();
      },
    },
    { method: "GET", pattern: "/faults", handle: () => ok(sandbox.faults.pending()) },
    {
      method: "DELETE",
      pattern: "/faults",
      handle: () => {
        sandbox.faults.clear();
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "/webhooks",
      handle: (request) => {
        sandbox.webhooks.setMode(parseBody(request, webhookModeSchema));
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "/webhooks/release",
      handle: async (request) => {
        await sandbox.webhooks.release(parseBody(request, releaseSchema));
        return empty();
      },
    },
    { method: "GET", pattern: "/webhooks", handle: () => ok(sandbox.webhooks.history()) },
    { method: "POST", pattern: "/status", handle: (request) => setStatus(sandbox, request) },
    {
      method: "POST",
      pattern: "/credits",
      handle: (request) => changeAccount(parseBody(request, creditsSchema)),
    },
    {
      method: "POST",
      pattern: "/landlines",
      handle: (request) => changeAccount({ landlines: parseBody(request, landlinesSchema).numbers }),
    },
    {
      method: "POST",
      pattern: "/tokens/expire",
      handle: (request) => {
        expireTokens(sandbox, parseBody(request, expirySchema));
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "/password",
      handle: (request) => changeAccount(parseBody(request, passwordSchema)),
    },
    {
      method: "POST",
      pattern: "/reset",
      handle: () => {
        sandbox.reset();
        return empty();
      },
    },
    { method: "GET", pattern: "/state", handle: () => ok(everything(sandbox)) },
    { method: "GET", pattern: "/requests", handle: () => ok(sandbox.log.report()) },
    {
      method: "DELETE",
      pattern: "/requests",
      handle: () => {
        sandbox.log.clear();
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "/clock",
      handle: async (request) => {
        const change = parseBody(request, clockSchema);
        if ("aheadMs" in change) sandbox.clock.setOffset(change.aheadMs);
        else await sandbox.clock.advance(change.advanceMs);
        state.accounts.put({ ...state.account(), clockOffsetMs: sandbox.clock.offset() });
        return ok({ now: vendorTime(sandbox.clock.now()) });
      },
    },
  ];
}

function inbound(sandbox: Sandbox, request: SandboxRequest) {
  const body = parseBody(request, inboundSchema);
  const from = conversationNumber(body.from);
  const to = conversationNumber(body.to ?? sandbox.state.account().numbers[0] ?? "");
  if (!from) throw invalidNumber(body.from);
  if (!to) throw invalidNumber(body.to ?? "");
  const message = receiveInbound(sandbox, {
    from,
    to,
    text: body.text,
    media: mediaOf(sandbox, body),
    webhooks: typeof body.webhook === "boolean" ? (body.webhook ? undefined : 0) : body.webhook,
    webhookDelayMs: body.delayMs,
    agoMs: body.agoMs,
  });
  return messageRow(sandbox, message);
}

function mediaOf(sandbox: Sandbox, body: z.output<typeof inboundSchema>): Message["media"] {
  if (body.picture) return { fileId: addDrawnFile(sandbox.state, body.picture, sandbox.clock.now()).id };
  return body.mediaUrl ? { url: body.mediaUrl } : null;
}

function setStatus(sandbox: Sandbox, request: SandboxRequest) {
  const { messageId, status } = parseBody(request, statusSchema);
  const messages = sandbox.state.messages.find(messageId);
  if (messages.length === 0) throw notFound("The message");
  const now = sandbox.clock.now();
  for (const message of messages) {
    const past = message.statuses.filter(([at]) => at <= now);
    sandbox.state.messages.update(message, { statuses: [...past, [now, status]] });
  }
  return empty();
}

function everything(sandbox: Sandbox) {
  const { state, clock } = sandbox;
  return {
    now: vendorTime(clock.now()),
    messages: state.messages.byTime().map((message) => ({
      ...messageRow(sandbox, message),
      unread: message.unread,
      deleted: message.deleted,
      visibleAt: vendorTime(message.visibleAt),
    })),
    conversations: listConversations(sandbox).map((conversation) => conversationRow(sandbox, conversation)),
    contacts: state.contacts.all().map((contact) => contactRow(sandbox, contact)),
    sends: state.sends.all(),
  };
}
