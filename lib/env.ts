import { z } from "zod";

const optional = z
  .string()
  .optional()
  .transform((value) => (value === "" ? undefined : value));

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1, "DATABASE_URL is not set"),
  NEXTAUTH_SECRET: z.string().min(1, "NEXTAUTH_SECRET is not set"),
  ENCRYPTION_KEY: z.string().min(1, "ENCRYPTION_KEY is not set"),
  PUBLIC_URL: optional,
  ADMIN_EMAIL: optional,
  ADMIN_PASSWORD: optional,
  EZTEXTING_BASE_URL: z
    .string()
    .optional()
    .transform((url) => url || "https://a.eztexting.com/v1"),
  EZTEXTING_USERNAME: optional,
  EZTEXTING_PASSWORD: optional,
  EZTEXTING_APP_KEY: optional,
  EZTEXTING_APP_SECRET: optional,
  METRICS_TOKEN: optional,
  WORKER: z
    .string()
    .optional()
    .transform((value) => value !== "off"),
  REPLYDESK_DEMO: z
    .string()
    .optional()
    .transform((value) => value === "1"),
  LOG_LEVEL: z
    .string()
    .optional()
    .transform((level) => level || "info"),
});

export type Environment = z.infer<typeof environmentSchema>;

let parsed: Environment | undefined;

/** The environment, read once. Throws naming every variable that is missing or wrong. */
export function env(): Environment {
  if (parsed) return parsed;
  const result = environmentSchema.safeParse(process.env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is incomplete:\n  ${problems.join("\n  ")}`);
  }
  parsed = result.data;
  return parsed;
}
