import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { findAccount } from "@/lib/db/accounts";
import { requestBudget } from "@/lib/db/request-budget";
import { BudgetExhausted, type Priority } from "@/lib/domain/request-budget";
import { adapterFor } from "@/lib/inbox/open-provider";
import { openDesk, query } from "./harness/desk";

const { accountId, sandbox } = await openDesk({ rateLimitPerMinute: 200 });
const budget = requestBudget(accountId, 100);

/** Lets the budget's time pass without waiting for it. */
const passTime = (ms: number) =>
  query("UPDATE request_budgets SET refilled_at = refilled_at - $1 * interval '1 millisecond'", [ms]);
const setTokens = (tokens: number) =>
  query("UPDATE request_budgets SET tokens = $1, refilled_at = now() + interval '1 hour'", [tokens]);
const tokensLeft = async () =>
  (await query<{ tokens: number }>("SELECT tokens FROM request_budgets"))[0]?.tokens ?? NaN;

/** Time runs so fast that whoever would have to wait has waited too long. */
function endAllPatience(): void {
  let now = Date.now();
  const clock = vi.spyOn(Date, "now").mockImplementation(() => (now += 60 * 60_000));
  onTestFinished(() => clock.mockRestore());
}

/** How many of these are served at once, before the first would have to wait. */
async function takeAll(priority: Priority): Promise<number> {
  for (let count = 0; ; count += 1) {
    try {
      await budget.take(priority);
    } catch (error) {
      expect(error).toBeInstanceOf(BudgetExhausted);
      return count;
    }
  }
}

beforeEach(() => query("DELETE FROM request_budgets"));

describe("the request budget", () => {
  it("gives each token once, whoever asks at the same time", async () => {
    await budget.take("send");
    await setTokens(9);
    endAllPatience();
    const taken = await Promise.allSettled(Array.from({ length: 60 }, () => budget.take("send")));
    expect(taken.filter((one) => one.status === "fulfilled")).toHaveLength(9);
    expect(await tokensLeft()).toBe(0);
  });

  it("keeps the last tokens for what matters more: backfill stops long before a reply has to wait", async () => {
    await budget.take("backfill");
    await setTokens(30);
    endAllPatience();
    const served = {
      backfill: await takeAll("backfill"),
      poll: await takeAll("poll"),
      status: await takeAll("status"),
      followUp: await takeAll("follow-up"),
      thread: await takeAll("thread"),
      send: await takeAll("send"),
    };
    expect(Object.values(served).reduce((sum, count) => sum + count)).toBe(30);
    expect(served.backfill).toBeGreaterThan(10);
    expect(served.send).toBeGreaterThan(0);
    expect(served.send + served.thread + served.followUp + served.status + served.poll).toBeGreaterThan(10);
  });

  it("respects a pause for everybody, says how long it lasts, and goes on afterwards", async () => {
    await budget.take("send");
    await budget.pause(90_000);
    await budget.pause(60_000);
    const refused = await budget.take("send").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BudgetExhausted);
    const waitMs = refused instanceof BudgetExhausted ? refused.retryAfterMs : 0;
    expect(waitMs).toBeGreaterThan(60_000);
    expect(waitMs).toBeLessThanOrEqual(90_000);
    await query("UPDATE request_budgets SET paused_until = now(), refilled_at = now() - interval '1 second'");
    await budget.take("send");
  });

  it("waits a moment for the next token rather than failing", async () => {
    await budget.take("send");
    await query("UPDATE request_budgets SET tokens = 0.5, refilled_at = now()");
    await budget.take("send");
    expect(await tokensLeft()).toBeLessThan(1);
  });

  it("is a share of the provider's limit when others use the account too", async () => {
    const small = requestBudget(accountId, 10);
    await small.take("send");
    await passTime(60_000);
    let count = 0;
    for (const _ of Array.from({ length: 40 })) {
      const before = await tokensLeft();
      if (before < 1 && count > 0) break;
      await small.take("send");
      count += 1;
    }
    expect(count).toBeLessThanOrEqual(5);
  });

  it("never lets a minute see more requests than the provider's limit", async () => {
    await query("UPDATE accounts SET budget_share = 100");
    const account = await findAccount(accountId);
    if (!account) throw new Error("the account is missing");
    const provider = adapterFor(account);
    await sandbox.forgetRequests();
    let isOver = false;
    const calls = [
      ...Array.from({ length: 12 }, () => () => provider.readCredits()),
      ...Array.from(
        { length: 6 },
        () => () => provider.listContacts({ page: 0, priority: "backfill" as const }),
      ),
      ...Array.from(
        { length: 6 },
        () => () => provider.listConversations({ page: 0, priority: "poll" as const }),
      ),
    ];
    const callers = calls.map(async (call) => {
      while (!isOver) await call().catch(() => undefined);
    });
    // More than a minute of the provider's time and of the budget's, a second at a time.
    for (let second = 0; second < 80; second += 1) {
      await Promise.all([sandbox.advance(1_000), passTime(1_000)]);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    isOver = true;
    await query("UPDATE request_budgets SET paused_until = now() + interval '1 hour'");
    await Promise.all(callers);
    const { requests, rateLimited } = await sandbox.requests();
    const times = requests.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
    const busiest = Math.max(
      ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length),
    );
    expect(rateLimited).toBe(0);
    expect(busiest).toBeLessThanOrEqual(200);
    expect(times.length).toBeGreaterThan(50);
  });
});
