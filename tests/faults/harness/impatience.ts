import { vi } from "vitest";

const LONG_MS = 15_000;
const SHORT_MS = 150;

/** While `run` runs, calls that would wait many seconds for an answer wait for a fraction of one. */
export async function withoutPatience<Result>(run: () => Promise<Result>): Promise<Result> {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const spy = vi
    .spyOn(AbortSignal, "timeout")
    .mockImplementation((ms) => timeout(ms >= LONG_MS ? SHORT_MS : ms));
  try {
    return await run();
  } finally {
    spy.mockRestore();
  }
}
