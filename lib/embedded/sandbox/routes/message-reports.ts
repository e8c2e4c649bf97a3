import { ok, param, type Route, type SandboxRequest } from "../http";
import { pageOf } from "../paging";
import type { Message } from "../rows";
import type { Sandbox } from "../sandbox";
import { creditsOf } from "../segments";
import { outcome, statusAt } from "../statuses";
import { notFound } from "../vendor-error";
import { vendorTime } from "../vendor-time";

const REPORT = "/message-reports/{id}";

/** /message-details and /message-reports. Fields beyond `delivery.delivered.count` are inferred (vendor notes 2.5). */
export function messageReportRoutes(sandbox: Sandbox): Route[] {
  return [
    { method: "GET", pattern: "/message-details/{id}", handle: (request) => ok(details(sandbox, request)) },
    { method: "GET", pattern: REPORT, handle: (request) => ok(report(sandbox, request)) },
    {
      method: "GET",
      pattern: `${REPORT}/responses/delivery`,
      handle: (request) => ok(deliveries(sandbox, request)),
    },
    {
      method: "GET",
      pattern: `${REPORT}/responses/engagement`,
      handle: (request) => ok(engagement(sandbox, request)),
    },
    { method: "GET", pattern: `${REPORT}/responses/link`, handle: (request) => ok(links(sandbox, request)) },
  ];
}

/** Has no status, whatever the guide says (vendor notes 2.11). */
function details(sandbox: Sandbox, request: SandboxRequest) {
  const [first, ...others] = sent(sandbox, request);
  const all = [first, ...others];
  const send = sandbox.state.sends.get(first.groupId);
  const counted = all.reduce((sum, message) => sum + creditsOf(message.text, message.media !== null), 0);
  return {
    recipientsCount: all.length,
    credits: send?.credits ?? counted,
    fromNumber: first.userNumber,
    sentOn: vendorTime(first.sentAt),
    type: first.media ? "MMS" : "SMS",
    groups: (send?.groupIds ?? []).flatMap((id) => sandbox.state.groups.get(id) ?? []),
    contacts: all.map((message) => ({ phoneNumber: message.contactNumber })),
  };
}

function report(sandbox: Sandbox, request: SandboxRequest) {
  const messages = sent(sandbox, request);
  const now = sandbox.clock.now();
  const share = (kind: ReturnType<typeof outcome>) => {
    const count = messages.filter((message) => outcome(statusAt(message, now)) === kind).length;
    return { count, percentage: Math.round((count / messages.length) * 1000) / 10 };
  };
  const replied = messages.filter((message) => replies(sandbox, message).length > 0).length;
  return {
    delivery: {
      delivered: share("delivered"),
      bounced: share("bounced"),
      optedOut: share("optedOut"),
      noCredits: share("noCredits"),
      pending: share("pending"),
    },
    engagement: {
      replied: { count: replied, percentage: Math.round((replied / messages.length) * 1000) / 10 },
    },
    links: [],
  };
}

function deliveries(sandbox: Sandbox, request: SandboxRequest) {
  const now = sandbox.clock.now();
  return pageOf(sent(sandbox, request), request.query, (message) => ({
    phoneNumber: message.contactNumber,
    status: statusAt(message, now),
  }));
}

function engagement(sandbox: Sandbox, request: SandboxRequest) {
  const answers = sent(sandbox, request).flatMap((message) => replies(sandbox, message));
  return pageOf(answers, request.query, (answer) => ({
    phoneNumber: answer.contactNumber,
    message: answer.text,
    receivedAt: vendorTime(answer.sentAt),
  }));
}

/** Links are not shortened here, so no click is ever counted. */
function links(sandbox: Sandbox, request: SandboxRequest) {
  sent(sandbox, request);
  return pageOf([], request.query, (row) => row);
}

/** The rows of the send in the path, by the id POST answered or a row's own; 404 when there is none. */
function sent(sandbox: Sandbox, request: SandboxRequest): [Message, ...Message[]] {
  const id = param(request, "id");
  const [first, ...others] = sandbox.state.messages.find(id).filter((message) => !message.inbound);
  if (!first) throw notFound("The message");
  return [first, ...others];
}

/** What the contact wrote between this text and our next one. */
function replies(sandbox: Sandbox, message: Message): Message[] {
  const thread = sandbox.state.messages.thread(message.userNumber, message.contactNumber)?.messages ?? [];
  const after = thread.slice(thread.indexOf(message) + 1);
  const next = after.findIndex((other) => !other.inbound);
  return next < 0 ? after : after.slice(0, next);
}
