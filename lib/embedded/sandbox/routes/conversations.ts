import { z } from "zod";
import { consentFlags } from "../consent";
import {
  conversationRow,
  findConversation,
  listConversations,
  type ListedConversation,
} from "../conversation-row";
import { booleanValue, contains, enumValue, readFilters, type Filters } from "../filters";
import { empty, ok, param, parseBody, type Route, type SandboxRequest } from "../http";
import { olderFirst } from "../message-collection";
import { isListed, messageRow } from "../message-row";
import { pageOf, readPaging } from "../paging";
import { conversationNumber } from "../phone";
import type { Message } from "../rows";
import type { Sandbox } from "../sandbox";
import { byText, readSort, sortBy, type Comparison } from "../sorting";
import { notFound } from "../vendor-error";

const PAIR = "/conversations/conversation/{userNumber}/{contactNumber}";
const idListSchema = z.object({ idList: z.array(z.union([z.string(), z.number()])) });

/** /conversations: the list, the thread, and what can be done to them. */
export function conversationRoutes(sandbox: Sandbox): Route[] {
  return [
    { method: "GET", pattern: "/conversations", handle: (request) => ok(list(sandbox, request.query)) },
    { method: "GET", pattern: PAIR, handle: (request) => ok(thread(sandbox, request)) },
    { method: "POST", pattern: `${PAIR}/archive`, handle: (request) => archive(sandbox, request, true) },
    { method: "POST", pattern: `${PAIR}/restore`, handle: (request) => archive(sandbox, request, false) },
    {
      method: "POST",
      pattern: "/conversations/messages/read",
      handle: (request) => mark(sandbox, request, false),
    },
    {
      method: "POST",
      pattern: "/conversations/messages/unread",
      handle: (request) => mark(sandbox, request, true),
    },
  ];
}

function byLastMessage(a: ListedConversation, b: ListedConversation): number {
  return olderFirst(a.lastMessage, b.lastMessage);
}

const comparisons: Record<string, Comparison<ListedConversation>> = {
  sentAt: byLastMessage,
  lastMessageAt: byLastMessage,
  "lastMessage.sentAt": byLastMessage,
  contactNumber: (a, b) => byText(a.contactNumber, b.contactNumber),
  userNumber: (a, b) => byText(a.userNumber, b.userNumber),
  contactName: (a, b) => byText(a.contactName, b.contactName),
  unreadCount: (a, b) => a.unreadCount - b.unreadCount,
};

/** Oldest first unless a known property says otherwise; archived ones are in it unless filtered (both inferred). */
function list(sandbox: Sandbox, query: URLSearchParams) {
  readPaging(query);
  const known = new Map(
    sandbox.options.conversationSorts.flatMap((name) => {
      const compare = comparisons[name];
      return compare ? [[name, compare] satisfies [string, Comparison<ListedConversation>]] : [];
    }),
  );
  const order = readSort(query, known);
  const passes = readFilters(query, conversationFilters(sandbox));
  const found = listConversations(sandbox).filter(passes);
  const oldestFirst = { property: "", compare: byLastMessage, descending: false };
  const sorted = sortBy(found, [...order, oldestFirst]);
  return pageOf(sorted, query, (conversation) => conversationRow(sandbox, conversation));
}

function conversationFilters(sandbox: Sandbox): Filters<ListedConversation> {
  return new Map([
    ["unread.eq", (value) => (row) => row.unreadCount > 0 === booleanValue(value)],
    ["archived.eq", (value) => (row) => row.archived === booleanValue(value)],
    ["from.eq", (value) => (row) => row.userNumber === value],
    [
      "optType.eq",
      (value) => {
        const wanted = enumValue(value, "com.eztexting.model.OptType", ["OPTIN", "OPTOUT", "NONE"]);
        return (row) => optType(sandbox, row.contactNumber) === wanted;
      },
    ],
    [
      "query.eq",
      (value) => (row) =>
        contains(row.contactName, value) ||
        contains(row.contactNumber, value) ||
        contains(row.lastMessage.text, value),
    ],
  ]);
}

function optType(sandbox: Sandbox, contactNumber: string): "OPTIN" | "OPTOUT" | "NONE" {
  const { optIn, optOut } = consentFlags(sandbox.state, contactNumber);
  if (optOut) return "OPTOUT";
  return optIn ? "OPTIN" : "NONE";
}

/** The thread, oldest first by default; `read=true` marks the unread messages of the returned page as read. */
function thread(sandbox: Sandbox, request: SandboxRequest) {
  readPaging(request.query);
  const order = readSort(request.query, messageComparisons);
  const { userNumber, contactNumber } = conversationOf(sandbox, request);
  const now = sandbox.clock.now();
  const messages = sandbox.state.messages.thread(userNumber, contactNumber)?.messages ?? [];
  const listed = messages.filter((message) => isListed(message, now));
  const read = request.query.get("read") ?? "false";
  const returned: Message[] = [];
  const page = pageOf(sortBy(listed, order), request.query, (message) => {
    returned.push(message);
    return messageRow(sandbox, message);
  });
  if (booleanValue(read)) setUnread(sandbox, returned, false);
  return page;
}

/** The properties messages can be sorted by. `sentAt` honoured: inferred. */
export const messageComparisons = new Map<string, Comparison<Message>>([
  ["sentAt", olderFirst],
  ["id", (a, b) => a.id.length - b.id.length || byText(a.id, b.id)],
]);

function archive(sandbox: Sandbox, request: SandboxRequest, archived: boolean) {
  const { userNumber, contactNumber } = conversationOf(sandbox, request);
  sandbox.state.conversations.put({ userNumber, contactNumber, archived });
  return empty();
}

/** Ids that aren't there are passed over (inferred). Only texts from customers have a read state. */
function mark(sandbox: Sandbox, request: SandboxRequest, unread: boolean) {
  const { idList } = parseBody(request, idListSchema);
  const messages = idList.flatMap((id) => sandbox.state.messages.get(String(id)) ?? []);
  setUnread(sandbox, messages, unread);
  return empty();
}

function setUnread(sandbox: Sandbox, messages: Message[], unread: boolean): void {
  for (const message of messages) {
    if (message.inbound && message.unread !== unread) sandbox.state.messages.update(message, { unread });
  }
}

function conversationOf(sandbox: Sandbox, request: SandboxRequest): ListedConversation {
  const userNumber = conversationNumber(param(request, "userNumber"));
  const contactNumber = conversationNumber(param(request, "contactNumber"));
  const found = userNumber && contactNumber && findConversation(sandbox, userNumber, contactNumber);
  if (!found) throw notFound("The conversation");
  return found;
}
