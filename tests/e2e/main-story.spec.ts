import { expect, test } from "./harness/test";

test("a text comes in, is read, answered, delivered and archived, and its customer comes back, alike in two windows", async ({
  openDesk,
  newCustomer,
}) => {
  test.slow(); // A send waits out its undo window, and delivery states are asked for in bulk, up to 40 s later on a busy day.
  const leo = await openDesk("Leo");
  const sam = await openDesk("Sam");
  const desks = [leo, sam];
  const customer = newCustomer();

  await customer.texts("Is my bike ready?");
  for (const desk of desks) {
    await desk.expectUnread(customer);
    await expect(desk.row(customer)).toContainText("Is my bike ready?");
  }

  await leo.open(customer);
  await expect(leo.text("Is my bike ready?")).toBeVisible();
  for (const desk of desks) await desk.expectRead(customer);

  await sam.open(customer);
  await leo.send("It is, we are open until 6");
  for (const desk of desks) await expect(desk.text("It is, we are open until 6")).toContainText("Sending");
  for (const desk of desks) await expect(desk.text("It is, we are open until 6")).toContainText("Sent");
  for (const desk of desks) {
    await expect(desk.text("It is, we are open until 6")).toContainText("Delivered", { timeout: 60_000 });
    await expect(desk.text("It is, we are open until 6")).toHaveCount(1);
    await expect(desk.row(customer)).toContainText("It is, we are open until 6");
  }
  expect((await customer.atProvider()).sends).toEqual(["It is, we are open until 6"]);

  await sam.view("Inbox").click();
  await leo.button("Archive").click();
  await expect(leo.toast).toContainText(`Archived ${customer.name}`);
  await expect(leo.toast.getByRole("button", { name: "Undo" })).toBeVisible();
  for (const desk of desks) await expect(desk.row(customer)).toHaveCount(0);
  await customer.expectAtProvider({ archived: true, unreadCount: 0 });

  await customer.texts("Can I come at 5?");
  for (const desk of desks) {
    await desk.expectUnread(customer);
    await expect(desk.row(customer)).toContainText("Can I come at 5?");
  }
  await customer.expectAtProvider({ archived: false, unreadCount: 1 });
});
