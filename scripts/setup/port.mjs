import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { PersonError } from "./person-error.mjs";

const DEFAULT_PORT = 3000;
const PORTS_TO_TRY = 100;
const LEAVING_SERVER_MS = 8_000;
const POLL_MS = 200;

/**
 * The port to serve on: the one asked for (0: any free one), which must be free, else 3000 or the next free one.
 * @param {import("./settings.mjs").Settings} settings
 * @returns {Promise<number>}
 */
export async function choosePort({ port: wanted, host, databaseUrl }) {
  if (wanted === 0) return bindOnce(0, host);
  if (wanted !== undefined) {
    // Without a data folder nobody tells us of a server that was killed a moment ago and is still finishing.
    const patienceMs = databaseUrl ? LEAVING_SERVER_MS : 0;
    for (const deadline = Date.now() + patienceMs; ; await sleep(POLL_MS)) {
      if (await isFree(wanted, host)) return wanted;
      if (Date.now() >= deadline) throw inUse(wanted);
    }
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TO_TRY; port++) {
    if (await isFree(port, host)) return port;
  }
  throw new PersonError(
    `Ports ${DEFAULT_PORT} to ${DEFAULT_PORT + PORTS_TO_TRY - 1} are all in use. Set PORT.`,
  );
}

/**
 * @param {number} port
 * @returns {PersonError}
 */
function inUse(port) {
  return new PersonError(
    `Port ${port} is in use by another program. Stop that program, or set PORT to another port.`,
  );
}

/**
 * Free means more than that we may listen: where a browser looks for localhost nobody else may answer.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
async function isFree(port, host) {
  const mayListen = await bindOnce(port, host).then(
    () => true,
    (error) => {
      if (error.code === "EADDRINUSE") return false;
      throw new PersonError(`Can't listen on ${host}, port ${port}: ${error.message}`);
    },
  );
  return mayListen && !(await somebodyAnswers(port, "127.0.0.1")) && !(await somebodyAnswers(port, "::1"));
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port it was bound to, free again
 */
function bindOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function somebodyAnswers(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const settle = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", () => settle(true));
    socket.on("timeout", () => settle(false));
    socket.on("error", () => settle(false));
  });
}
