import { expect, type Locator, type Page } from "@playwright/test";
import type { Customer } from "./customer";

/** One window in which somebody of the team works, and the words a person would use for what is in it. */
export class Desk {
  constructor(readonly page: Page) {}

  /** Goes to an address and waits until live updates flow, which is also when keys and clicks are heard. */
  async goTo(path: string): Promise<void> {
    const isLive = this.#livesAgain();
    await this.page.goto(path);
    await isLive;
  }

  async reload(): Promise<void> {
    const isLive = this.#livesAgain();
    await this.page.reload();
    await isLive;
  }

  /** Opens a conversation by its row. */
  async open(customer: Customer): Promise<void> {
    await this.row(customer).click();
    await expect(this.thread(customer)).toBeVisible();
    await expect(this.messages.first()).toBeVisible();
  }

  /** Writes and sends a text in the open conversation. */
  async send(words: string): Promise<void> {
    await this.field.fill(words);
    await this.sendButton.click();
    await expect(this.text(words)).toHaveCount(1);
  }

  get list(): Locator {
    return this.page.getByRole("listbox");
  }

  row(customer: Customer): Locator {
    return this.page.getByRole("option", { name: customer.name });
  }

  view(name: string): Locator {
    return this.page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
  }

  thread(customer: Customer): Locator {
    return this.page.getByRole("main", { name: `Conversation with ${customer.name}` });
  }

  /** The part of the open conversation that scrolls. */
  get log(): Locator {
    return this.page.getByRole("log", { name: "Messages" });
  }

  get messages(): Locator {
    return this.log.getByRole("article");
  }

  /** The bubbles that hold these words. */
  text(words: string): Locator {
    return this.messages.filter({ hasText: words });
  }

  /** Where texts are written. */
  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Text message" });
  }

  get sendButton(): Locator {
    return this.page.getByRole("button", { name: "Send", exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** The words at the bottom left about what has just been done. */
  get toast(): Locator {
    return this.page.getByRole("region", { name: /^Notifications/ }).getByRole("listitem");
  }

  async expectUnread(customer: Customer): Promise<void> {
    await expect(this.row(customer)).toHaveAccessibleName(/^Unread\. /);
  }

  async expectRead(customer: Customer): Promise<void> {
    // Nothing stands before the number any more.
    await expect(this.row(customer)).toHaveAccessibleName(/^\(/);
  }

  #livesAgain(): Promise<unknown> {
    return this.page.waitForResponse((response) => new URL(response.url()).pathname === "/api/events");
  }
}
