import { test as base, expect } from "@playwright/test";
import { z } from "zod";
import { userNumberSchema } from "@/lib/domain/conversation";
import { SandboxControl } from "@/tests/integration/harness/sandbox-control";
import { Customer } from "./customer";
import { Desk } from "./desk";
import { loginOf, signIn, type PersonName, type Session } from "./people";
import { runningDemo } from "./running-demo";

interface Fixtures {
  /** A new window of somebody's, in a browser of its own, at an address of the inbox. */
  openDesk: (name: PersonName, path?: string) => Promise<Desk>;
  /** Somebody who has never texted before. */
  newCustomer: () => Customer;
}

interface WorkerFixtures {
  sandbox: SandboxControl;
  sessionOf: (name: PersonName) => Promise<Session>;
  isReady: boolean;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sandbox: [
    async ({}, use) => {
      const { controlUrl } = runningDemo();
      await use(
        new SandboxControl({
          controlUrl,
          baseUrl: controlUrl.replace("/_control", "/v1"),
          credentials: { username: "ops@fernhill.example", password: "fernhill" },
          advance: () => Promise.reject(new Error("Its time is shared by all tests and goes by itself.")),
          close: () => Promise.resolve(),
        }),
      );
    },
    { scope: "worker" },
  ],

  sessionOf: [
    async ({}, use) => {
      const sessions = new Map<PersonName, Promise<Session>>();
      await use((name) => {
        const session = sessions.get(name) ?? loginOf(name).then(signIn);
        sessions.set(name, session);
        return session;
      });
    },
    { scope: "worker" },
  ],

  // The first synchronisation, and what the demo adds after it, would come in between the steps of a test.
  isReady: [
    async ({ sessionOf, playwright }, use) => {
      const api = await playwright.request.newContext({
        baseURL: runningDemo().url,
        storageState: await sessionOf("Leo"),
      });
      const namesOfNumbers = async () => {
        const numbers = z.array(userNumberSchema).parse(await (await api.get("/api/numbers")).json());
        return numbers.map(({ name }) => name);
      };
      await expect.poll(namesOfNumbers, { timeout: 110_000 }).toContain("Downtown");
      await api.dispose();
      await use(true);
    },
    { scope: "worker", auto: true, timeout: 120_000 },
  ],

  openDesk: async ({ browser, sessionOf }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    const errors: Error[] = [];
    await use(async (name, path = "/inbox") => {
      const context = await browser.newContext({ storageState: await sessionOf(name) });
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(error));
      const desk = new Desk(page);
      await desk.goTo(path);
      return desk;
    });
    for (const context of contexts) await context.close();
    expect(errors, "errors nobody caught").toEqual([]);
  },

  newCustomer: async ({ sandbox }, use) => {
    await use(() => new Customer(sandbox));
  },
});

export { expect } from "@playwright/test";
