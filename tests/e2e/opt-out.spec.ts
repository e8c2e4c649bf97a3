import { expect, test } from "./harness/test";

test("nobody can write to a customer who opted out, until they opt back in", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Who is this?");
  await desk.open(customer);
  await expect(desk.field).toBeVisible();

  await customer.texts("STOP");
  await expect(desk.page.getByText("They opted out. You can’t text this number.")).toBeVisible();
  await expect(desk.page.getByText("They can opt back in by texting START to (503) 555-0100.")).toBeVisible();
  await expect(desk.page.getByRole("link", { name: "Call" })).toHaveAttribute(
    "href",
    `tel:${customer.number}`,
  );
  await expect(desk.thread(customer).locator("textarea, input, [contenteditable]")).toHaveCount(0);
  await expect(desk.sendButton).toHaveCount(0);
  await expect(desk.row(customer)).toHaveAccessibleName(/Opted out/);

  await desk.reload();
  await expect(desk.messages).toHaveCount(2);
  await expect(desk.thread(customer).locator("textarea, input, [contenteditable]")).toHaveCount(0);

  await customer.texts("START");
  await expect(desk.field).toBeVisible();
  await expect(desk.row(customer)).not.toHaveAccessibleName(/Opted out/);
});
