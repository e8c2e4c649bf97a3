import {
  createLoader,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";
import type { ConversationFilter, View } from "@/lib/domain/conversation";
import { views } from "./views";

/** What of a list's state stands in the address: `?unread=true&sort=oldest&number=+15035550110`. */
export const listParameters = {
  unread: parseAsBoolean,
  sort: parseAsStringLiteral(["newest", "oldest", "waiting"]),
  number: parseAsString,
};

export type ListParameters = inferParserType<typeof listParameters>;

/** Reads them on the server. */
export const loadListParameters = createLoader(listParameters);

/**
 * The filter behind an address, the same for the server's prefetch and the browser's cache. Only what's set is in
 * it, so that equal lists have equal keys.
 */
export function toFilter(view: View, { unread, sort, number }: ListParameters): ConversationFilter {
  const { sorts } = views[view];
  return {
    view,
    sort: sort !== null && sorts.includes(sort) ? sort : sorts[0],
    ...(unread === true ? { unread } : {}),
    ...(number === null ? {} : { userNumber: number }),
  };
}
