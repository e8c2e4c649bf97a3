import type { Locator } from "@playwright/test";
import type { Conversation } from "@/lib/domain/conversation";
import type { Desk } from "./harness/desk";
import { findLongestThread } from "./harness/longest-thread";
import { expect, test } from "./harness/test";

const PAGE = 50;
/** Fractions of pixels add up; more than this can be seen. */
const STEADY_PX = 3;

async function openLongest(desk: Desk, conversation: Conversation): Promise<void> {
  await desk.goTo(`/all/${conversation.id}`);
  await expect(desk.messages.last()).toBeVisible();
}

test("a thread of 2,000 texts opens at the newest, and older pages come in above without a jump", async ({
  openDesk,
  sandbox,
}) => {
  const desk = await openDesk("Sam");
  const { conversation, texts } = await findLongestThread(sandbox, desk.page.request);
  expect(texts).toBeGreaterThanOrEqual(1_500);
  await openLongest(desk, conversation);
  await expect(desk.messages).toHaveCount(PAGE);
  expect(await distanceFromBottom(desk)).toBeLessThanOrEqual(STEADY_PX);

  for (let page = 2; page <= 6; page++) {
    const known = await desk.messages.count();
    const topmost = desk.messages.first();
    const id = await topmost.getAttribute("data-message-id");
    await desk.log.evaluate((log) => log.scrollTo({ top: 150 }));
    const anchor = desk.log.locator(`[data-message-id="${id}"]`);
    const before = await offsetIn(desk, anchor);
    await expect.poll(() => desk.messages.count()).toBeGreaterThan(known);
    expect(Math.abs((await offsetIn(desk, anchor)) - before), `page ${page}`).toBeLessThanOrEqual(STEADY_PX);
  }
  await expect.poll(() => desk.messages.count()).toBeGreaterThanOrEqual(6 * PAGE);
  const ids = await desk.messages.evaluateAll((rows) =>
    rows.map((row) => row.getAttribute("data-message-id")),
  );
  expect(new Set(ids).size).toBe(ids.length);

  await desk.button("Jump to latest").click();
  await expect.poll(() => distanceFromBottom(desk)).toBeLessThanOrEqual(STEADY_PX);
  await expect(desk.button("Jump to latest")).toHaveCount(0);
});

test("a text that comes in while one reads further up waits behind a pill", async ({ openDesk, sandbox }) => {
  const desk = await openDesk("Sam");
  const { conversation } = await findLongestThread(sandbox, desk.page.request);
  await openLongest(desk, conversation);
  await expect(desk.messages).toHaveCount(PAGE);

  await desk.log.hover();
  await desk.page.mouse.wheel(0, -900);
  await expect.poll(() => distanceFromBottom(desk)).toBeGreaterThan(500);
  const seen = desk.messages.nth(PAGE - 20);
  const id = await seen.getAttribute("data-message-id");
  const anchor = desk.log.locator(`[data-message-id="${id}"]`);
  const before = await offsetIn(desk, anchor);

  await sandbox.inbound({
    from: conversation.contactNumber,
    to: conversation.userNumber,
    text: "One more van tomorrow, please",
  });
  await expect(desk.button("1 new message")).toBeVisible();
  expect(Math.abs((await offsetIn(desk, anchor)) - before)).toBeLessThanOrEqual(STEADY_PX);
  await expect(desk.text("One more van tomorrow, please").last()).not.toBeInViewport();

  await desk.button("1 new message").click();
  await expect(desk.text("One more van tomorrow, please").last()).toBeInViewport();
  await expect(desk.button("1 new message")).toHaveCount(0);
});

async function distanceFromBottom(desk: Desk): Promise<number> {
  return desk.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
}

/** How far a message is below the upper edge of what can be seen, in pixels. */
async function offsetIn(desk: Desk, message: Locator): Promise<number> {
  const [inner, outer] = [await message.boundingBox(), await desk.log.boundingBox()];
  if (!inner || !outer) throw new Error("The message isn't drawn.");
  return inner.y - outer.y;
}
