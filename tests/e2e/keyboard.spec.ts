import { loginOf } from "./harness/people";
import { Desk } from "./harness/desk";
import { expect, test } from "./harness/test";

test("a day's work without a mouse: sign in, walk the list, answer, archive, undo", async ({
  page,
  newCustomer,
}) => {
  const [oldest, middle, newest] = [newCustomer(), newCustomer(), newCustomer()];
  for (const customer of [oldest, middle, newest]) await customer.texts("Is my bike ready yet?");
  const desk = new Desk(page);
  const { keyboard } = page;

  const { email, password } = await loginOf("Leo");
  await page.goto("/login?callbackUrl=%2Finbox");
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  await keyboard.type(email);
  await keyboard.press("Tab");
  await keyboard.type(password);
  const isLive = page.waitForResponse((response) => response.url().endsWith("/api/events"));
  await keyboard.press("Enter");
  await isLive;
  await expect(desk.row(newest)).toBeVisible();

  await keyboard.press("j");
  await expect(desk.thread(newest)).toBeVisible();
  await expect(desk.list).toBeFocused();
  await keyboard.press("j");
  await expect(desk.thread(middle)).toBeVisible();
  await keyboard.press("k");
  await expect(desk.thread(newest)).toBeVisible();
  await keyboard.press("ArrowDown");
  await expect(desk.thread(middle)).toBeVisible();
  await expect(desk.row(middle)).toHaveAttribute("aria-selected", "true");

  await expect(desk.log).toBeVisible();
  await keyboard.press("Enter");
  await expect(desk.log).toBeFocused();
  await keyboard.press("r");
  await expect(desk.field).toBeFocused();
  await keyboard.type("Ready at noon");
  await keyboard.press("Enter");
  await keyboard.type("Ask for Leo");
  await keyboard.press("Control+Enter");
  await expect(desk.text("Ready at noon")).toHaveCount(1);
  await expect(desk.field).toHaveValue("");
  await expect(desk.field).toBeFocused();
  await expect(desk.text("Ready at noon")).toContainText("Sent");
  expect((await middle.atProvider()).sends).toEqual(["Ready at noon\nAsk for Leo"]);

  await keyboard.press("Escape");
  await expect(desk.list).toBeFocused();
  await keyboard.press("e");
  await expect(desk.row(middle)).toHaveCount(0);
  await expect(desk.list).toBeFocused();
  const next = desk.list.getByRole("option", { selected: true });
  await expect(next).toHaveCount(1);

  await keyboard.press("z");
  await expect(desk.row(middle)).toBeVisible();
  await expect(desk.thread(middle)).toBeVisible();
  await expect(desk.list).toBeFocused();
  const active = await desk.list.getAttribute("aria-activedescendant");
  await expect(desk.row(middle)).toHaveAttribute("id", active ?? "");

  await keyboard.press("?");
  await expect(desk.dialog).toContainText("Keyboard shortcuts");
  await keyboard.press("j");
  await expect(desk.thread(middle)).toBeVisible();
  await keyboard.press("Escape");
  await expect(desk.dialog).toHaveCount(0);
  await expect(desk.list).toBeFocused();

  await keyboard.press("Escape");
  await expect(page.getByText("Pick a conversation")).toBeVisible();
  await keyboard.press("g");
  await keyboard.press("e");
  await expect(page.getByRole("heading", { name: "Archived", level: 1 })).toBeVisible();
});

test("F6 walks the parts of the window, and skip links lead past the navigation", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const { keyboard } = desk.page;
  const customer = newCustomer();
  await customer.texts("Hello?");
  await desk.open(customer);

  await desk.list.focus();
  await keyboard.press("F6");
  await expect(desk.log).toBeFocused();
  await keyboard.press("F6");
  await expect(desk.view("Inbox")).toBeFocused();
  await keyboard.press("Shift+F6");
  await expect(desk.log).toBeFocused();

  const skipTo = async (name: string) => {
    await desk.page.getByRole("link", { name }).focus();
    await keyboard.press("Enter");
  };
  await skipTo("Skip to the list");
  await expect(desk.list).toBeFocused();
  await skipTo("Skip to the conversation");
  await expect(desk.log).toBeFocused();
  await skipTo("Skip to the reply");
  await expect(desk.field).toBeFocused();
});

test("single-key shortcuts stay off while one types, and for good once turned off", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const { page } = desk;
  const customer = newCustomer();
  await customer.texts("Hello there");
  await desk.open(customer);
  await desk.field.pressSequentially("euz?jk");
  await expect(desk.field).toHaveValue("euz?jk");
  await expect(desk.row(customer)).toBeVisible();
  await expect(desk.dialog).toHaveCount(0);

  await desk.button("Keyboard shortcuts").click();
  await desk.dialog.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await desk.list.focus();
  await page.keyboard.press("e");
  await page.keyboard.press("?");
  await expect(desk.row(customer)).toBeVisible();
  await expect(desk.dialog).toHaveCount(0);
});
