import { z } from "zod";

const KINDS = [
  "status",
  "hang",
  "cut",
  "delay",
  "resetMidBody",
  "malformedJson",
  "htmlBody",
  "answerLostAfterAcceptance",
  "rateLimited",
] as const;

/** One scripted fault; see control.ts for what the kinds do. `times` 0: until deleted. `skip`: let so many pass first. */
export const faultSchema = z.object({
  match: z.object({ method: z.string().optional(), path: z.string().default("") }).default({ path: "" }),
  kind: z.enum(KINDS),
  times: z.number().int().min(0).default(1),
  skip: z.number().int().min(0).default(0),
  status: z.number().int().default(500),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  delayMs: z.number().min(0).default(0),
  lostBy: z.enum(["cut", "500", "silence"]).default("cut"),
});
export type Fault = z.output<typeof faultSchema>;

type ArmedFault = { fault: Fault; path: RegExp; skip: number; left: number };

/** The scripted faults that are still to happen, in the order they were given. */
export class Faults {
  private armed: ArmedFault[] = [];

  add(faults: Fault[]): void {
    for (const fault of faults) {
      const left = fault.times === 0 ? Number.POSITIVE_INFINITY : fault.times;
      this.armed.push({ fault, path: new RegExp(fault.match.path), skip: fault.skip, left });
    }
  }

  clear(): void {
    this.armed = [];
  }

  pending(): Fault[] {
    return this.armed.map(({ fault }) => fault);
  }

  /** The fault that strikes this request, if any; it is used up by that. `path` includes the query. */
  take(method: string, path: string): Fault | undefined {
    for (const armed of this.armed) {
      const wanted = armed.fault.match.method;
      if ((wanted && wanted !== method) || !armed.path.test(path)) continue;
      if (armed.skip-- > 0) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.armed = this.armed.filter((other) => other !== armed);
      return armed.fault;
    }
    return undefined;
  }
}
