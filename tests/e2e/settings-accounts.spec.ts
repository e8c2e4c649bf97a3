import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { runningDemo } from "./harness/running-demo";
import { expect, test } from "./harness/test";

const ACCOUNTS = "/settings/accounts";
/** The demo's own account. Other tests live on it, so it is left as it was found. */
const demoCard = (page: Page) => page.getByRole("article").first();

test("an admin comes to the settings by the navigation and tests the connection", async ({ openDesk }) => {
  const desk = await openDesk("Priya");
  const { page } = desk;
  await desk.view("Settings").click();
  await expect(page.getByRole("heading", { name: "Accounts", level: 2 })).toBeVisible();
  await expect(desk.view("Settings")).toHaveAttribute("aria-current", "page");
  await expect(desk.view("Inbox")).not.toHaveAttribute("aria-current");

  const card = demoCard(page);
  await card.getByRole("button", { name: "Test connection" }).click();
  await expect(card.getByText(/^Passed in \d+\.\d s$/)).toBeVisible();
  const found = card.getByRole("listitem");
  await expect(found.filter({ hasText: "Signed in" })).toContainText(/\d ms/);
  await expect(found.filter({ hasText: "numbers found" })).toBeVisible();
  await expect(found.filter({ hasText: "Credits" })).toContainText("left");

  // It is kept, with who asked for it.
  await desk.reload();
  await expect(card.getByText(/Tested today, \d+:\d\d [AP]M by Priya/)).toBeVisible();
  await expect(found.filter({ hasText: "Signed in" })).toContainText(/\d ms/);

  await desk.view("Inbox").click();
  await expect(desk.list.getByRole("option").first()).toBeVisible();
});

test("the last hour's requests are told in a sentence, by keys and as a table", async ({ openDesk }) => {
  const { page } = await openDesk("Priya", ACCOUNTS);
  const card = demoCard(page);
  const chart = card.getByRole("img");
  await expect(chart).toHaveAccessibleName(/^\d[\d,]* requests? in the last hour, at most \d/);
  await chart.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await expect(card.getByRole("status").filter({ hasText: /^\d+:\d\d [AP]M: \d+ requests?/ })).toBeAttached();

  const asTable = card.getByRole("button", { name: "Show as table" });
  await asTable.click();
  await expect(asTable).toHaveAttribute("aria-pressed", "true");
  await expect(card.getByRole("columnheader", { name: "Requests" })).toBeVisible();
  await expect(chart).toHaveCount(0);
});

test("a wrong password is refused at its field, and what was typed stays", async ({ openDesk }) => {
  const desk = await openDesk("Priya", ACCOUNTS);
  await expect(demoCard(desk.page)).toBeVisible();
  const before = await desk.page.getByRole("article").count();
  await desk.button("Connect account").click();
  const { dialog } = desk;
  const password = dialog.getByLabel("Password", { exact: true });
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(password).toHaveValue("");
  await dialog.getByLabel("Name", { exact: true }).fill("Fernhill Rentals");
  await dialog.getByLabel("Username", { exact: true }).fill("rentals@fernhill.example");
  await password.fill("not the password");
  await dialog.getByText("Advanced").click();
  const address = runningDemo().controlUrl.replace("/_control", "/v1");
  await dialog.getByLabel("Address of the API").fill(address);
  await password.press("Enter");

  await expect(dialog.getByRole("alert")).toContainText("rejected");
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveValue("not the password");
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Fernhill Rentals");
  await expect(dialog.getByLabel("Username", { exact: true })).toHaveValue("rentals@fernhill.example");
  await expect(dialog.getByLabel("Address of the API")).toHaveValue(address);

  await desk.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(desk.button("Connect account")).toBeFocused();
  await desk.reload();
  await expect(demoCard(desk.page)).toBeVisible();
  await expect(desk.page.getByRole("article")).toHaveCount(before);
});

test("a name is changed and changed back by keyboard alone", async ({ openDesk }) => {
  const desk = await openDesk("Priya", ACCOUNTS);
  const { page, dialog } = desk;
  const { keyboard } = page;
  const title = demoCard(page).getByRole("heading", { level: 3 });
  const before = await title.innerText();
  const edit = demoCard(page).getByRole("button", { name: "Edit" });

  for (const name of [`${before} and Sons`, before]) {
    await edit.focus();
    await keyboard.press("Enter");
    await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
    await keyboard.press("Control+A");
    await keyboard.type(name);
    await keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(title).toHaveText(name);
    await expect(edit).toBeFocused();
    await expect(desk.toast).toContainText(`Saved ${name}`);
  }
});

test("an account is disconnected only by its name", async ({ openDesk }) => {
  const desk = await openDesk("Priya", ACCOUNTS);
  const name = await demoCard(desk.page).getByRole("heading", { level: 3 }).innerText();
  await demoCard(desk.page).getByRole("button", { name: "Disconnect" }).click();
  const disconnect = desk.dialog.getByRole("button", { name: "Disconnect" });
  await expect(disconnect).toBeDisabled();
  await desk.dialog.getByRole("textbox").fill(`${name}s`);
  await expect(disconnect).toBeDisabled();
  await desk.dialog.getByRole("textbox").fill(name);
  await expect(disconnect).toBeEnabled();
  await desk.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(desk.dialog).toHaveCount(0);
  await expect(demoCard(desk.page)).toBeVisible();
});

test("who isn't an admin finds no settings, and is told so at their address", async ({ openDesk }) => {
  const desk = await openDesk("Sam");
  await expect(desk.view("Inbox")).toBeVisible();
  await expect(desk.view("Settings")).toHaveCount(0);

  await desk.goTo(ACCOUNTS);
  await expect(desk.page.getByText("This part of the settings is for admins")).toBeVisible();
  await expect(desk.page.getByRole("article")).toHaveCount(0);
  await desk.page.getByRole("link", { name: "Go to Needs reply" }).click();
  await expect(desk.page.getByRole("heading", { name: "Needs reply", level: 1 })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`in ${colorScheme} the accounts have no faults a machine can find`, async ({ openDesk }) => {
    const { page } = await openDesk("Priya", ACCOUNTS);
    await page.emulateMedia({ colorScheme });
    await expect(demoCard(page).getByRole("img")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`)),
    ).toEqual([]);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the sections are a page of their own, behind More", async ({ openDesk }) => {
    const { page } = await openDesk("Priya");
    await page.getByRole("button", { name: "More" }).tap();
    await page.getByRole("dialog", { name: "More" }).getByRole("link", { name: "Settings" }).tap();
    const sections = page.getByRole("navigation", { name: "Settings" });
    await expect(sections).toBeVisible();
    await expect(demoCard(page)).toBeHidden();

    await sections.getByRole("link", { name: "Accounts" }).tap();
    await expect(demoCard(page)).toBeVisible();
    await expect(sections).toBeHidden();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);

    await page.getByRole("button", { name: "Back to settings" }).tap();
    await expect(sections).toBeVisible();
    await expect(demoCard(page)).toBeHidden();
  });
});
