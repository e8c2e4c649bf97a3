import { createInterface } from "node:readline";
import path from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import { completeOptions } from "../../lib/embedded/sandbox/options";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { PersonError } from "../setup/person-error.mjs";
import { inProject } from "../setup/project.mjs";
import { startChild } from "./child";

const STOP_DEADLINE_MS = 5_000;
/** Replaced by REPLYDESK_SANDBOX_ARGS, so that tests get customers who only text when they are told to. */
const DEFAULT_ARGS = "--world fernhill --live";

const announcementSchema = z.object({ listening: z.url(), control: z.url() });

export interface RunningSandbox {
  pid: number;
  /** The provider's base URL, version path included. */
  baseUrl: string;
  /** Where tests script what happens. */
  controlUrl: string;
  username: string;
  password: string;
}

/** Starts the demo's provider, with customers who text and answer, for as long as we live. */
export async function startSandbox(lifecycle: Lifecycle, dataFolder: string): Promise<RunningSandbox> {
  const args = (process.env.REPLYDESK_SANDBOX_ARGS ?? DEFAULT_ARGS).split(" ").filter(Boolean);
  const child = startChild(lifecycle, {
    name: "The sandbox",
    args: [
      "--import",
      "tsx",
      inProject("lib", "embedded", "sandbox", "main.ts"),
      ...["--port", "0", "--state-dir", path.join(dataFolder, "sandbox")],
      ...args,
    ],
    env: process.env,
    stdout: "pipe",
    deadlineMs: STOP_DEADLINE_MS,
  });
  if (!child.stdout || child.pid === undefined) throw new Error("The sandbox could not be started.");
  const { listening, control } = announcementSchema.parse(JSON.parse(await firstLine(child.stdout)));
  const { username, password } = completeOptions({}).credentials;
  return { pid: child.pid, baseUrl: listening, controlUrl: control, username, password };
}

function firstLine(output: Readable): Promise<string> {
  // Goes on reading after the first line: nobody else empties the pipe.
  const lines = createInterface({ input: output }).on("line", () => undefined);
  return new Promise((resolve, reject) => {
    lines.once("line", resolve);
    lines.once("close", () => reject(new PersonError("The sandbox ended before it was ready.")));
  });
}
