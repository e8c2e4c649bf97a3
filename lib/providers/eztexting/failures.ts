import type { FailureCode } from "@/lib/domain/message";
import { readErrorMessage, readErrorTexts } from "../http/error-body";

type Failure = { code: FailureCode; message: string };

const noCredits: Failure = { code: "no_credits", message: "No credits left." };
const invalidNumber: Failure = { code: "invalid_number", message: "Not a valid phone number." };
const noReason: Failure = { code: "bounced", message: "The carrier gave no reason." };

/**
 * How reasons are recognised. Their wording is documented nowhere except for the legacy statuses and one
 * example of a bad number (vendor notes 1.3, 2.5), so the patterns are wide. The first that fits decides: a
 * text like "number opted out" names a number too.
 */
const reasons: { patterns: RegExp[]; failure: Failure }[] = [
  {
    patterns: [
      /opt(ed|s|ing)?[\s_-]*out/i,
      /unsubscribed?/i,
      /do[\s_-]not[\s_-](text|contact)/i,
      /(sent|texted|replied|said)\W+stop\b/i,
    ],
    failure: { code: "opted_out", message: "They opted out." },
  },
  {
    patterns: [
      /land[\s_-]?line/i,
      /voice[\s_-]only/i,
      /not[\s_-](sms|text)[\s_-]?(capable|able|enabled)/i,
      /(can ?not|can't) receive (sms|text)/i,
    ],
    failure: { code: "landline", message: "Landline, can't get texts." },
  },
  {
    patterns: [
      /\baccount\b[^.|]*\b(suspended|disabled|deactivated|inactive|closed|terminated|locked|not active)/i,
      /\baccount (is|was|has been) blocked/i,
      /(suspended|disabled|inactive|closed) account/i,
    ],
    failure: { code: "account_stopped", message: "The account may not send texts at the moment." },
  },
  {
    patterns: [
      /(not[\s_-]in|out[\s_-]of)[\s_-]service/i,
      /disconnected|deactivated|unallocated|unassigned/i,
      /unknown (subscriber|destination|handset)/i,
    ],
    failure: { code: "not_in_service", message: "Number is not in service." },
  },
  {
    patterns: [
      /\b(no|of|not|enough|insufficient|more|low|available)\b.*\bcredits?\b/i,
      /\bcredits?\b.*(exhaust|exceed|required|needed|too low)/i,
      /(no|insufficient)[\s_-](credits?|funds|balance)/i,
      /payment[\s_-]required/i,
    ],
    failure: noCredits,
  },
  {
    patterns: [
      /(block|filter|spam|prohibit).*\b(link|url)/i,
      /\b(link|url)s?\b.*(block|filter|prohibit|not allowed)/i,
    ],
    failure: { code: "blocked", message: "The carrier blocked the link." },
  },
  {
    patterns: [
      /\bblocked|blocklist|blacklist|\bspam\b|filtered|prohibited/i,
      /carrier[\s_-](violation|rejected)/i,
    ],
    failure: { code: "blocked", message: "The carrier blocked the text." },
  },
  { patterns: [/bounced?\b/i, /undeliver/i], failure: noReason },
];

/** A refusal about our own number must not be told as one about the customer's. */
const ABOUT_SENDER = /from[\s_-]?number|sender|sending[\s_-]number/i;
const ABOUT_RECIPIENT = [
  /phone[\s_-]?numbers?/i,
  /to[\s_-]?numbers?/i,
  /recipient/i,
  /invalid[\s_-](mobile[\s_-])?number/i,
  /number\b.*\b(invalid|not valid|must be)/i,
];

/**
 * Why a send was refused (4xx), told from whatever texts its error body has; the provider's own words when
 * nothing fits.
 */
export function failureOfRefusal(status: number, body: unknown): Failure {
  const texts = readErrorTexts(body).join(" | ");
  const known = reasonIn(texts);
  if (known) return known;
  if (status === 402) return noCredits;
  if (anyFits(ABOUT_RECIPIENT, texts) && !ABOUT_SENDER.test(texts)) return invalidNumber;
  return {
    code: "rejected",
    message: readErrorMessage(body) ?? `EZ Texting refused this text (error ${status}).`,
  };
}

/** Why a message failed, told from its status, such as the legacy "Not Sent - No Credits". */
export function failureOfStatus(status: string): Failure {
  if (/invalid/i.test(status)) return invalidNumber;
  if (/cancel/i.test(status)) return { code: "rejected", message: "The text was cancelled." };
  return reasonIn(status) ?? noReason;
}

function reasonIn(texts: string): Failure | undefined {
  return reasons.find(({ patterns }) => anyFits(patterns, texts))?.failure;
}

function anyFits(patterns: RegExp[], texts: string): boolean {
  return patterns.some((pattern) => pattern.test(texts));
}
