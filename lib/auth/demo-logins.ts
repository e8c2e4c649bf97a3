import { env } from "@/lib/env";
import type { Role } from "@/lib/domain/user";

export type DemoLogin = { name: string; email: string; role: Role; password: string };

const PASSWORD = "demo-ride-2026";

/** The demo's people who can be signed in as. They exist in demo mode only; `scripts/seed` makes them. */
const logins: DemoLogin[] = [
  { name: "Leo Brandt", email: "leo@fernhill.example", role: "agent", password: PASSWORD },
  { name: "Sam Whitlock", email: "sam@fernhill.example", role: "manager", password: PASSWORD },
  { name: "Priya Nair", email: "priya@fernhill.example", role: "admin", password: PASSWORD },
];

/** Shown on the login page. Empty outside demo mode. */
export function demoLogins(): DemoLogin[] {
  return env().REPLYDESK_DEMO ? logins : [];
}
