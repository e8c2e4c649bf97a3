export type { RequestBudget } from "@/lib/domain/request-budget";
export type { StoredTokens, TokenStore } from "@/lib/domain/provider-tokens";
