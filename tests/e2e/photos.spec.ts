import { expect, test } from "./harness/test";

test("photos show in the thread and open at full size, by keyboard too", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const { page } = desk;
  const customer = newCustomer();
  await customer.texts("Is this wheel still good?", { picture: "wheel" });
  await customer.texts("And this tire?", { picture: "tire" });
  await desk.open(customer);

  const photos = desk.log.getByRole("button", { name: `Open photo from ${customer.name}` });
  await expect(photos).toHaveCount(2);
  for (const photo of await photos.all()) {
    await expect
      .poll(() => photo.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
  await expect(desk.text("Is this wheel still good?")).toHaveCount(1);

  await photos.first().focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: "Photo" });
  await expect(viewer).toBeVisible();
  const shown = viewer.locator(".yarl__slide_current img");
  const first = await shown.getAttribute("src");
  await page.keyboard.press("ArrowRight");
  await expect(shown).not.toHaveAttribute("src", first ?? "");
  await expect(viewer.getByRole("button", { name: "Download" })).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);
  await expect(photos.first()).toBeFocused();
});
