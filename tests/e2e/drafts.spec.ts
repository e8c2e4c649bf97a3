import { loginOf } from "./harness/people";
import { expect, test } from "./harness/test";

test("words that were begun survive a reload", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Can you fix an e-bike?");
  await desk.open(customer);
  await desk.field.pressSequentially("We can, but not");

  await desk.reload();
  await expect(desk.field).toHaveValue("We can, but not");
});

test("words stay with their conversation: another one's field is empty, and coming back finds them", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const [first, second] = [newCustomer(), newCustomer()];
  await first.texts("What does a spoke cost?");
  await second.texts("What does a wheel cost?");
  await desk.open(first);
  await desk.field.fill("A spoke is $4");

  await desk.open(second);
  await expect(desk.field).toHaveValue("");
  await desk.field.fill("A wheel is $140");

  await desk.open(first);
  await expect(desk.field).toHaveValue("A spoke is $4");
  await desk.open(second);
  await expect(desk.field).toHaveValue("A wheel is $140");
});

test("words that were begun are there in another browser too, but only for whoever wrote them", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Are you open on Sunday?");
  await desk.open(customer);
  const isSaved = desk.page.waitForResponse(
    (response) => response.url().endsWith("/draft") && response.request().method() === "PUT",
  );
  await desk.field.fill("Riverside is");
  await isSaved;

  const path = new URL(desk.page.url()).pathname;
  const elsewhere = await openDesk("Leo", path);
  await expect(elsewhere.field).toHaveValue("Riverside is");
  const colleague = await openDesk("Sam", path);
  await expect(colleague.messages.first()).toBeVisible();
  await expect(colleague.field).toHaveValue("");
});

test("a session that ends while somebody sends costs no words", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("When does the sale end?");
  await desk.open(customer);
  await desk.field.fill("It ends on Sunday at 6");

  await desk.page.context().clearCookies();
  await desk.sendButton.click();
  await expect(desk.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(desk.page.getByText("You were signed out. Your drafts are saved.")).toBeVisible();

  const { email, password } = await loginOf("Leo");
  await desk.page.getByRole("textbox", { name: "Email" }).fill(email);
  await desk.page.getByRole("textbox", { name: "Password" }).fill(password);
  await desk.page.getByRole("button", { name: "Sign in" }).click();
  await expect(desk.thread(customer)).toBeVisible();
  await expect(desk.field).toHaveValue("It ends on Sunday at 6");
  await expect(desk.text("It ends on Sunday at 6")).toHaveCount(0);
  expect((await customer.atProvider()).sends).toEqual([]);
});
