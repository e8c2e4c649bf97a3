import { z } from "zod";
import type { StoredTokens, TokenStore } from "@/lib/domain/provider-tokens";
import { database, inTransaction } from "./database";
import { decrypt, encrypt } from "./encryption";

const storedSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.coerce.date(),
});

/** An account's OAuth2 tokens: encrypted in its row, renewed by one process at a time (the row's lock). */
export function tokenStore(accountId: string): TokenStore {
  return {
    async read() {
      const row = await database().account.findUnique({ where: { id: accountId }, select: { tokens: true } });
      return parse(row?.tokens ?? null);
    },
    async renew(stale, renew) {
      return inTransaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ tokens: Uint8Array | null }[]>`
          SELECT tokens FROM accounts WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
        const current = parse(row?.tokens ?? null);
        if (current && current.accessToken !== stale) return current;
        const fresh = await renew(current);
        await tx.account.update({
          where: { id: accountId },
          data: { tokens: encrypt(JSON.stringify(fresh)) },
        });
        return fresh;
      });
    },
  };
}

function parse(bytes: Uint8Array | null): StoredTokens | null {
  if (!bytes) return null;
  return storedSchema.parse(JSON.parse(decrypt(bytes)));
}
