import { expect, test } from "./harness/test";

const RIGHT_TO_LEFT = "\u202e";
const ZERO_WIDTH = "\u200b\u200d\ufeff\u2060";

const texts = {
  html: `<img src=x onerror="window.wasHit=1"><script>window.wasHit=1</script><svg onload=window.wasHit=1><b>bold</b>`,
  template: "{{constructor.constructor('window.wasHit=1')()}} ${window.wasHit=1} %s %n ' OR 1=1; --",
  link: "javascript:window.wasHit=1 data:text/html,<script>window.wasHit=1</script> https://shop.example/ok",
  reversed: `Pay ${RIGHT_TO_LEFT}gpj.exe at once`,
  invisible: `in${ZERO_WIDTH}visible ${ZERO_WIDTH}`,
  stacked: `Z${"\u0301\u0352\u035b".repeat(60)}algo`,
  oneWord: "w".repeat(2_000),
  endless: `begins ${"very long ".repeat(998)}ends`,
};

test("whatever a customer texts is shown as text, runs nothing and breaks no layout", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const { page } = desk;
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const customer = newCustomer();
  await customer.texts("Hello");
  await desk.open(customer);

  const rowHeight = (await desk.row(customer).boundingBox())?.height;
  for (const text of Object.values(texts)) {
    await customer.texts(text);
    const words = text.replaceAll(/\s+/g, " ").trim();
    await expect(desk.messages.last()).toContainText(words.slice(0, 40));
    // Lists and bubbles scroll down, never sideways.
    const overflow = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("[role=log], [role=listbox]")].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    );
    expect(Math.max(...overflow), words.slice(0, 40)).toBeLessThanOrEqual(0);
    expect((await desk.row(customer).boundingBox())?.height).toBe(rowHeight);
  }

  await expect(desk.messages.last()).toContainText("ends");
  await expect(desk.log.getByRole("link")).toHaveAttribute("href", "https://shop.example/ok");
  await expect(desk.log.locator("b, svg[onload], script, img")).toHaveCount(0);
  expect(await page.evaluate(() => "wasHit" in window)).toBe(false);
  expect(dialogs).toEqual([]);

  await desk.reload();
  await expect(desk.messages).toHaveCount(Object.keys(texts).length + 1);
  expect(await page.evaluate(() => "wasHit" in window)).toBe(false);
});
