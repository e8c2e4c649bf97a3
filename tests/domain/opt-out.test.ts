import { expect, test } from "vitest";
import { isOptOutWord } from "@/lib/domain/opt-out";

test.each([
  "stop",
  "STOP",
  " Stop. ",
  "stop!!!",
  "Stop all",
  "STOPALL",
  "unsubscribe",
  "Cancel",
  "END",
  "quit",
  "revoke",
  "opt-out",
  "Opt out",
  "OPTOUT",
  "remove\n",
])("%j opts out", (text) => {
  expect(isOptOutWord(text)).toBe(true);
});

test.each([
  "",
  "Don't stop",
  "stop it",
  "please stop",
  "When does it end?",
  "Cancel my order",
  "start",
  "no",
  "s top",
  "停",
])("%j doesn't", (text) => {
  expect(isOptOutWord(text)).toBe(false);
});
