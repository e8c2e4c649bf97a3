import { randomUUID } from "node:crypto";
import type { SandboxControl } from "@/tests/integration/harness/sandbox-control";
import { expect, test } from "./harness/test";

const QUARANTINE = "/settings/quarantine";

test("a webhook that can't be read is kept, shown as it came, and leaves only when an admin says so", async ({
  openDesk,
  sandbox,
}) => {
  const marker = randomUUID();
  // The second one turns its end around and carries markup: seen as what it is, doing nothing.
  await knock(sandbox, `first ${marker}`);
  await knock(
    sandbox,
    `{"type": "\u202Enonsense", "text": "<img src=x onerror=alert(1)>", "id": "${marker}"`,
  );

  const desk = await openDesk("Priya", QUARANTINE);
  const { page } = desk;
  const rows = page.getByRole("main", { name: "Quarantine" }).getByRole("listitem");
  const badge = page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Quarantine" });
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  await expect(badge).toContainText(/\d/);

  // Newest first.
  const newest = rows.nth(0);
  await newest.getByRole("button", { expanded: false }).click();
  const body = newest.getByRole("group", { name: "Body" });
  await expect(body).toContainText(marker);
  await expect(body).toContainText("U+202E");
  await expect(body).toContainText("<img src=x onerror=alert(1)>");
  await expect(body.locator("img")).toHaveCount(0);

  await newest.getByRole("button", { name: "Replay" }).click();
  await expect(newest.getByRole("alert")).toContainText("Still not taken in.");

  await newest.getByRole("button", { name: "Discard" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(body).toContainText(marker);

  await newest.getByRole("button", { name: "Discard" }).click();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(question).toHaveCount(0);
  await expect(page.getByText("U+202E")).toHaveCount(0);
  await expect(rows.nth(0).getByRole("button").first()).toBeFocused();
  await expect(desk.toast).toContainText("Discarded");

  // What was behind it is first now.
  await rows.nth(0).getByRole("button", { expanded: false }).click();
  await expect(rows.nth(0).getByRole("group", { name: "Body" })).toContainText(`first ${marker}`);
  await rows.nth(0).getByRole("button", { name: "Discard" }).click();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText(`first ${marker}`)).toHaveCount(0);
  await desk.reload();
  await expect(page.getByRole("heading", { name: "Quarantine", level: 2 })).toBeVisible();
  await expect(page.getByText(marker)).toHaveCount(0);
});

/** Sends what the provider never would to the address it announces texts at. */
async function knock(sandbox: SandboxControl, body: string): Promise<void> {
  const [address] = await sandbox.subscriptions();
  if (address === undefined) throw new Error("The demo's account has no webhook address.");
  const answer = await fetch(address, { method: "POST", body });
  expect(answer.status).toBe(200);
}
