import { ProviderError } from "../provider-error";
import type { NumberPair, OutgoingText, Page, Priority, ProviderMessage } from "../provider";
import type { LogUnknownShape } from "../shape-log";
import type { Api } from "./api";
import { conversationPath } from "./conversations";
import { failureOfRefusal } from "./failures";
import { onlyFitting, type ListReader } from "./list";
import { toProviderMessage } from "./map";
import { createdSchema } from "./schema";
import { toVendorNumber } from "./vendor-number";
import { formatVendorTime } from "./vendor-time";

const SEND_TIMEOUT_MS = 20_000;

/** Messages of all conversations in a window of time, both directions. */
export async function listMessages(
  readList: ListReader,
  log: LogUnknownShape,
  query: { since: Date | null; until: Date | null; page: number; priority: Priority },
): Promise<Page<ProviderMessage>> {
  const { since, until } = query;
  const found = await readList({
    path: "messages",
    filters: [
      ...(since ? [filter("filters[sentAt][gte]", formatVendorTime(since, "down"))] : []),
      ...(until ? [filter("filters[sentAt][lte]", formatVendorTime(until, "up"))] : []),
    ],
    sortBy: "sentAt",
    page: query.page,
    priority: query.priority,
    toRow: (raw) => toProviderMessage(raw, log),
    timeOf: (message) => message.at,
    since,
  });
  return onlyFitting(found, ({ at }) => (!since || at >= since) && (!until || at <= until));
}

/**
 * One conversation's messages. The vendor's `read` parameter is left out: `true` would mark the page as read.
 */
export async function listThread(
  readList: ListReader,
  log: LogUnknownShape,
  query: NumberPair & { page: number; priority: Priority },
): Promise<Page<ProviderMessage>> {
  const { userNumber, contactNumber } = query;
  const pair = { userNumber, contactNumber };
  try {
    const found = await readList({
      path: conversationPath(pair),
      sortBy: "sentAt",
      page: query.page,
      priority: query.priority,
      toRow: (raw) => toProviderMessage(raw, log, pair),
      timeOf: (message) => message.at,
    });
    return onlyFitting(found, (row) => row.userNumber === userNumber && row.contactNumber === contactNumber);
  } catch (error) {
    // Documented for a pair that has no conversation yet.
    if (error instanceof ProviderError && error.kind === "not_found")
      return { rows: [], next: null, total: 0 };
    throw error;
  }
}

/**
 * Sends to exactly one number: several would make it a campaign. `strictValidation` turns a bad number into a
 * refusal; without it the number is skipped and the answer is 201 all the same. `fromNumber` keeps the reply
 * in its thread (vendor notes 2.4).
 * @throws ProviderError `refused` with a failure in our words; `answer_lost` also for a success without a
 *   readable id.
 */
export async function sendText(
  api: Api,
  { from, to, text, mediaUrl }: OutgoingText,
): Promise<{ sendId: string }> {
  const toNumbers = [toVendorNumber(to)];
  if (!toNumbers.every(isOneNumber) || toNumbers.length !== 1) {
    const failure = failureOfRefusal(400, { title: "Invalid Phone Number" });
    throw new ProviderError("refused", failure.message, { failure });
  }
  const answer = await api({
    method: "POST",
    path: "messages",
    json: {
      toNumbers,
      fromNumber: toVendorNumber(from),
      message: text,
      strictValidation: true,
      ...(mediaUrl !== null && { mediaUrl }),
    },
    priority: "send",
    safeToRepeat: false,
    answer: "json",
    timeoutMs: SEND_TIMEOUT_MS,
    failureOf: failureOfRefusal,
  }).catch((error: unknown) => {
    throw asRefused(error);
  });
  const id = createdSchema.safeParse(answer).data?.id;
  if (!id) throw new ProviderError("answer_lost", "The text was accepted, but the answer holds no id.");
  return { sendId: id };
}

function filter(name: string, value: string): [string, string] {
  return [name, value];
}

function isOneNumber(number: string): boolean {
  return /^\d{5,15}$/.test(number);
}

/** For a send, a 404 is a no like any other. */
function asRefused(error: unknown): unknown {
  if (!(error instanceof ProviderError) || error.kind !== "not_found") return error;
  return new ProviderError("refused", error.message, {
    status: error.status ?? undefined,
    failure: error.failure ?? undefined,
    cause: error,
  });
}
