import { z } from "zod";
import { outlineOf, type LogUnknownShape } from "../shape-log";
import type { Api } from "./api";

/** `{planCredits, anytimeCredits, totalCredits}` (vendor notes 1.2); the parts are summed where the total is missing. */
const creditsSchema = z.object({
  totalCredits: z.coerce.number().optional(),
  planCredits: z.coerce.number().default(0),
  anytimeCredits: z.coerce.number().default(0),
});

/** The vendor's own way to try credentials. A person waits for it, so it goes ahead of syncing. */
export async function readCredits(api: Api, log: LogUnknownShape): Promise<number | null> {
  const answer = await api({
    method: "GET",
    path: "credits",
    priority: "thread",
    safeToRepeat: true,
    answer: "nothing",
  });
  const parsed = creditsSchema.safeParse(answer);
  if (!parsed.success) {
    log("credits", outlineOf(answer));
    return null;
  }
  const { totalCredits, planCredits, anytimeCredits } = parsed.data;
  return totalCredits ?? planCredits + anytimeCredits;
}
