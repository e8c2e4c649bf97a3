import { DomainError } from "@/lib/domain/errors";
import type { RequestBudget } from "@/lib/domain/request-budget";
import { ProviderError } from "@/lib/providers/provider-error";
import { type Connection, detachedProvider } from "./detached-provider";
import { explainConnection } from "./explain-connection";
import { waitNoLonger } from "./wait-no-longer";

/** What belongs to no account yet has nothing to draw from. */
const NO_BUDGET: RequestBudget = {
  take: async () => {},
  record: async () => {},
  pause: async () => {},
};

/**
 * Tries credentials before they are kept, with the cheapest call there is. Only a definite no counts: everything else
 * may pass.
 * @throws DomainError `credentials_rejected`
 */
export async function refuseRejected(connection: Connection, budget = NO_BUDGET): Promise<void> {
  try {
    await waitNoLonger(detachedProvider(connection, budget).readCredits());
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind !== "unauthorized") return;
    const { text, detail } = explainConnection(error);
    throw new DomainError("credentials_rejected", [`${text}.`, detail].filter(Boolean).join(" "));
  }
}
