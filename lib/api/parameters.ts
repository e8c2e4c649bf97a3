import { z } from "zod";

/** The id in a path. What can't be one names nothing. */
export const idParams = z.object({ id: z.uuid() });

/** `limit` of a list: 1 to 100, 50 unless told. */
export const limitParam = z.coerce.number().int().min(1).max(100).default(50);
