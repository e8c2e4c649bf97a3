import { beforeEach, describe, expect, it } from "vitest";
import { updateConnection } from "@/lib/db/accounts";
import { database } from "@/lib/db/database";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { markRead } from "@/lib/inbox/mark-read";
import { addPerson } from "@/tests/integration/harness/people";
import { query } from "@/tests/integration/harness/desk";
import { queueText } from "@/tests/integration/harness/sends";
import { expectBothSidesEqual } from "./harness/both-sides";
import { FAULTS } from "./harness/calls-and-faults";
import { openFaultDesk } from "./harness/fault-desk";
import { withoutPatience } from "./harness/impatience";
import { isLongForm } from "./harness/long-form";
import { settle, work } from "./harness/settle";
import { openThreads, prepareMinute } from "./harness/story";

const desk = await openFaultDesk();
const { accountId, sandbox } = desk;
const leo = await addPerson();

const TOKENS = { method: "POST", path: "^/tokens/" };
const expireTokens = (options: { refresh?: boolean } = {}) =>
  sandbox.control("POST", "/tokens/expire", options);
const tokenCalls = async () =>
  (await sandbox.requestsTo("POST", /^\/tokens\//)).map((request) => request.path);

beforeEach(async () => {
  await updateConnection(database(), accountId, {
    baseUrl: sandbox.baseUrl,
    credentials: { method: "oauth2", ...sandbox.credentials },
  });
});

describe("access tokens", () => {
  it("that end between one call and the next are renewed once, and every call is made once", async () => {
    const threads = await openThreads(desk, 6);
    await sandbox.forgetRequests();
    await expireTokens();
    for (const { id } of threads) {
      await queueText(leo, id);
      await archiveConversation(leo, id);
      await markRead(leo, id);
    }
    await work();
    expect(await tokenCalls()).toEqual(["/tokens/refresh"]);
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("that end again and again, in the middle of everything", async () => {
    const minute = await prepareMinute(desk, leo);
    const storm = new AbortController();
    const raging = (async () => {
      while (!storm.signal.aborted) {
        await expireTokens();
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    await minute();
    for (let round = 0; round < 6; round += 1) await work();
    storm.abort();
    await raging;
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("whose refresh tokens are dead as well are made anew from the password", async () => {
    const minute = await prepareMinute(desk, leo);
    await sandbox.forgetRequests();
    await expireTokens({ refresh: true });
    await minute();
    await work();
    expect(await tokenCalls()).toEqual(["/tokens/refresh", "/tokens/create"]);
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("are kept: the next process doesn't ask for any", async () => {
    await openThreads(desk, 1);
    await sandbox.forgetRequests();
    // A process that has never made a call knows nothing but the row.
    await query("UPDATE accounts SET budget_share = budget_share + 1");
    await settle(desk);
    await query("UPDATE accounts SET budget_share = budget_share - 1");
    expect(await tokenCalls()).toEqual([]);
  });
});

const TOKEN_FAULTS = Object.entries(FAULTS).filter(
  ([name]) =>
    isLongForm || /lost with the connection|half a JSON|page says 200|longer than anybody/.test(name),
);

it.each(TOKEN_FAULTS)("renewing tokens when %s: both sides end up equal", async (_name, fault) => {
  const minute = await prepareMinute(desk, leo);
  await expireTokens();
  await sandbox.forgetRequests();
  await sandbox.fault({ match: TOKENS, ...fault, times: 2 });
  await withoutPatience(async () => {
    await minute();
    for (let round = 0; round < 6 && (await sandbox.pendingFaults()) > 0; round += 1) await work();
  });
  expect(await tokenCalls()).not.toEqual([]);
  await sandbox.endFaults();
  await settle(desk);
  await expectBothSidesEqual(desk);
});

it("a password that is rejected stops all calls; the right one makes up for everything", async () => {
  const minute = await prepareMinute(desk, leo);
  await sandbox.setPassword("changed");
  await expireTokens({ refresh: true });
  await minute();
  await work();
  await sandbox.forgetRequests();
  await work();
  expect((await sandbox.requests()).requests).toEqual([]);
  await updateConnection(database(), accountId, {
    baseUrl: sandbox.baseUrl,
    credentials: { method: "oauth2", username: sandbox.credentials.username, password: "changed" },
  });
  await settle(desk);
  await expectBothSidesEqual(desk);
});
