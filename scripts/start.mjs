import { requireNodeVersion } from "./setup/node-version.mjs";

// Everything else is loaded after this check, as it may need what an older Node.js doesn't have.
requireNodeVersion();
const { start } = await import("./start/start.mjs");
await start(process.argv.slice(2));
