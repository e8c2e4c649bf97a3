import { describe, expect, it } from "vitest";
import { nothingSeen, placeNewDivider } from "@/components/thread/new-from";
import { aMessage, anInbound } from "./a-message";

const read = anInbound({ id: "read", unread: false });
const first = anInbound({ id: "first" });
const second = anInbound({ id: "second" });

describe("the New divider", () => {
  it("stands above the first unread text on opening", () => {
    expect(placeNewDivider(nothingSeen, [read, first, second], false).dividerId).toBe("first");
  });

  it("stays when everything is read, and when more comes in", () => {
    const opened = placeNewDivider(nothingSeen, [read, first], false);
    const readBySight = placeNewDivider(opened, [read, { ...first, unread: false }], true);
    const more = placeNewDivider(readBySight, [read, { ...first, unread: false }, second], false);
    expect(more.dividerId).toBe("first");
  });

  it("isn't needed for what comes in before somebody's eyes", () => {
    const opened = placeNewDivider(nothingSeen, [read], false);
    expect(placeNewDivider(opened, [read, first], true).dividerId).toBeNull();
  });

  it("comes for what arrives while nobody is looking, but not for what was seen before", () => {
    const opened = placeNewDivider(nothingSeen, [read], false);
    const watched = placeNewDivider(opened, [read, first], true);
    expect(placeNewDivider(watched, [read, first, second], false).dividerId).toBe("second");
  });

  it("never stands above a text of ours", () => {
    expect(placeNewDivider(nothingSeen, [aMessage({ id: "ours" })], false).dividerId).toBeNull();
  });
});
