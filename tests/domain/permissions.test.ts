import { expect, test } from "vitest";
import { can, type Permission } from "@/lib/domain/permissions";

const everybody = ["agent", "manager", "admin"] as const;

const allowed: [Permission, string[]][] = [
  ["conversation:read", ["agent", "manager", "admin"]],
  ["conversation:reply", ["agent", "manager", "admin"]],
  ["conversation:change", ["agent", "manager", "admin"]],
  ["user:read", ["agent", "manager", "admin"]],
  ["audit:read", ["manager", "admin"]],
  ["user:manage", ["admin"]],
  ["account:manage", ["admin"]],
  ["webhook:manage", ["admin"]],
  ["metrics:read", ["admin"]],
];

test.each(allowed)("%s is for %j", (permission, roles) => {
  expect(everybody.filter((role) => can({ role }, permission))).toEqual(roles);
});
