import { describe, expect, it } from "vitest";
import { localPath } from "@/components/sign-in/local-path";

describe("where sign-in leads", () => {
  it.each([
    ["/archived/123?unread=true", "/archived/123?unread=true"],
    ["/", "/"],
  ])("goes back to %s", (given, path) => expect(localPath(given)).toBe(path));

  it.each([
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/login",
    "/login?callbackUrl=/login",
    "/setup",
  ])("goes home instead of to %s", (given) => expect(localPath(given)).toBe("/needs-reply"));
});
