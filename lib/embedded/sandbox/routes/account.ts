import { z } from "zod";
import { setConsent } from "../consent";
import { created, empty, ok, parseBody, type Route } from "../http";
import { textableNumber } from "../phone";
import type { Sandbox } from "../sandbox";
import { invalidNumber } from "../vendor-error";

const blockSchema = z.object({ phoneNumbers: z.array(z.string()).min(1) });
const purchaseSchema = z.object({ numberOfCredits: z.number().int().positive() });

/** /credits, /blocks and /campaign-info: what belongs to the account as a whole. */
export function accountRoutes(sandbox: Sandbox): Route[] {
  const { state } = sandbox;
  return [
    {
      method: "GET",
      pattern: "/credits",
      handle: () => {
        const { planCredits, anytimeCredits } = state.account();
        return ok({ planCredits, anytimeCredits, totalCredits: planCredits + anytimeCredits });
      },
    },
    {
      method: "POST",
      pattern: "/credits/purchase",
      handle: (request) => {
        const { numberOfCredits } = parseBody(request, purchaseSchema);
        const account = state.account();
        state.accounts.put({ ...account, anytimeCredits: account.anytimeCredits + numberOfCredits });
        return created(state.newId());
      },
    },
    {
      method: "POST",
      pattern: "/blocks",
      handle: (request) => {
        const { phoneNumbers } = parseBody(request, blockSchema);
        const numbers = phoneNumbers.map((given) => {
          const number = textableNumber(given);
          if (!number) throw invalidNumber(given);
          return number;
        });
        for (const number of numbers) setConsent(state, number, "blocked");
        return empty();
      },
    },
    {
      method: "GET",
      pattern: "/campaign-info",
      // No page says what is in it: inferred.
      handle: () =>
        ok({ companyName: state.account().companyName, useCase: "CUSTOMER_CARE", status: "APPROVED" }),
    },
  ];
}
