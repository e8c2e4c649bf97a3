import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatNumber, isTextableNumber, toNumber } from "@/lib/domain/phone";

describe("toNumber", () => {
  test.each([
    ["+15035550110", "+15035550110"],
    ["15035550110", "+15035550110"],
    ["5035550110", "+15035550110"],
    ["(503) 555-0110", "+15035550110"],
    ["1-503-555-0110", "+15035550110"],
    ["503.555.0110", "+15035550110"],
    ["  +1 503 555 0110 ", "+15035550110"],
    ["+44 20 7946 0958", "+442079460958"],
    ["72975", "72975"],
    ["226788", "226788"],
  ])("reads %j as %s", (input, number) => {
    expect(toNumber(input)).toBe(number);
  });

  test.each([
    "",
    "Jane",
    "911",
    "1234567",
    "123456789",
    "+1503555011015035550110",
    "503-CALL-NOW",
    "1-800-FLOWERS",
  ])("reads no number in %j", (input) => {
    expect(toNumber(input)).toBeNull();
  });

  it("changes nothing the second time, whatever it was given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+(]?[\d .()-]{5,20}$/)), (input) => {
        const number = toNumber(input);
        if (number === null) return;
        expect(number).toMatch(/^(\+\d{10,15}|\d{5,6})$/);
        expect(toNumber(number)).toBe(number);
      }),
    );
  });
});

test.each([
  ["+15035550110", true],
  ["+442079460958", true],
  ["+10000", false],
  ["72975", false],
  ["+999999999999999", false],
])("whether %s can be texted: %s", (number, textable) => {
  expect(isTextableNumber(number)).toBe(textable);
});

test.each([
  ["+15035550110", "(503) 555-0110"],
  ["+442079460958", "+44 20 7946 0958"],
  ["72975", "72975"],
  ["nonsense", "nonsense"],
])("%s is shown as %s", (number, shown) => {
  expect(formatNumber(number)).toBe(shown);
});
