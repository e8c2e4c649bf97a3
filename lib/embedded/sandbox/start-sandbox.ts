import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Clock } from "./clock";
import { Faults } from "./faults";
import { Journal, type Header } from "./journal";
import { startLiveCustomers } from "./live-customers";
import { completeOptions, type GivenOptions, type SandboxOptions } from "./options";
import { RequestLog } from "./request-log";
import type { Sandbox } from "./sandbox";
import { sandboxListener } from "./server";
import { State } from "./state";
import { Webhooks } from "./webhooks";
import { buildWorld } from "./world/build-world";

const LOOPBACK = "127.0.0.1";

/** A sandbox that listens. `advance` moves its time; `close` ends it and every connection to it. */
export type RunningSandbox = {
  /** Where the vendor's API is, with its version path. */
  baseUrl: string;
  /** Where the control is; see control.ts. */
  controlUrl: string;
  credentials: SandboxOptions["credentials"];
  advance: (ms: number) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Starts the vendor's API v1 on loopback. Without options: an empty world in memory on a free port.
 * Rejects when the port is taken or the state folder can't be written.
 */
export async function startSandbox(given: GivenOptions = {}): Promise<RunningSandbox> {
  const options = completeOptions(given);
  const journal = options.stateDir === undefined ? undefined : new Journal(options.stateDir);
  const kept = journal?.read();
  const clock = new Clock();
  const state = new State((collection, key, row) => {
    journal?.append([collection, key, row]);
    if (journal?.wantsCompaction()) journal.rewrite(header, state.entries());
  });
  const header: Header = kept?.header ?? {
    version: 1,
    world: options.world,
    seed: options.seed,
    anchor: options.anchor ?? clock.now(),
    port: 0,
  };
  const build = () => buildWorld({ ...options, seed: header.seed }, state, header.anchor);
  if (kept) {
    for (const entry of kept.entries) state.restore(...entry);
    clock.setOffset(state.account().clockOffsetMs);
  } else {
    build();
  }

  const server = createServer();
  const port = await listen(server, options.port, header.port);
  const origin = `http://${LOOPBACK}:${port}`;
  header.port = port;
  journal?.rewrite(header, state.entries());

  const sandbox: Sandbox = {
    options,
    clock,
    state,
    webhooks: new Webhooks(options, clock, state),
    faults: new Faults(),
    log: new RequestLog(),
    origin: () => origin,
    onSend: [],
    reset: () => {
      state.clear();
      build();
      journal?.rewrite(header, state.entries());
      sandbox.webhooks.clear();
      sandbox.faults.clear();
      sandbox.log.clear();
    },
  };
  server.on("request", sandboxListener(sandbox));
  if (options.live) startLiveCustomers(sandbox);

  return {
    baseUrl: `${origin}/v1`,
    controlUrl: `${origin}/_control`,
    credentials: options.credentials,
    advance: (ms) => clock.advance(ms),
    close: async () => {
      clock.stop();
      sandbox.webhooks.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      journal?.close();
    },
  };
}

/** Listens on the wanted port; for 0 first on the port of last time, since media URLs name it. */
async function listen(server: Server, wanted: number, last: number): Promise<number> {
  if (wanted === 0 && last !== 0) {
    const port = await listenOn(server, last).catch(() => undefined);
    if (port !== undefined) return port;
  }
  return listenOn(server, wanted);
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      server.off("error", reject);
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === "string")
        return reject(new Error("the sandbox has no port"));
      resolve(address.port);
    });
  });
}
