import { DomainError } from "@/lib/domain/errors";

/** The last row of a page: its sort key (an ISO time, or `infinity`) and its id. */
export type KeysetPosition = { key: string; id: string };

/** A page's place, as callers hand it back. They needn't know what it says. */
export function formatCursor({ key, id }: KeysetPosition): string {
  return Buffer.from(`${key}|${id}`).toString("base64url");
}

const CURSOR =
  /^(infinity|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @throws DomainError `invalid_request` for anything `formatCursor` hasn't made */
export function parseCursor(cursor: string): KeysetPosition {
  const match = CURSOR.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  const [, key, id] = match ?? [];
  if (!key || !id || !isTime(key))
    throw new DomainError("invalid_request", "That cursor is not one of ours.");
  return { key, id };
}

/** A day like 31 February fits the pattern, and the database refuses it. */
function isTime(key: string): boolean {
  if (key === "infinity") return true;
  const time = new Date(key);
  return !Number.isNaN(time.getTime()) && time.toISOString() === key;
}
