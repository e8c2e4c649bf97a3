import { z } from "zod";
import { cleanText } from "./clean-text";
import { providerKindSchema } from "./conversation";
import { priorities } from "./request-budget";

export const accountStateSchema = z.enum(["backfilling", "live", "lagging", "stopped"]);
export type AccountState = z.infer<typeof accountStateSchema>;

const authMethodSchema = z.enum(["basic", "oauth2"]);
export type AuthMethod = z.infer<typeof authMethodSchema>;

/** What signs us in at a provider. Encrypted at rest, never sent to a browser. */
export const credentialsSchema = z.object({
  method: authMethodSchema,
  /** User name, e-mail or app key. */
  username: z.string().min(1),
  /** Password, app secret or token. */
  password: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** One line of a connection test, in words for people. */
export const connectionCheckSchema = z.object({
  name: z.enum(["signIn", "numbers", "webhook", "credits"]),
  /** `unknown`: it couldn't be found out, because an earlier line failed or the provider has no answer. */
  status: z.enum(["ok", "problem", "unknown"]),
  /** "Signed in", "3 numbers found". */
  text: z.string(),
  /** "212 ms", "last event 40 s ago", or what to do about a problem. */
  detail: z.string().nullable(),
});
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;

/** What the last test of a connection found, when, and who asked for it. */
export const connectionTestSchema = z.object({
  at: z.iso.datetime(),
  by: z.string().nullable(),
  checks: z.array(connectionCheckSchema),
  credits: z.number().nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** An account as people see it. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  provider: providerKindSchema,
  baseUrl: z.string(),
  authMethod: authMethodSchema,
  /** Whom it signs in as: user name, e-mail or app key. */
  username: z.string(),
  state: accountStateSchema,
  error: z.string().nullable(),
  /** Since when no call is made, because the provider rejected the credentials. */
  stoppedAt: z.iso.datetime().nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  lastSyncAt: z.iso.datetime().nullable(),
  lastWebhookAt: z.iso.datetime().nullable(),
  /** `off`: there is no address at which the provider could reach us. */
  webhook: z.enum(["subscribed", "pending", "off"]),
  signatureRequired: z.boolean(),
  /** Per cent of the provider's request limit that is ours. */
  budgetShare: z.number().int(),
  lastTest: connectionTestSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

/** An account with what stands open in it, as its page in the settings shows it. */
export const accountOverviewSchema = accountSchema.extend({
  /** Its address and credentials come from the server's environment, which wins at the next start. */
  fromEnvironment: z.boolean(),
  /** Texts that wait to be sent. */
  waitingSends: z.number().int(),
  /** Texts whose answer was lost and whose fate isn't known. */
  unknownSends: z.number().int(),
  /** Changes (archived, read) that the provider didn't take for a day. */
  givenUpPushes: z.number().int(),
  quarantinedWebhooks: z.number().int(),
  /** Conversations that aren't archived, a number. */
  numbers: z.array(z.object({ number: z.string(), name: z.string().nullable(), active: z.number().int() })),
  requests: z.object({
    /** Requests a minute that this account may make, its share already taken off. */
    limitPerMinute: z.number().int(),
    lastMinute: z.number().int(),
    /** The end of a pause that the provider asked for. */
    pausedUntil: z.iso.datetime().nullable(),
  }),
});
export type AccountOverview = z.infer<typeof accountOverviewSchema>;

const nameSchema = z
  .string()
  .transform(cleanText)
  .pipe(z.string().trim().min(1, "A name is needed.").max(80));
/** The address of an API in one form, so that two that are the same look the same. */
export function toAddress(url: string): string {
  return (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, "");
}

const baseUrlSchema = z
  .url({ protocol: /^https?$/, message: "That is not a web address." })
  .max(500)
  // It is shown, and kept in the audit: a password has no place in it.
  .refine((url) => !/[@?#]/.test(url), "Only the address: no username, no password, nothing after a ? or #.")
  .transform(toAddress);
const shareSchema = z
  .number()
  .int()
  .min(1, "At least 1 % is needed.")
  .max(100, "There is no more than 100 %.");

const givenCredentialsSchema = z.object({
  method: authMethodSchema,
  username: z
    .string()
    .trim()
    .min(1, "This is needed.")
    .max(200)
    .regex(/^\P{Cc}*$/u, "There are characters in it that nobody can type."),
  password: z.string().min(1, "This is needed.").max(500),
});

/** `POST /api/accounts`. Without an address, the provider's own. */
export const newAccountSchema = z.object({
  name: nameSchema,
  provider: providerKindSchema,
  baseUrl: baseUrlSchema.optional(),
  credentials: givenCredentialsSchema,
  budgetShare: shareSchema.optional(),
  signatureRequired: z.boolean().optional(),
});
export type NewAccount = z.infer<typeof newAccountSchema>;

/**
 * `PATCH /api/accounts/{id}`. A password that is left out stays as it is; for another server than before it has to be
 * given again.
 */
export const accountChangesSchema = z.object({
  name: nameSchema.optional(),
  baseUrl: baseUrlSchema.optional(),
  credentials: givenCredentialsSchema.partial({ password: true }).optional(),
  budgetShare: shareSchema.optional(),
  signatureRequired: z.boolean().optional(),
});
export type AccountChanges = z.infer<typeof accountChangesSchema>;

/** `GET /api/accounts/{id}/usage`: the last hour, oldest minute first, quiet minutes included. */
export const requestUsageSchema = z.object({
  limitPerMinute: z.number().int(),
  minutes: z.array(
    z.object({
      at: z.iso.datetime(),
      calls: z.partialRecord(z.enum(priorities), z.number().int()),
      total: z.number().int(),
      throttled: z.number().int(),
    }),
  ),
});
export type RequestUsage = z.infer<typeof requestUsageSchema>;

/** `GET /api/health`. Names, errors and since when an account is stopped are left out for callers without a session. */
export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  database: z.enum(["ok", "down"]),
  worker: z.enum(["ok", "down"]),
  accounts: z.array(
    accountSchema.pick({ id: true, provider: true, state: true, progress: true, lastSyncAt: true }).extend({
      name: z.string().optional(),
      error: z.string().nullable().optional(),
      stoppedAt: z.iso.datetime().nullable().optional(),
    }),
  ),
});
export type Health = z.infer<typeof healthSchema>;
