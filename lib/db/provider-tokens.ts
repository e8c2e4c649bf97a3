import { z } from "zod";
import type { StoredTokens, TokenStore } from "@/lib/domain/provider-tokens";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { database } from "./database";
import { decrypt, encrypt } from "./encryption";

/** Longer than a renewal takes. Whoever dies while renewing holds the others up no longer than this. */
const CLAIM_MS = 60_000;
/** How long a call waits for tokens that another is renewing; after that its job comes back later. */
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 200;

const storedSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.coerce.date(),
});

/**
 * An account's OAuth2 tokens: encrypted in its row, renewed by one process at a time. A claim in the row says that
 * somebody is at it, so neither the one who calls the provider nor those who wait hold a connection or a lock.
 */
export function tokenStore(accountId: string): TokenStore {
  return {
    read: () => read(accountId),
    async renew(stale, renew) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const claim = await claimRenewal(accountId);
        const current = await read(accountId);
        if (current && current.accessToken !== stale) {
          if (claim) await release(accountId, claim);
          return current;
        }
        if (claim) return renewClaimed(accountId, claim, current, renew);
        if (Date.now() > deadline) throw new BudgetExhausted(PATIENCE_MS);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    },
  };
}

async function renewClaimed(
  accountId: string,
  claim: Date,
  current: StoredTokens | null,
  renew: (current: StoredTokens | null) => Promise<StoredTokens>,
): Promise<StoredTokens> {
  try {
    const fresh = await renew(current);
    await database().account.update({
      where: { id: accountId },
      data: { tokens: encrypt(JSON.stringify(fresh)) },
    });
    return fresh;
  } finally {
    await release(accountId, claim);
  }
}

/** @returns what names the claim; null while somebody else has one. */
async function claimRenewal(accountId: string): Promise<Date | null> {
  const [row] = await database().$queryRaw<{ claim: Date }[]>`
    UPDATE accounts SET tokens_claimed_until = now() + ${CLAIM_MS}::float8 * interval '1 millisecond'
    WHERE id = ${accountId}::uuid AND (tokens_claimed_until IS NULL OR tokens_claimed_until < now())
    RETURNING tokens_claimed_until AS claim`;
  return row?.claim ?? null;
}

async function release(accountId: string, claim: Date): Promise<void> {
  await database().account.updateMany({
    where: { id: accountId, tokensClaimedUntil: claim },
    data: { tokensClaimedUntil: null },
  });
}

async function read(accountId: string): Promise<StoredTokens | null> {
  const row = await database().account.findUnique({ where: { id: accountId }, select: { tokens: true } });
  return row?.tokens ? storedSchema.parse(JSON.parse(decrypt(row.tokens))) : null;
}
