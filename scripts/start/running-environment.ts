import { z } from "zod";

const notesSchema = z.object({ environment: z.record(z.string(), z.string()) });

/** The variables that lead to the database of a running server, from what it noted about itself. */
export function environmentOf(
  notes: Record<string, unknown> | undefined,
): Record<string, string> | undefined {
  const parsed = notesSchema.safeParse(notes);
  return parsed.success ? parsed.data.environment : undefined;
}
