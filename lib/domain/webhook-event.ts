import { z } from "zod";

/** A webhook in quarantine, as an admin sees it. */
export const quarantinedWebhookSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  receivedAt: z.iso.datetime(),
  /** Why it wasn't taken in, in words for people. */
  problem: z.string(),
  /** As text; what isn't UTF-8 shows as replacement characters. Cut after 16,384 characters. */
  body: z.string(),
  /** Bytes of the whole body. */
  size: z.number().int(),
  isSigned: z.boolean(),
});
export type QuarantinedWebhook = z.infer<typeof quarantinedWebhookSchema>;

/** `GET /api/webhook-events`: newest first. */
export const quarantinePageSchema = z.object({
  items: z.array(quarantinedWebhookSchema),
  nextCursor: z.string().nullable(),
});
export type QuarantinePage = z.infer<typeof quarantinePageSchema>;
