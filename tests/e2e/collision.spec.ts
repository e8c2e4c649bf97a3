import type { Customer } from "./harness/customer";
import type { Desk } from "./harness/desk";
import { expect, test } from "./harness/test";

/** A thread so long that its newest text is out of sight while somebody reads its beginning. */
const LONG_STORY = Array.from(
  { length: 80 },
  (_, line) => `Line ${line + 1} of what happened to my bike`,
).join("\n");

/** Leo reads at the top and has begun to type when Sam answers below. */
async function letSamAnswerFirst(leo: Desk, sam: Desk, customer: Customer): Promise<void> {
  await customer.texts(LONG_STORY);
  await leo.open(customer);
  await leo.field.fill("Bring it in on Monday");
  await readFromTheTop(leo);

  await sam.open(customer);
  await sam.send("We will pick it up today");
  await expect(leo.button("1 new message")).toBeVisible();
  await leo.sendButton.click();
}

async function readFromTheTop(desk: Desk): Promise<void> {
  await desk.log.hover();
  await desk.page.mouse.wheel(0, -10_000);
  await expect.poll(() => desk.log.evaluate((log) => log.scrollTop)).toBe(0);
}

test("somebody answers first: the dialog shows it; one goes back to editing, and discards the reply", async ({
  openDesk,
  newCustomer,
}) => {
  const [leo, sam] = [await openDesk("Leo"), await openDesk("Sam")];
  const customer = newCustomer();
  await letSamAnswerFirst(leo, sam, customer);

  const dialog = leo.page.getByRole("alertdialog", { name: "1 new message since you started typing" });
  await expect(dialog).toContainText("We will pick it up today");
  await expect(dialog).toContainText("Bring it in on Monday");
  await expect(dialog.getByRole("button", { name: "Back to editing" })).toBeFocused();
  await leo.page.keyboard.press("Enter");

  await expect(dialog).toHaveCount(0);
  await expect(leo.field).toHaveValue("Bring it in on Monday");
  await expect(leo.field).toBeFocused();
  await expect(leo.text("Bring it in on Monday")).toHaveCount(0);

  await readFromTheTop(leo);
  await customer.texts("Never mind, the rest was my fault");
  await expect(leo.button("1 new message")).toBeVisible();
  await leo.sendButton.click();
  await expect(dialog).toContainText("Never mind, the rest was my fault");
  await dialog.getByRole("button", { name: "Discard reply" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(leo.field).toHaveValue("");
  await expect(sam.text("We will pick it up today")).toContainText("Sent");
  expect((await customer.atProvider()).sends).toEqual(["We will pick it up today"]);
});

test("somebody answers first: one can send anyway", async ({ openDesk, newCustomer }) => {
  const [leo, sam] = [await openDesk("Leo"), await openDesk("Sam")];
  const customer = newCustomer();
  await letSamAnswerFirst(leo, sam, customer);

  await leo.page.getByRole("alertdialog").getByRole("button", { name: "Send anyway" }).click();
  for (const desk of [leo, sam]) {
    await expect(desk.text("Bring it in on Monday")).toHaveCount(1);
    await expect(desk.text("Bring it in on Monday")).toContainText("Sent");
  }
  await expect(leo.field).toHaveValue("");
  expect((await customer.atProvider()).sends).toEqual(["We will pick it up today", "Bring it in on Monday"]);
});
