import { expect, test } from "./harness/test";

test("a text written offline waits, and is sent once when the connection is back", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Is there parking?");
  await desk.open(customer);

  await desk.page.context().setOffline(true);
  const bar = desk.page.getByRole("alert").filter({ hasText: "You’re offline." });
  await expect(bar).toBeVisible();
  await desk.send("Behind the shop");
  await expect(desk.text("Behind the shop")).toContainText("Waiting for connection");
  await expect(bar).toContainText("1 waiting");
  await desk.page.context().setOffline(false);

  await expect(bar).toHaveCount(0);
  await expect(desk.text("Behind the shop")).toContainText("Sent", { timeout: 20_000 });
  await expect(desk.text("Behind the shop")).toHaveCount(1);
  expect((await customer.atProvider()).sends).toEqual(["Behind the shop"]);
});

test("what arrived while offline is there when the connection is back", async ({ openDesk, newCustomer }) => {
  const [desk, colleague] = [await openDesk("Leo"), await openDesk("Sam")];
  const [open, other] = [newCustomer(), newCustomer()];
  await open.texts("First");
  await desk.open(open);

  await desk.page.context().setOffline(true);
  await expect(desk.page.getByText("You’re offline.")).toBeVisible();
  await open.texts("Second");
  await open.texts("Third");
  await other.texts("Somebody new");
  // Once a colleague has them, they are out there, and this window missed their events.
  await expect(colleague.row(other)).toBeVisible();
  await expect(colleague.row(open)).toContainText("Third");
  await expect(desk.row(other)).toHaveCount(0);
  await desk.page.context().setOffline(false);

  await expect(desk.page.getByText("Back online.")).toBeVisible();
  await expect(desk.messages).toContainText(["First", "Second", "Third"]);
  await desk.expectUnread(other);

  await open.texts("Fourth");
  await expect(desk.messages).toContainText(["First", "Second", "Third", "Fourth"]);
});
