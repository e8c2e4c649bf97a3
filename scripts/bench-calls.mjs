import { requireNodeVersion } from "./setup/node-version.mjs";

// Everything else is loaded after this check, as it may need what an older Node.js doesn't have.
requireNodeVersion();
const { benchCalls } = await import("./bench/bench-calls.mjs");
await benchCalls(process.argv.slice(2));
