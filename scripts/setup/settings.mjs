import { existsSync } from "node:fs";
import path from "node:path";
import { PersonError } from "./person-error.mjs";
import { PROJECT, inProject } from "./project.mjs";

/**
 * What the environment says about how to run; see the table in README.md.
 * @typedef {object} Settings
 * @property {number | undefined} port undefined: 3000 or the next free one
 * @property {string} host
 * @property {string | undefined} databaseUrl undefined: the embedded Postgres
 * @property {string} dataFolder absolute
 * @property {boolean} isConfigured whether anything of one's own is set up; nothing at all means the demo
 */

const HIGHEST_PORT = 65_535;
/** Any of these means "not the demo". */
const OWN_SETUP = /^(DATABASE_URL|ADMIN_EMAIL|EZTEXTING_.+|TEXTIT_.+)$/;

/**
 * Reads the environment, and the file `.env` for what the environment leaves open. Throws a PersonError that names
 * everything that is missing or unreadable.
 * @returns {Settings}
 */
export function readSettings() {
  const file = inProject(".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const env = process.env;
  const problems = [
    ...portProblems(env),
    ...urlProblems(env),
    ...databaseProblems(env),
    ...adminProblems(env),
  ];
  if (problems.length > 0)
    throw new PersonError(`The environment needs a change:\n- ${problems.join("\n- ")}`);
  return {
    port: env.PORT ? Number(env.PORT) : undefined,
    host: env.HOST || (env.DATABASE_URL ? "0.0.0.0" : "127.0.0.1"),
    databaseUrl: env.DATABASE_URL || undefined,
    dataFolder: path.resolve(PROJECT, env.REPLYDESK_DATA_DIR || ".data"),
    isConfigured: Object.entries(env).some(([name, value]) => OWN_SETUP.test(name) && value !== ""),
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function portProblems(env) {
  if (!env.PORT) return [];
  const isPort = /^\d+$/.test(env.PORT) && Number(env.PORT) <= HIGHEST_PORT;
  return isPort
    ? []
    : [`PORT must be a number from 0 (any free port) to ${HIGHEST_PORT}, not "${env.PORT}".`];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function urlProblems(env) {
  return ["NEXTAUTH_URL", "PUBLIC_URL"].flatMap((name) => {
    const value = env[name];
    if (!value || (URL.canParse(value) && /^https?:/.test(value))) return [];
    return [`${name} must be an address that begins with http:// or https://, not "${value}".`];
  });
}

/**
 * With a database of one's own nothing is kept in the data folder, so nothing can be generated there either.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function databaseProblems(env) {
  if (!env.DATABASE_URL) return [];
  const problems = [];
  if (!/^postgres(ql)?:\/\//.test(env.DATABASE_URL)) {
    problems.push("DATABASE_URL must begin with postgresql://.");
  }
  if (!env.NEXTAUTH_SECRET) {
    problems.push(
      "DATABASE_URL is set, so NEXTAUTH_SECRET is needed too: it signs sessions (openssl rand -base64 32).",
    );
  }
  if (!env.ENCRYPTION_KEY) {
    problems.push(
      "DATABASE_URL is set, so ENCRYPTION_KEY is needed too: it encrypts provider passwords (openssl rand -base64 32).",
    );
  }
  return problems;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function adminProblems(env) {
  return env.ADMIN_EMAIL && !env.ADMIN_PASSWORD
    ? ["ADMIN_EMAIL is set, so ADMIN_PASSWORD is needed too."]
    : [];
}
