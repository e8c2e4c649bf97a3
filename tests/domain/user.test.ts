import { describe, expect, it, test } from "vitest";
import { newUserSchema, userChangesSchema } from "@/lib/domain/user";

const leo = { email: "Leo@Fernhill.example", name: " Leo Brandt ", role: "agent", password: "correct horse" };

describe("a new user", () => {
  it("is kept with the address in lower case and the name without blanks around it", () => {
    expect(newUserSchema.parse(leo)).toMatchObject({ email: "leo@fernhill.example", name: "Leo Brandt" });
  });

  test.each([
    ["email", { email: "leo" }],
    ["name", { name: "  " }],
    ["name", { name: "x".repeat(81) }],
    ["role", { role: "owner" }],
    ["password", { password: "1234567" }],
    ["password", { password: "x".repeat(201) }],
  ])("with a wrong %s is refused (%#)", (field, change) => {
    const result = newUserSchema.safeParse({ ...leo, ...change });
    expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});

test("changes may be any part of it", () => {
  expect(userChangesSchema.parse({})).toEqual({});
  expect(userChangesSchema.parse({ disabled: true })).toEqual({ disabled: true });
  expect(userChangesSchema.safeParse({ role: "owner" }).success).toBe(false);
});
