import { expect, test } from "./harness/test";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("the list gives way to the thread, and is where it was when one comes back", async ({ openDesk }) => {
  const desk = await openDesk("Leo");
  const { page } = desk;
  await expect(desk.list.getByRole("option").first()).toBeVisible();
  await desk.list.evaluate((list) => list.scrollTo({ top: 1_500 }));
  const scrollTop = () => desk.list.evaluate((list) => list.scrollTop);
  await expect.poll(scrollTop).toBe(1_500);

  await page.touchscreen.tap(195, 400);
  await expect(desk.log).toBeVisible();
  await expect(desk.list).toBeHidden();
  await expect(desk.view("Mine")).toBeHidden();
  await page.getByRole("button", { name: "Back to the list" }).tap();
  await expect(desk.list).toBeVisible();
  await expect(desk.log).toBeHidden();
  expect(await scrollTop()).toBe(1_500);

  await page.touchscreen.tap(195, 400);
  await expect(desk.log).toBeVisible();
  await page.goBack();
  await expect(desk.list).toBeVisible();
  expect(await scrollTop()).toBe(1_500);
});

test("a text is answered by thumb", async ({ openDesk, newCustomer }) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Are you open now?");
  await desk.row(customer).tap();
  await expect(desk.thread(customer)).toBeVisible();
  await desk.field.tap();
  await desk.field.fill("Until 6");
  await desk.sendButton.tap();
  await expect(desk.text("Until 6")).toContainText("Sending");
  await expect(desk.field).toHaveValue("");
  await expect(desk.text("Until 6")).toContainText("Sent");
  expect((await customer.atProvider()).sends).toEqual(["Until 6"]);

  await desk.button("More").tap();
  await desk.page.getByRole("menuitem", { name: "Archive" }).tap();
  await expect(desk.list).toBeVisible();
  await expect(desk.row(customer)).toHaveCount(0);
  await desk.toast.getByRole("button", { name: "Undo" }).tap();
  await expect(desk.row(customer)).toBeVisible();
});

test("the tab bar leads to views, and the title to all of them", async ({ openDesk }) => {
  const { page, view } = await openDesk("Leo").then((desk) => ({
    page: desk.page,
    view: (name: string) => desk.view(name),
  }));
  await view("Mine").tap();
  await expect(page.getByRole("heading", { name: "Mine", level: 1 })).toBeVisible();
  await view("Unassigned").tap();
  await expect(page.getByRole("heading", { name: "Unassigned", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: /^Views\./ }).tap();
  const sheet = page.getByRole("dialog", { name: "Views" });
  await sheet.getByRole("link", { name: "Archived" }).tap();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { name: "Archived", level: 1 })).toBeVisible();
});

test("light or dark is the device's choice until one makes one's own", async ({ openDesk }) => {
  const { page } = await openDesk("Leo");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);

  await page.getByRole("button", { name: "More" }).tap();
  await page.getByRole("dialog", { name: "More" }).getByText("Light", { exact: true }).tap();
  await expect.poll(background).toBe(light);
  await page.reload();
  await expect.poll(background).toBe(light);
});
