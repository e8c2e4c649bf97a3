import type { Clock } from "./clock";
import type { Faults } from "./faults";
import type { SandboxOptions } from "./options";
import type { RequestLog } from "./request-log";
import type { State } from "./state";
import type { Webhooks } from "./webhooks";

/** What the routes and the control share. */
export type Sandbox = {
  options: SandboxOptions;
  clock: Clock;
  state: State;
  webhooks: Webhooks;
  faults: Faults;
  log: RequestLog;
  /** The address of the server without a path, e.g. `http://127.0.0.1:4711`; known once it listens. */
  origin: () => string;
  /** Told about every send that was accepted; live customers listen here. */
  onSend: ((messageIds: string[]) => void)[];
  /** Builds the world anew and forgets everything since. */
  reset: () => void;
};
