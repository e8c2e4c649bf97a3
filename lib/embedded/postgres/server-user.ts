import { readFile } from "node:fs/promises";

/** An operating-system user a server process runs as. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

const PASSWD_FILE = "/etc/passwd";
const UNPRIVILEGED_USERS = ["postgres", "nobody"];

/**
 * Who the Postgres processes run as: `undefined` means "whoever we are". Postgres refuses to run as root, so root
 * hands it to an unprivileged user that is already there. Throws when root finds no such user.
 */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parsePasswd(await readFile(PASSWD_FILE, "utf8"));
  for (const name of UNPRIVILEGED_USERS) {
    const user = users.find((candidate) => candidate.name === name);
    if (user) return user;
  }
  throw new Error(
    `Postgres refuses to run as root, and this machine has no user "${UNPRIVILEGED_USERS.join('" or "')}" to run it as. ` +
      "Start Replydesk as an ordinary user, or set DATABASE_URL.",
  );
}

function parsePasswd(text: string): ServerUser[] {
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
