import { expect, test } from "./harness/test";

test("a thread shows what came since one last looked below a line, and the days", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const [customer, other] = [newCustomer(), newCustomer()];
  await customer.texts("Looking for a helmet");
  await other.texts("Looking for gloves");
  await desk.open(customer);
  await desk.expectRead(customer);
  await desk.open(other);
  await expect(desk.text("Looking for a helmet")).toHaveCount(0);

  await customer.texts("Size 56");
  await desk.expectUnread(customer);
  await desk.open(customer);
  const lines = desk.log.locator("article, [role=separator]");
  await expect(lines).toContainText(["Today", "Looking for a helmet", "New", "Size 56"]);

  await customer.texts("In black");
  await expect(lines).toContainText(["Today", "Looking for a helmet", "New", "Size 56", "In black"]);
});

test("links in texts open elsewhere, and only web addresses are links", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Like this one: https://bikes.example/blue?size=56. Or www.bikes.example?");
  await desk.open(customer);

  const links = desk.log.getByRole("link");
  await expect(links).toHaveCount(1);
  await expect(links).toHaveText("https://bikes.example/blue?size=56");
  await expect(links).toHaveAttribute("target", "_blank");
  await expect(links).toHaveAttribute("rel", /noopener/);
});

test("a conversation that doesn't exist says so, and the list beside it goes on working", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo", "/inbox/01a1fc15-0000-7000-8000-000000000000");
  await expect(desk.page.getByText("This conversation doesn’t exist")).toBeVisible();
  const customer = newCustomer();
  await customer.texts("Hello");
  await desk.open(customer);
  await expect(desk.text("Hello")).toBeVisible();
});
