import { conversationCountsSchema, conversationPageSchema } from "@/lib/domain/conversation";
import type { Desk } from "./harness/desk";
import { expect, test } from "./harness/test";

test("scrolling through all archived conversations reaches the last one, each once", async ({ openDesk }) => {
  const desk = await openDesk("Leo", "/archived");
  const counts = conversationCountsSchema.parse(
    await (await desk.page.request.get("/api/conversations/counts")).json(),
  );
  const { total } = counts.archived;
  expect(total).toBeGreaterThan(300);

  const seen = new Map<string, number>();
  const collect = async () => {
    const rows = await desk.list.getByRole("option").evaluateAll((options) =>
      options.map((option) => ({
        id: option.getAttribute("data-conversation-id") ?? "",
        place: Number(option.getAttribute("aria-posinset")),
      })),
    );
    for (const { id, place } of rows) seen.set(id, place);
    await desk.list.evaluate((list) => list.scrollBy({ top: 700 }));
    return seen.size;
  };
  await expect.poll(collect, { intervals: [50], timeout: 30_000 }).toBe(total);
  await expect(desk.list.getByRole("option").last()).toHaveAttribute("aria-posinset", String(total));
  expect(new Set(seen.values()).size).toBe(total);
});

test("the list is narrowed to unread, sorted, and narrowed to a number", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const { page } = desk;
  const [downtown, riverside] = [newCustomer(), newCustomer()];
  await downtown.texts("Downtown, are you there?", { to: "+15035550100" });
  await riverside.texts("Riverside, are you there?", { to: "+15035550110" });
  await desk.open(downtown);
  await desk.expectRead(downtown);

  await page.getByRole("button", { name: /^Unread/ }).click();
  await expect(page).toHaveURL(/unread=true/);
  await desk.expectUnread(riverside);
  await desk.open(riverside);
  await expect(desk.row(downtown)).toHaveCount(0);
  for (const option of await desk.list.getByRole("option").all()) {
    await expect(option).toHaveAccessibleName(/^(Unread\.|.*Riverside, are you there)/);
  }
  await page.getByRole("button", { name: "All", exact: true }).click();
  await expect(desk.row(downtown)).toBeVisible();

  await page.getByRole("button", { name: "Sort by Newest" }).click();
  await page.getByRole("menuitemradio", { name: "Oldest" }).click();
  await expect(page).toHaveURL(/sort=oldest/);
  await expect.poll(() => shownIds(desk)).toEqual(await expectedIds(desk, "view=inbox&sort=oldest"));
  await page.getByRole("button", { name: "Sort by Oldest" }).click();
  await page.getByRole("menuitemradio", { name: "Longest waiting" }).click();
  await expect.poll(() => shownIds(desk)).toEqual(await expectedIds(desk, "view=inbox&sort=waiting"));

  await desk.view("Riverside").click();
  await expect(page).toHaveURL(/number=/);
  await expect
    .poll(() => shownIds(desk))
    .toEqual(await expectedIds(desk, "view=needs-reply&sort=waiting&userNumber=%2B15035550110"));
  await page.getByRole("button", { name: "Show all numbers, not only Riverside" }).click();
  await expect.poll(() => shownIds(desk)).toEqual(await expectedIds(desk, "view=needs-reply&sort=waiting"));
});

test("new rows don't move what one looks at; a pill tells of them and leads there", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const { page } = desk;
  await expect(desk.list.getByRole("option").first()).toBeVisible();
  await desk.list.hover();
  await page.mouse.wheel(0, 800);
  await expect.poll(() => desk.list.evaluate((list) => list.scrollTop)).toBe(800);

  const box = await desk.list.boundingBox();
  if (!box) throw new Error("The list isn't drawn.");
  const underPointer = () =>
    page.evaluate(
      ([x, y]) => {
        const option = document.elementFromPoint(x, y)?.closest("[role=option]");
        return { id: option?.getAttribute("data-conversation-id"), top: option?.getBoundingClientRect().top };
      },
      [box.x + box.width / 2, box.y + box.height / 2] as const,
    );
  const before = await underPointer();

  const customers = [newCustomer(), newCustomer(), newCustomer()];
  for (const customer of customers) await customer.texts("Anyone there?");
  await expect(page.getByRole("button", { name: "3 new" })).toBeVisible();
  expect(await underPointer()).toEqual(before);

  await page.keyboard.press(".");
  for (const customer of customers) await expect(desk.row(customer)).toBeInViewport();
  await expect(page.getByRole("button", { name: "3 new" })).toHaveCount(0);
});

test("at the top with the pointer on a row, a new text leaves that row under the pointer", async ({
  openDesk,
  newCustomer,
}) => {
  const desk = await openDesk("Leo");
  const [first, second] = [newCustomer(), newCustomer()];
  await first.texts("I was first");
  await desk.row(first).hover();
  const before = await desk.row(first).boundingBox();

  await second.texts("I came later");
  await expect(desk.page.getByRole("button", { name: "1 new" })).toBeVisible();
  expect(await desk.row(first).boundingBox()).toEqual(before);
});

test("an empty view says what it is for, and filters that hide everything can be cleared", async ({
  openDesk,
}) => {
  const desk = await openDesk("Leo", "/snoozed");
  const { page } = desk;
  await expect(page.getByText("Nothing snoozed")).toBeVisible();
  await desk.view("Scheduled").click();
  await expect(page.getByText("No texts scheduled")).toBeVisible();

  await page.getByRole("button", { name: /^Unread/ }).click();
  await expect(page.getByText("No conversations match these filters")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page.getByText("No texts scheduled")).toBeVisible();
  await expect(page.getByText("Pick a conversation")).toBeVisible();
});

async function shownIds(desk: Desk): Promise<(string | null)[]> {
  const ids = await desk.list
    .getByRole("option")
    .evaluateAll((options) => options.map((option) => option.getAttribute("data-conversation-id")));
  return ids.slice(0, 10);
}

async function expectedIds(desk: Desk, query: string): Promise<string[]> {
  const answer = await desk.page.request.get(`/api/conversations?${query}`);
  return conversationPageSchema
    .parse(await answer.json())
    .items.map(({ id }) => id)
    .slice(0, 10);
}
