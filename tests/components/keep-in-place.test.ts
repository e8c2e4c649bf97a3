import { describe, expect, it } from "vitest";
import { freshRows, rowsToFollow } from "@/components/inbox/keep-in-place";
import { aConversation, minute } from "../client/a-conversation";

const row = (id: string, minutes = 0) => aConversation({ id, lastMessageAt: minute(minutes) });
const rows = (letters: string) => Array.from(letters, (id) => row(id));

describe("keeping the row under the pointer where it is", () => {
  it("follows rows that come in above", () => {
    expect(rowsToFollow(rows("abcd"), rows("xyabcd"), 1)).toBe(2);
  });

  it("follows rows that go away above", () => {
    expect(rowsToFollow(rows("abcd"), rows("bcd"), 2)).toBe(-1);
  });

  it("doesn't move for what happens below", () => {
    expect(rowsToFollow(rows("abcd"), rows("abxcd"), 1)).toBe(0);
  });

  it("lets the rows below close the gap when the row itself leaves", () => {
    expect(rowsToFollow(rows("abcd"), rows("acd"), 1)).toBe(0);
  });

  it("holds on to the next row when the one under the pointer jumps to the top", () => {
    expect(rowsToFollow(rows("abcd"), [row("c", 9), row("a"), row("b"), row("d")], 2)).toBe(0);
    expect(rowsToFollow(rows("abcd"), [row("c", 9), row("a"), row("b"), row("d")], 1)).toBe(1);
  });
});

describe("counting what is new", () => {
  it("counts new rows and rows with something new said", () => {
    expect(freshRows(rows("abc"), [row("x"), row("c", 9), row("a"), row("b")])).toEqual(["x", "c"]);
  });

  it("leaves out what one of us wrote", () => {
    const answered = row("c", 9);
    const ours = answered.lastMessage && { ...answered.lastMessage, direction: "outbound" as const };
    expect(freshRows(rows("abc"), [{ ...answered, lastMessage: ours }, row("a"), row("b")])).toEqual([]);
  });

  it("doesn't take the next page for news", () => {
    expect(freshRows(rows("abc"), rows("abcdef"))).toEqual([]);
  });
});
