import { parseArgs } from "node:util";
import { startSandbox } from "./start-sandbox";
import { worldName } from "./world/build-world";

/*
 * node --import tsx lib/embedded/sandbox/main.ts [--port 0] [--state-dir DIR] [--world fernhill|bulk|empty] [--live]
 *   [--fetch-media] [--latency-ms N] [--seed N] [--username U --password P] [--conversations N --messages N]
 * Prints one line of JSON when it is ready: {"listening": the API's base URL, "control": the control's URL}.
 * Ends with its parent (when it has an IPC channel), on SIGTERM and on SIGINT.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "state-dir": { type: "string" },
    world: { type: "string", default: "fernhill" },
    live: { type: "boolean", default: false },
    "fetch-media": { type: "boolean", default: false },
    "latency-ms": { type: "string", default: "0" },
    seed: { type: "string" },
    username: { type: "string", default: "ops@fernhill.example" },
    password: { type: "string", default: "fernhill" },
    conversations: { type: "string", default: "2000" },
    messages: { type: "string", default: "40000" },
  },
});

const sandbox = await startSandbox({
  port: Number(values.port),
  stateDir: values["state-dir"],
  world: worldName(values.world),
  live: values.live,
  fetchMedia: values["fetch-media"],
  latencyMs: Number(values["latency-ms"]),
  seed: values.seed === undefined ? undefined : Number(values.seed),
  credentials: { username: values.username, password: values.password },
  bulk: { conversations: Number(values.conversations), messages: Number(values.messages) },
});

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  void sandbox.close().then(() => process.exit(0));
}
if (process.send) process.on("disconnect", end);
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.stdout.write(`${JSON.stringify({ listening: sandbox.baseUrl, control: sandbox.controlUrl })}\n`);
