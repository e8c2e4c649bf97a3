import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PersonError } from "./person-error.mjs";

const FILE = "secrets.json";

/**
 * What an installation without settings makes up for itself, once.
 * @typedef {{ databasePassword: string, nextAuthSecret: string, encryptionKey: string }} Secrets
 */

/**
 * The generated secrets of a data folder, readable by their owner only; made on the first call.
 * @param {string} dataFolder an existing one
 * @returns {Secrets}
 */
export function generatedSecrets(dataFolder) {
  const file = path.join(dataFolder, FILE);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (hasDatabase(dataFolder)) {
    throw new PersonError(
      `${file} is gone, but the data folder has a database: without its secrets neither the database nor the ` +
        "provider passwords in it can be read. Restore the file from a backup, or start with an empty REPLYDESK_DATA_DIR.",
    );
  }
  const secrets = {
    databasePassword: randomBytes(24).toString("base64url"),
    nextAuthSecret: randomBytes(32).toString("base64"),
    encryptionKey: randomBytes(32).toString("base64"),
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/**
 * @param {string} dataFolder
 * @returns {boolean}
 */
function hasDatabase(dataFolder) {
  return ["postgres", "postgres-location.json"].some((name) => existsSync(path.join(dataFolder, name)));
}
