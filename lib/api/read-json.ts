import { DomainError } from "@/lib/domain/errors";
import { readBytes } from "./read-bytes";

/** More than any text, draft or filter needs. */
const MAX_BYTES = 256 * 1024;

/** A request's JSON body. @throws DomainError `invalid_request`, `too_large` */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, MAX_BYTES);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new DomainError("invalid_request", "The body is not readable JSON.");
  }
}
