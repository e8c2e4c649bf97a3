import { z } from "zod";
import { providerKindSchema } from "./conversation";

export const accountStateSchema = z.enum(["backfilling", "live", "lagging", "stopped"]);
export type AccountState = z.infer<typeof accountStateSchema>;

const authMethodSchema = z.enum(["basic", "oauth2"]);

/** What signs us in at a provider. Encrypted at rest, never sent to a browser. */
export const credentialsSchema = z.object({
  method: authMethodSchema,
  /** User name, e-mail or app key. */
  username: z.string().min(1),
  /** Password, app secret or token. */
  password: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** An account as people see it. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  provider: providerKindSchema,
  baseUrl: z.string(),
  authMethod: authMethodSchema,
  state: accountStateSchema,
  error: z.string().nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  lastSyncAt: z.iso.datetime().nullable(),
  lastWebhookAt: z.iso.datetime().nullable(),
  webhook: z.enum(["subscribed", "pending", "off"]),
});
export type Account = z.infer<typeof accountSchema>;

/** `GET /api/health`. Names and errors are left out for callers without a session. */
export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  database: z.enum(["ok", "down"]),
  worker: z.enum(["ok", "down"]),
  accounts: z.array(
    accountSchema
      .pick({ id: true, provider: true, state: true, progress: true, lastSyncAt: true })
      .extend({ name: z.string().optional(), error: z.string().nullable().optional() }),
  ),
});
export type Health = z.infer<typeof healthSchema>;
