import { expect, test } from "./harness/test";

test("what was archived by mistake comes back by the toast's Undo", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Do you have inner tubes?");
  await desk.open(customer);

  await desk.button("Archive").click();
  await expect(desk.row(customer)).toHaveCount(0);
  await desk.toast.getByRole("button", { name: "Undo" }).click();

  await expect(desk.row(customer)).toHaveAttribute("aria-selected", "true");
  await expect(desk.thread(customer)).toBeVisible();
  await expect(desk.toast).toHaveCount(0);
  await desk.view("Archived").click();
  await expect(desk.page.getByRole("heading", { name: "Archived", level: 1 })).toBeVisible();
  await expect(desk.row(customer)).toHaveCount(0);
});

test("Z undoes the last action", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Do you have outer tubes?");
  await desk.open(customer);

  await desk.page.keyboard.press("e");
  await expect(desk.row(customer)).toHaveCount(0);
  await customer.expectAtProvider({ archived: true });
  await desk.page.keyboard.press("z");

  await expect(desk.row(customer)).toBeVisible();
  await customer.expectAtProvider({ archived: false });
});

test("U marks a conversation unread and read again for everybody, and what stays reaches the provider", async ({
  openDesk,
  newCustomer,
}) => {
  // On a busy desk a mark may wait a minute for the others it travels with.
  test.setTimeout(120_000);
  const desk = await openDesk("Leo");
  const colleague = await openDesk("Sam");
  const customer = newCustomer();
  await customer.texts("Which chain fits a 2014 Kona?");
  await desk.open(customer);
  await colleague.expectRead(customer);

  await desk.page.keyboard.press("u");
  for (const each of [desk, colleague]) await each.expectUnread(customer);
  await expect(desk.toast).toContainText(`Marked ${customer.name} as unread`);

  await desk.page.keyboard.press("u");
  for (const each of [desk, colleague]) await each.expectRead(customer);
  await customer.expectAtProvider({ unreadCount: 0 });
});

test("an archived conversation is moved back to the inbox", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Thanks, that is all");
  await desk.open(customer);
  await desk.button("Archive").click();
  await desk.view("Archived").click();
  await desk.open(customer);

  await desk.button("Move to inbox").click();
  await expect(desk.toast).toContainText(`Moved ${customer.name} to the inbox`);
  await expect(desk.row(customer)).toHaveCount(0);
  await desk.view("Inbox").click();
  await expect(desk.row(customer)).toBeVisible();
  await customer.expectAtProvider({ archived: false });
});

test("a text can be sent and its conversation archived in one go", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Until when are you open?");
  await desk.open(customer);

  await desk.field.fill("Until 6 today");
  await desk.button("More ways to send").click();
  await desk.page.getByRole("menuitem", { name: "Send and archive" }).click();

  await expect(desk.row(customer)).toHaveCount(0);
  await desk.view("Archived").click();
  await desk.open(customer);
  await expect(desk.text("Until 6 today")).toContainText("Sent");
  await customer.expectAtProvider({ archived: true, sends: ["Until 6 today"] });
});
