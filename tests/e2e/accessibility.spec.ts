import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./harness/test";

const devices = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

for (const [device, settings] of Object.entries(devices)) {
  test.describe(`at a ${device}`, () => {
    test.use(settings);

    for (const colorScheme of ["light", "dark"] as const) {
      test(`${colorScheme} pages have no faults a machine can find`, async ({
        page,
        openDesk,
        newCustomer,
      }) => {
        await page.emulateMedia({ colorScheme });
        await page.goto("/login");
        await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);

        const customer = newCustomer();
        await customer.texts("Is this tire done?", { picture: "tire" });
        const desk = await openDesk("Leo");
        await desk.page.emulateMedia({ colorScheme });
        await desk.expectUnread(customer);
        expect(await faultsOf(desk.page)).toEqual([]);

        await desk.open(customer);
        await desk.field.fill("Good for one more winter, I’d say");
        await expect(desk.sendButton).toBeEnabled();
        expect(await faultsOf(desk.page)).toEqual([]);
      });
    }
  });
}

/** What axe finds: the rule, and where. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
