import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const ANSWER_DEADLINE_MS = 3_000;
const SETTLE_MS = 50;

/**
 * What the holder of a claim writes down for others; the file is readable by its owner only.
 * @typedef {Record<string, unknown>} ClaimNotes
 *
 * @typedef {object} Claim
 * @property {(notes: ClaimNotes) => void} note adds to what others can read
 * @property {() => void} release
 *
 * @typedef {object} TakenClaim
 * @property {Claim} claim
 * @property {ClaimNotes | undefined} abandoned what a holder that died had noted
 */

/** Somebody alive holds the claim. */
export class ClaimedError extends Error {
  /** @override */
  name = "ClaimedError";
  /** @param {ClaimNotes} notes */
  constructor(notes) {
    super("Already claimed.");
    this.notes = notes;
  }
}

/**
 * Takes sole charge of something that `file` stands for, until `release` or the end of this process, however it
 * ends. The holder answers on a loopback port with a token from the file: a file left by a crash is thus told from
 * a living holder's without trusting process numbers. Throws ClaimedError when somebody else is in charge.
 * @param {string} file
 * @param {() => void} [onAsked] called whenever another process asks whether we are alive
 * @returns {Promise<TakenClaim>}
 */
export async function takeClaim(file, onAsked = () => undefined) {
  const token = randomUUID();
  const { port, close } = await answerWith(token, onAsked);
  /** @type {ClaimNotes} */
  let notes = { pid: process.pid, token, port };
  const abandoned = await replaceAbandoned(file).catch((error) => {
    close();
    throw error;
  });
  try {
    writeFileSync(file, format(notes), { flag: "wx", mode: 0o600 });
  } catch {
    // Another process was faster by a moment.
    close();
    throw new ClaimedError(readNotes(file) ?? {});
  }
  await sleep(SETTLE_MS);
  if (readNotes(file)?.token !== token) {
    close();
    throw new ClaimedError(readNotes(file) ?? {});
  }
  return {
    abandoned,
    claim: {
      note(more) {
        notes = { ...notes, ...more };
        writeFileSync(`${file}.new`, format(notes), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      },
      release() {
        close();
        if (readNotes(file)?.token === token) rmSync(file, { force: true });
      },
    },
  };
}

/**
 * What the living holder of a claim has noted; undefined when nobody holds it.
 * @param {string} file
 * @returns {Promise<ClaimNotes | undefined>}
 */
export async function readClaim(file) {
  const notes = readNotes(file);
  return notes && (await holderAnswers(notes)) ? notes : undefined;
}

/**
 * Removes the file of a holder that is gone.
 * @param {string} file
 * @returns {Promise<ClaimNotes | undefined>} what it held
 */
async function replaceAbandoned(file) {
  const notes = readNotes(file);
  if (!notes) return undefined;
  if (await holderAnswers(notes)) throw new ClaimedError(notes);
  // Only the very file that was looked at goes: somebody may have replaced it since.
  if (readNotes(file)?.token === notes.token) rmSync(file, { force: true });
  return notes;
}

/**
 * @param {string} file
 * @returns {ClaimNotes | undefined}
 */
function readNotes(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {ClaimNotes} notes
 * @returns {string}
 */
function format(notes) {
  return `${JSON.stringify(notes, null, 2)}\n`;
}

/**
 * @param {string} token
 * @param {() => void} onAsked
 * @returns {Promise<{ port: number, close: () => void }>}
 */
function answerWith(token, onAsked) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    onAsked();
    socket.end(token);
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.unref();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ port, close: () => server.close() });
    });
  });
}

/**
 * @param {ClaimNotes} notes
 * @returns {Promise<boolean>}
 */
function holderAnswers(notes) {
  if (typeof notes.port !== "number") return Promise.resolve(false);
  const port = notes.port;
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect({ port, host: "127.0.0.1", timeout: ANSWER_DEADLINE_MS });
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("timeout", () => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer === notes.token));
  });
}
