import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";
import { SandboxControl } from "@/tests/integration/harness/sandbox-control";
import { startTestServer } from "@/tests/setup/test-server";
import { Desk } from "./harness/desk";
import { expect, test } from "./harness/test";

/** Small enough to be read in some seconds, and more than one page of everything. */
const WORLD = { conversations: 200, messages: 1_200 };

test("on one's own account: the first admin is made in the browser, and works while texts are still coming in", async ({
  page,
  browser,
}) => {
  test.slow(); // Starts a second server.
  const sandbox = await startSandbox({ world: "bulk", bulk: WORLD });
  const control = new SandboxControl(sandbox);
  // From the third page on the provider takes its time, until the test has seen what it came for.
  await control.fault({
    match: { method: "GET", path: "^/messages\\?" },
    kind: "delay",
    delayMs: 3_000,
    skip: 2,
    times: 0,
  });
  const server = await startTestServer("first-start", {
    EZTEXTING_BASE_URL: sandbox.baseUrl,
    EZTEXTING_USERNAME: sandbox.credentials.username,
    EZTEXTING_PASSWORD: sandbox.credentials.password,
  });
  try {
    await page.goto(server.url);
    await expect(page.getByRole("heading", { name: "Create the first admin" })).toBeVisible();
    await page.getByRole("textbox", { name: "Your name" }).fill("Ada Park");
    await page.getByRole("textbox", { name: "Email" }).fill("ada@shop.example");
    await page.getByRole("textbox", { name: "Password" }).fill("a long enough one");
    await page.getByRole("button", { name: "Create admin and sign in" }).click();
    await expect(page.getByRole("button", { name: "Ada Park. Your menu" })).toBeVisible();

    const syncLine = page.getByRole("button", { name: /^Syncing [\d,]+ of 1,200$/ });
    await expect(syncLine).toBeVisible();
    const desk = new Desk(page);
    await desk.view("Inbox").click();
    await desk.list.getByRole("option").first().click();
    await expect(desk.messages.last()).toBeVisible();
    await expect(syncLine).toBeVisible();

    await control.endFaults();
    await expect(page.getByRole("button", { name: "Up to date" })).toBeVisible({ timeout: 60_000 });

    const stranger = await browser.newPage();
    await stranger.goto(`${server.url}/setup`);
    await expect(stranger.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(stranger.getByText("Demo mode")).toHaveCount(0);
    await expect(stranger.locator("[data-password]")).toHaveCount(0);
    await stranger.close();
  } finally {
    await server.stop();
    await sandbox.close();
  }
});
