import { describe, expect, it } from "vitest";
import { splitLinks } from "@/components/thread/links";

const hrefs = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

describe("links in a message", () => {
  it.each([
    ["See http://fernhill.example/w", ["http://fernhill.example/w"]],
    ["HTTPS://Fernhill.example.", ["HTTPS://Fernhill.example"]],
    ["(https://fernhill.example/a)", ["https://fernhill.example/a"]],
    ["https://fernhill.example/a_(b), or", ["https://fernhill.example/a_(b)"]],
    ["https://a.example/1 https://a.example/2?", ["https://a.example/1", "https://a.example/2"]],
    ["javascript:alert(1) data:text/html,x fernhill.example mailto:a@b.example", []],
    ["http:// and https://", []],
    ["<a href='https://a.example/'>x</a>", ["https://a.example/"]],
  ])("%s", (text, expected) => {
    expect(hrefs(text)).toEqual(expected);
  });

  it("ends an address where a character turns the writing direction around", () => {
    expect(hrefs("https://a.example/\u202Egpj.exe")).toEqual(["https://a.example/"]);
  });

  it("loses nothing of the text", () => {
    const text = "Before https://a.example/b, between (http://c.example) after.";
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  it("stays quick with hostile text", () => {
    const startedAt = performance.now();
    splitLinks(`https://${"(".repeat(20_000)}${")".repeat(20_000)}${".".repeat(20_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
