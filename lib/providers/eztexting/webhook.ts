import { createHmac, timingSafeEqual } from "node:crypto";
import { toNumber } from "@/lib/domain/phone";
import type { WebhookReading } from "../provider";
import { optedOutBy } from "./map";
import { webhookSchema } from "./schema";
import { parseVendorTime } from "./vendor-time";

const OF_NO_INTEREST = new Set(["keyword.opt_in", "contact.created"]);

/**
 * `X-Signature` is documented as Base64(HMAC-SHA1(raw body, secret)); a live account with a secret never sent
 * it (vendor notes 2.10), so its absence proves nothing.
 */
export function checkSignature(
  rawBody: Uint8Array,
  headers: Headers,
  secret: string,
): "valid" | "invalid" | "absent" {
  const given = headers.get("x-signature")?.trim();
  if (!given) return "absent";
  const expected = Buffer.from(createHmac("sha1", secret).update(rawBody).digest("base64"));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? "valid" : "invalid";
}

/**
 * Reads a webhook's body. Two shapes are known: with `received` (seen live) and with `eventId` and
 * `receivedAt` (one page of the documentation). The `id` is that of the text being replied to, so it names
 * nothing here; two replies carry the same one.
 */
export function readWebhook(rawBody: Uint8Array): WebhookReading {
  const parsed = webhookSchema.safeParse(parseJson(rawBody));
  if (!parsed.success) return unreadable("The body isn't a JSON object.");
  const { type } = parsed.data;
  if (!type) return unreadable("The event has no type.");
  if (OF_NO_INTEREST.has(type)) return { kind: "ignored", type };
  if (type !== "inbound_text.received") return unreadable(`The event type "${type}" is unknown.`);
  return readInboundText(parsed.data);
}

function readInboundText(event: ReturnType<typeof webhookSchema.parse>): WebhookReading {
  const contactNumber = toNumber(event.fromNumber ?? "");
  if (!contactNumber) return unreadable("fromNumber is missing or isn't a number.");
  const userNumber = toNumber(event.toNumber ?? "");
  if (!userNumber) return unreadable("toNumber is missing or isn't a number.");
  const at = parseVendorTime(event.received) ?? parseVendorTime(event.receivedAt);
  if (!at) return unreadable("The time is missing or can't be read.");
  return {
    kind: "text",
    // A picture without words has no message.
    text: { userNumber, contactNumber, text: event.message ?? "", at, optedOut: optedOutBy(event) },
  };
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}

function unreadable(reason: string): WebhookReading {
  return { kind: "unreadable", reason };
}
