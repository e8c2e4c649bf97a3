import { demoLogins } from "@/lib/auth/demo-logins";
import { closeDatabase } from "@/lib/db/database";
import { passwordSchema } from "@/lib/domain/user";
import { env } from "@/lib/env";
import { connectFromEnvironment } from "@/lib/inbox/connect-from-environment";
import { log } from "@/lib/log";
import { needsSetup, setUp } from "@/lib/inbox/set-up";
import { seedDemoTeam } from "./demo/seed-demo-team";

/** Puts into the database what the environment describes: the first admin, the account, in demo mode the demo's team. */
const environment = env();
if (environment.REPLYDESK_DEMO) await seedDemoTeam(demoLogins());
else await seedFirstAdmin();
await connectFromEnvironment(environment, environment.REPLYDESK_DEMO ? "Fernhill Cycles" : "EZ Texting");
await closeDatabase();

async function seedFirstAdmin(): Promise<void> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = environment;
  if (!ADMIN_EMAIL || !ADMIN_PASSWORD || !(await needsSetup())) return;
  const password = passwordSchema.safeParse(ADMIN_PASSWORD);
  // Whoever runs the server decides; people who sign up in the browser are held to it.
  if (!password.success) log.warn(`ADMIN_PASSWORD is weak: ${password.error.issues[0]?.message ?? ""}`);
  await setUp({ name: ADMIN_EMAIL.split("@")[0] ?? "Admin", email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
}
