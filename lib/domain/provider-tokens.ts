/** Tokens of an OAuth2-like provider. */
export type StoredTokens = { accessToken: string; refreshToken: string | null; expiresAt: Date };

/** Where an account's tokens are kept: shared by every process, surviving restarts. */
export interface TokenStore {
  read(): Promise<StoredTokens | null>;
  /**
   * Runs `renew` in one process at a time. When the stored tokens are no longer `stale` by then
   * (somebody else renewed them), those are returned and `renew` isn't called.
   */
  renew(
    stale: string | null,
    renew: (current: StoredTokens | null) => Promise<StoredTokens>,
  ): Promise<StoredTokens>;
}
