import { z } from "zod";
import type { SandboxControl } from "@/tests/integration/harness/sandbox-control";
import { CALLS } from "./calls-and-faults";

const logSchema = z.object({
  requests: z.array(
    z.object({ method: z.string(), path: z.string(), query: z.string(), fault: z.string().nullable() }),
  ),
});

const faultsSchema = z.array(z.object({ match: z.object({ path: z.string() }) }));

/** Whether any fault is still to strike, but for those of sends: what strikes them isn't used up, as they aren't repeated. */
export async function hasFaultsLeft(sandbox: SandboxControl): Promise<boolean> {
  const left = faultsSchema.parse(await sandbox.control("GET", "/faults"));
  return left.some(({ match }) => match.path !== CALLS["sending a text"].path);
}

/** The kinds of calls that a fault has struck since the log was last emptied. A fault that never struck proves nothing. */
export async function struckCalls(sandbox: SandboxControl): Promise<string[]> {
  const { requests } = logSchema.parse(await sandbox.control("GET", "/requests"));
  const struck = requests.filter((request) => request.fault !== null);
  return Object.entries(CALLS)
    .filter(([, { method, path }]) =>
      struck.some(
        (request) => request.method === method && new RegExp(path).test(request.path + request.query),
      ),
    )
    .map(([name]) => name);
}
