import { expect, it, test } from "vitest";
import { conversationFilterSchema } from "@/lib/domain/conversation";

it("asks for the inbox, newest first, unless told otherwise", () => {
  expect(conversationFilterSchema.parse({})).toEqual({ view: "inbox", sort: "newest" });
});

it("reads flags as they travel in a URL, and passes over what it doesn't know", () => {
  const filter = conversationFilterSchema.parse({
    unread: "true",
    optedOut: "false",
    q: " bike ",
    colour: "red",
  });
  expect(filter).toEqual({ view: "inbox", sort: "newest", unread: true, optedOut: false, q: "bike" });
});

test.each([
  { view: "everything" },
  { sort: "random" },
  { unread: "maybe" },
  { accountId: "1" },
  { assigneeId: "me" },
  { userNumber: "Downtown" },
  { userNumber: "\0" },
  { q: "x".repeat(201) },
])("%j is malformed", (query) => {
  expect(conversationFilterSchema.safeParse(query).success).toBe(false);
});
