import { BudgetExhausted } from "@/lib/domain/request-budget";
import { ProviderError } from "@/lib/providers/provider-error";

/** A provider's own words are shown, but not a novel of them. */
const MAX_WORDS = 300;

type Explanation = { text: string; detail: string | null };

/** Why a connection doesn't work: what is wrong, and what to do about it, in words for people. */
export function explainConnection(error: unknown): Explanation {
  if (error instanceof BudgetExhausted) return busy;
  if (!(error instanceof ProviderError)) throw error;
  const text = shorten(error.message);
  switch (error.kind) {
    case "unauthorized":
      return {
        text: "The username or password was rejected",
        detail: "Enter them again, as you sign in at the provider.",
      };
    case "not_reached":
      return {
        text,
        detail: isAboutCertificate(error)
          ? certificateAdvice
          : "Check the address, and this server's way to the internet.",
      };
    case "not_found":
      return {
        text: "Nothing answers at that address",
        detail: "Check its path. It ends with the version, such as /v1.",
      };
    case "rate_limited":
      return busy;
    case "answer_lost":
      return {
        text,
        detail: "If it stays so, check that the address is that of the provider's API.",
      };
    case "refused":
      return { text, detail: error.status === 403 ? forbiddenAdvice : null };
  }
}

const busy = {
  text: "The request limit is used up for the moment",
  detail: "Try again in a minute.",
};
const certificateAdvice =
  "Its certificate isn't valid for that address. Check the address, and whether it is https.";
const forbiddenAdvice = "Ask the provider whether this user may use the API.";

/** What the network says about TLS, wherever in the chain of causes it stands. */
function isAboutCertificate(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /CERT|SSL|VERIFY_LEAF/.test(code) || isAboutCertificate(error.cause);
}

function shorten(words: string): string {
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words;
}
