import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { startTemporaryCluster } from "@/lib/embedded/postgres/temporary-cluster";
import { applyMigrations } from "../database/apply-migrations";
import { ensureDatabase } from "@/lib/embedded/postgres/ensure-database";
import { type CallCounts, percentile } from "./calls/call-counts";
import { advisedWay, naiveWay, type PlainDay } from "./calls/plain-ways";
import { SandboxSide } from "./calls/sandbox-side";
import { VirtualTime } from "./calls/virtual-time";
import { DAY_MS, FULL_DAY, makeDay, type DaySize } from "./calls/working-day";

/**
 * `npm run bench:calls`: one working day, answered in three ways against the same provider: as programs without a copy
 * of their own do it, as the vendor advises, and by Replydesk; and a second day on which every third text isn't
 * announced. `--scale 0.1` makes it a tenth as long, `--only own` leaves the others out, `--verbose` says what for.
 */
const { values } = parseArgs({
  options: {
    scale: { type: "string", default: "1" },
    only: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const scale = Number(values.scale);
const size: DaySize = {
  agents: FULL_DAY.agents,
  inbound: Math.round(FULL_DAY.inbound * scale),
  replies: Math.round(FULL_DAY.replies * scale),
  openings: Math.round(FULL_DAY.openings * scale),
  archives: Math.round(FULL_DAY.archives * scale),
};
const lengthMs = DAY_MS * scale;
const WORLD = { conversations: 3_000, messages: 12_000 };
/** The budget: what the provider allows in any minute. */
const LIMIT = 200;
/** Of the second day, the part in which webhooks are missing; then they are complete again. */
const MISSING_UNTIL_HOUR = 6;

const problems: string[] = [];
const time = new VirtualTime();
time.install();

const naive = values.only && values.only !== "naive" ? null : await plainDay("naive", naiveWay);
const advised = values.only && values.only !== "advised" ? null : await plainDay("advised", advisedWay);
if (!values.only || values.only === "own") await ownDays();

for (const problem of problems) console.log(`MISSED: ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);

async function plainDay(name: string, way: typeof naiveWay): Promise<PlainDay> {
  const provider = await SandboxSide.start(WORLD);
  const events = makeDay(size, 1, lengthMs);
  const customers = await provider.customers(contactsOf(size), 0);
  const began = performance.now();
  const day = await way({ time, provider, events, customers, agents: size.agents, lengthMs });
  await provider.stop();
  print(`${name} way`, day.calls, [["on some screen", day.staleness]], performance.now() - began);
  return day;
}

async function ownDays(): Promise<void> {
  const cluster = await startTemporaryCluster();
  try {
    await ensureDatabase(cluster.url("postgres"), "bench");
    const url = cluster.url("bench");
    await time.joinDatabase(url);
    await applyMigrations(url);
    await time.bindDefaults();
    Object.assign(process.env, {
      DATABASE_URL: url,
      ENCRYPTION_KEY: randomBytes(32).toString("base64"),
      NEXTAUTH_SECRET: "bench",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    });
    const provider = await SandboxSide.start(WORLD);
    // Only now: these read the environment.
    const { OwnWay } = await import("./calls/own-way");
    const way = await OwnWay.start(time, provider, size.agents);

    let began = performance.now();
    const first = await way.runDay(
      makeDay(size, 1, lengthMs),
      await provider.customers(contactsOf(size), 0),
      lengthMs,
      async (hour) => progress("Replydesk", hour),
    );
    const shown = [...first.announced, ...first.unannounced];
    print("Replydesk", first.calls, [["on every screen", shown]], performance.now() - began);
    judgeFirst(first);

    began = performance.now();
    await provider.setWebhooks({ missEvery: 3 });
    const second = await way.runDay(
      makeDay(size, 2, lengthMs),
      await provider.customers(contactsOf(size), contactsOf(size)),
      lengthMs,
      async (hour) => {
        progress("Replydesk, every third text unannounced", hour);
        if (hour === MISSING_UNTIL_HOUR) await provider.setWebhooks({ missEvery: 0 });
      },
    );
    const staleness: [string, number[]][] = [
      ["announced, on every screen", second.announced],
      ["unannounced, on every screen", second.unannounced],
    ];
    print("Replydesk, every third text unannounced", second.calls, staleness, performance.now() - began);
    judgeSecond(second);
    await way.stop();
    await provider.stop();
  } finally {
    await time.leaveDatabase();
    await cluster.stop();
  }
}

function judgeFirst({
  calls,
  announced,
  unannounced,
  restored,
  lost,
}: import("./calls/own-way").OwnDay): void {
  const total = calls.reading + calls.writing;
  const polls = Math.round(lengthMs / 60_000);
  const floor =
    size.replies +
    size.archives +
    Math.ceil(size.inbound / 200) +
    Math.ceil((2 * size.inbound) / 100) +
    polls;
  console.log(
    `  floor ${floor}; ${(total / floor).toFixed(3)} × that (${restored} conversations were brought back)`,
  );
  judge(total <= 1.2 * floor, `all calls are ${(total / floor).toFixed(3)} × the floor, not 1.2`);
  if (naive) fewer("the naive way", calls, naive.calls, 0.995);
  if (advised) fewer("the vendor's advice", calls, advised.calls, 0.85);
  judge(calls.refused === 0, `${calls.refused} calls were answered 429`);
  judge(calls.peakPerMinute <= LIMIT, `${calls.peakPerMinute} calls in a minute`);
  judge(percentile([...announced, ...unannounced], 0.95) <= 1_000, "a text takes longer than 1 s (p95)");
  judge(lost === 0, `${lost} texts are missing`);
}

function judgeSecond({ calls, unannounced, lost }: import("./calls/own-way").OwnDay): void {
  const minutes = calls.perMinute;
  const hour = minutes.length / 8;
  const mean = (from: number, to: number) => {
    const slice = minutes.slice(Math.round(from * hour), Math.round(to * hour));
    return slice.reduce((sum, one) => sum + one, 0) / Math.max(1, slice.length);
  };
  const [missing, calm] = [mean(1, MISSING_UNTIL_HOUR), mean(7, 8)];
  console.log(
    `  calls a minute: ${missing.toFixed(1)} while texts are missing, ${calm.toFixed(1)} in the last hour, with webhooks complete again`,
  );
  judge(unannounced.length > 0, "no text came unannounced");
  judge(percentile(unannounced, 0.95) <= 10_000, "an unannounced text takes longer than 10 s (p95)");
  judge(calls.refused === 0, `${calls.refused} calls were answered 429 on the second day`);
  judge(calls.peakPerMinute <= LIMIT, `${calls.peakPerMinute} calls in a minute of the second day`);
  judge(calm < missing - 5, "it doesn't calm down when webhooks are back");
  judge(lost === 0, `${lost} texts are missing on the second day`);
}

function fewer(than: string, own: CallCounts, other: CallCounts, share: number): void {
  const saved = 1 - own.reading / other.reading;
  console.log(`  ${(saved * 100).toFixed(2)} % fewer reading calls than ${than}`);
  judge(
    saved >= share,
    `${(saved * 100).toFixed(2)} % fewer reading calls than ${than}, not ${share * 100} %`,
  );
}

function judge(isMet: boolean, problem: string): void {
  if (!isMet) problems.push(problem);
}

function print(name: string, calls: CallCounts, stale: [string, number[]][], tookMs: number): void {
  console.log(
    `\n${name}: ${calls.reading + calls.writing} calls, ${calls.reading} reading, ${calls.writing} writing`,
  );
  console.log(`  ${calls.peakPerMinute} in the busiest minute, ${calls.refused} answered 429`);
  for (const [what, values] of stale) {
    const [half, most] = [percentile(values, 0.5), percentile(values, 0.95)];
    console.log(`  ${values.length} texts ${what}: ${seconds(half)} (median), ${seconds(most)} (p95)`);
  }
  console.log(`  (the day took ${Math.round(tookMs / 1000)} s here)`);
  if (values.verbose)
    for (const [path, count] of calls.byPath) console.log(`    ${String(count).padStart(6)}  ${path}`);
}

function progress(name: string, hour: number): void {
  if (process.stderr.isTTY || values.verbose) console.error(`${name}: hour ${hour} of 8 is over`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function contactsOf({ inbound }: DaySize): number {
  return Math.max(1, Math.round(inbound / 2));
}
