import { z } from "zod";
import { acceptSend } from "../accept-send";
import { booleanValue, contains, enumValue, readFilters, timeValue, type Filters } from "../filters";
import { created, empty, ok, parseBody, type Route, type SandboxRequest } from "../http";
import { addPostedFile } from "../media";
import { messageRow, messageType } from "../message-row";
import { pageOf, readPaging } from "../paging";
import type { Message, Template } from "../rows";
import type { Sandbox } from "../sandbox";
import { readSort, sortBy } from "../sorting";
import { isPending } from "../statuses";
import { malformed, notFound } from "../vendor-error";
import { parseVendorTime } from "../vendor-time";
import { messageComparisons } from "./conversations";

/** /messages: the list over all conversations, sending, deleting. */
export function messageRoutes(sandbox: Sandbox): Route[] {
  return [
    { method: "GET", pattern: "/messages", handle: (request) => ok(list(sandbox, request.query)) },
    { method: "POST", pattern: "/messages", handle: (request) => send(sandbox, request) },
    { method: "DELETE", pattern: "/messages", handle: (request) => remove(sandbox, request) },
  ];
}

function list(sandbox: Sandbox, query: URLSearchParams) {
  readPaging(query);
  const order = readSort(query, messageComparisons);
  const passes = readFilters(query, messageFilters(sandbox));
  const now = sandbox.clock.now();
  // Deleted and scheduled messages are listed only when asked for (inferred).
  const wantDeleted = query.get("filters[deleted][eq]") === "true";
  const wantPending = query.get("filters[pending][eq]") === "true";
  const found = candidates(sandbox, query).filter(
    (message) =>
      message.visibleAt <= now &&
      (wantDeleted || !message.deleted) &&
      (wantPending || !isPending(message, now)) &&
      passes(message),
  );
  const onlyNewestFirst = order.length === 1 && order[0]?.property === "sentAt" && order[0].descending;
  const sorted = onlyNewestFirst ? found.reverse() : order.length > 0 ? sortBy(found, order) : found;
  return pageOf(sorted, query, (message) => messageRow(sandbox, message));
}

/** The messages that can pass at all: one thread, a stretch of time, or everything. */
function candidates(sandbox: Sandbox, query: URLSearchParams): readonly Message[] {
  const { messages } = sandbox.state;
  const userNumber = query.get("filters[userNumber][eq]");
  const contactNumber = query.get("filters[contactNumber][eq]");
  if (userNumber && contactNumber) return messages.thread(userNumber, contactNumber)?.messages ?? [];
  const since = query.get("filters[sentAt][gte]");
  return since === null ? messages.byTime() : messages.byTime().slice(messages.firstSince(timeValue(since)));
}

/** `messageId` finds a row by its own id only (inferred). */
function messageFilters(sandbox: Sandbox): Filters<Message> {
  const now = sandbox.clock.now();
  return new Map([
    ["userNumber.eq", (value) => (row) => row.userNumber === value],
    ["contactNumber.eq", (value) => (row) => row.contactNumber === value],
    ["messageId.eq", (value) => (row) => row.id === value],
    ["incoming.eq", flag((row) => row.inbound)],
    ["unread.eq", flag((row) => row.unread)],
    ["deleted.eq", flag((row) => row.deleted)],
    ["pending.eq", flag((row) => isPending(row, now))],
    ["group.eq", flag(() => false)],
    ["textQuery.eq", (value) => (row) => contains(row.text, value)],
    [
      "type.eq",
      (value) => {
        const wanted = enumValue(value, "com.eztexting.model.MessageType", ["sms", "mms"]);
        return (row) => messageType(row) === wanted;
      },
    ],
    [
      "optType.eq",
      (value) => {
        const wanted = enumValue(value, "com.eztexting.model.OptType", ["optOut", "optIn", "none"]);
        return (row) => (row.optOut ? "optOut" : row.optIn ? "optIn" : "none") === wanted;
      },
    ],
    ["sentAt.gte", since((row, at) => row.sentAt >= at)],
    ["sentAt.lte", since((row, at) => row.sentAt <= at)],
  ]);
}

function flag(of: (row: Message) => boolean) {
  return (value: string) => {
    const wanted = booleanValue(value);
    return (row: Message) => of(row) === wanted;
  };
}

function since(test: (row: Message, at: number) => boolean) {
  return (value: string) => {
    const at = timeValue(value);
    return (row: Message) => test(row, at);
  };
}

const sendSchema = z.object({
  message: z.string().nullish(),
  toNumbers: z.array(z.string()).nullish(),
  groupIds: z.array(z.string()).nullish(),
  messageType: z.enum(["SMS", "MMS"]).nullish(),
  sendAt: z.string().nullish(),
  companyName: z.string().nullish(),
  mediaUrl: z.string().nullish(),
  mediaFileId: z.string().nullish(),
  messageTemplateId: z.string().nullish(),
  fromNumber: z.string().nullish(),
  strictValidation: z.boolean().nullish(),
});
type SendBody = z.output<typeof sendSchema>;

async function send(sandbox: Sandbox, request: SandboxRequest) {
  const body = parseBody(request, sendSchema);
  const toNumbers = body.toNumbers ?? [];
  const groupIds = body.groupIds ?? [];
  if (toNumbers.length + groupIds.length === 0)
    throw malformed("Validation Error", "toNumbers or groupIds is required");
  const template = body.messageTemplateId ? templateOf(sandbox, body.messageTemplateId) : undefined;
  const media = await mediaOf(sandbox, body, template);
  const text = body.message ?? template?.message ?? "";
  if (text.trim() === "" && !media) throw malformed("Validation Error", "message is required");
  const company = body.companyName ?? template?.companyName;
  const id = acceptSend(sandbox, {
    // The prefix's format is not documented: inferred.
    text: company ? `${company}: ${text}` : text,
    media,
    toNumbers,
    groupIds,
    fromNumber: body.fromNumber ?? undefined,
    sendAt: sendAtOf(sandbox, body.sendAt),
    strict: body.strictValidation ?? false,
  });
  return created(id);
}

function templateOf(sandbox: Sandbox, id: string): Template {
  const template = sandbox.state.templates.get(id);
  if (!template) throw malformed("Validation Error", "messageTemplateId is not a template of this account");
  return template;
}

async function mediaOf(sandbox: Sandbox, body: SendBody, template?: Template): Promise<Message["media"]> {
  const fileId = body.mediaFileId ?? template?.mediaFileId;
  if (fileId) {
    if (!sandbox.state.mediaFiles.get(fileId))
      throw malformed("Validation Error", "mediaFileId is not a file of this account");
    return { fileId };
  }
  const url = body.mediaUrl ?? template?.mediaFileUrl;
  if (!url) return null;
  if (!URL.canParse(url)) throw malformed("Validation Error", "mediaUrl must be a public URL");
  return sandbox.options.fetchMedia ? { fileId: (await addPostedFile(sandbox, url, false)).id } : { url };
}

/** A moment already past sends at once (inferred). */
function sendAtOf(sandbox: Sandbox, text: string | null | undefined): number | null {
  if (!text) return null;
  const at = parseVendorTime(text);
  if (at === undefined) throw malformed("Validation Error", `Text '${text}' could not be parsed as a date`);
  return at > sandbox.clock.now() ? at : null;
}

const removeSchema = z.object({ ids: z.array(z.union([z.number(), z.string()])).min(1) });

/** Deletes by row id or by the id POST answered; what is still scheduled is not sent. 404 when none of them exists. */
function remove(sandbox: Sandbox, request: SandboxRequest) {
  const { ids } = parseBody(request, removeSchema);
  const messages = ids.flatMap((id) => sandbox.state.messages.find(String(id)));
  if (messages.length === 0) throw notFound("The message");
  for (const message of messages) sandbox.state.messages.update(message, { deleted: true });
  return empty();
}
