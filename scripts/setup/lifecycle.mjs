import { setTimeout as sleep } from "node:timers/promises";
import { explain } from "./person-error.mjs";
import { endRunningTools } from "./run-tool.mjs";

const STARTUP_SETTLE_MS = 20_000;
const PARENT_CHECK_MS = 500;

/** Thrown out of start-up work once the command is being stopped. */
class Stopped extends Error {}

/**
 * The life of a command that starts other things: whatever is started is closed again in the opposite order, once,
 * whether it ends by Ctrl-C, a signal, an error, the end of the npm that runs it, or the death of one of its parts.
 */
export class Lifecycle {
  /** @type {(() => void | Promise<void>)[]} */
  #closers = [];
  /** @type {Promise<unknown>} */
  #startup = Promise.resolve();
  #stopping = new AbortController();
  #hurry = new AbortController();
  #parent = process.ppid;

  /** Aborted when the command begins to stop. */
  get stopping() {
    return this.#stopping.signal;
  }

  /** Aborted by a second Ctrl-C: closers then stop waiting politely. */
  get hurry() {
    return this.#hurry.signal;
  }

  /**
   * @param {() => Promise<void>} startup
   * @returns {Promise<void>}
   */
  async run(startup) {
    this.#listen();
    this.#startup = startup();
    try {
      await this.#startup;
    } catch (error) {
      if (!(error instanceof Stopped) && !this.stopping.aborted) await this.stop(1, explain(error));
    }
  }

  /**
   * @param {() => void | Promise<void>} close
   * @returns {void}
   */
  onStop(close) {
    this.#closers.push(close);
  }

  /**
   * To be called between start-up steps: goes no further once the command is being stopped.
   * @returns {void}
   */
  throwIfStopping() {
    if (this.stopping.aborted) throw new Stopped("Stopping.");
  }

  /**
   * Closes everything and ends the process.
   * @param {number} exitCode
   * @param {string} [reason] printed first
   * @returns {Promise<void>}
   */
  async stop(exitCode, reason) {
    if (this.stopping.aborted) return;
    this.#stopping.abort();
    if (reason) (exitCode === 0 ? console.log : console.error)(exitCode === 0 ? `• ${reason}` : reason);
    endRunningTools();
    // Something may just be starting; it is closed with the rest as soon as it has.
    await Promise.race([this.#startup.catch(() => undefined), sleep(STARTUP_SETTLE_MS)]);
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        console.error(explain(error));
      }
    }
    process.exit(exitCode);
  }

  /**
   * Stops when whoever started us has died without telling, which is what `kill -9` of npm looks like from here.
   * @returns {void}
   */
  checkParent() {
    const startedByNpm = process.env.npm_lifecycle_event !== undefined;
    if (startedByNpm && process.ppid !== this.#parent) void this.stop(0, "npm is gone, stopping");
  }

  #listen() {
    // A terminal that closed must not keep us from stopping what we started.
    for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
    process.on("uncaughtException", (error) => void this.stop(1, explain(error)));
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, () => {
        if (this.stopping.aborted && signal === "SIGINT") this.#hurry.abort();
        void this.stop(0, "Stopping");
      });
    }
    setInterval(() => this.checkParent(), PARENT_CHECK_MS).unref();
  }
}
