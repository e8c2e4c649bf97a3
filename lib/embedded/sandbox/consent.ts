import type { State } from "./state";

/** The two flags of contacts, conversations and webhooks. A number blocked by us reads as opted out. */
export function consentFlags(state: State, phoneNumber: string): { optIn: boolean; optOut: boolean } {
  const consent = state.consents.get(phoneNumber)?.state;
  return { optIn: consent === "in", optOut: consent === "out" || consent === "blocked" };
}

/** What the person said last; texting START lifts an opt-out and a block (vendor notes 4.3; the block is inferred). */
export function setConsent(state: State, phoneNumber: string, consent: "in" | "out" | "blocked"): void {
  state.consents.put({ phoneNumber, state: consent });
}
