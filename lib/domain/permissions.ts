import type { Role } from "./user";

/** What a role may do. One table: the HTTP edge and the interface ask the same question. */
const permissions = {
  "conversation:read": ["agent", "manager", "admin"],
  "conversation:reply": ["agent", "manager", "admin"],
  "conversation:change": ["agent", "manager", "admin"],
  "audit:read": ["manager", "admin"],
  "user:read": ["agent", "manager", "admin"],
  "user:manage": ["admin"],
  "account:manage": ["admin"],
  "webhook:manage": ["admin"],
  "metrics:read": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function can(person: { role: Role }, permission: Permission): boolean {
  const roles: readonly Role[] = permissions[permission];
  return roles.includes(person.role);
}
