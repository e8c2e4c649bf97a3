import { ProviderError } from "@/lib/providers/provider-error";

/** A person waits for it. */
const PATIENCE_MS = 12_000;

/** What the provider answers, unless that takes longer than a person waits. @throws ProviderError */
export async function waitNoLonger<Answer>(call: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const text = `No good answer came within ${PATIENCE_MS / 1000} s.`;
    timer = setTimeout(() => reject(new ProviderError("answer_lost", text)), PATIENCE_MS);
  });
  try {
    return await Promise.race([call, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
