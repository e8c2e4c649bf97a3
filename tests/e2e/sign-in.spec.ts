import { randomUUID } from "node:crypto";
import { test as withoutSession } from "@playwright/test";
import { loginOf } from "./harness/people";
import { expect, test } from "./harness/test";

test("a wrong password is said, and the email stays", async ({ page }) => {
  const { email } = await loginOf("Leo");
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill("not his password");
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page.getByRole("alert").filter({ hasText: "Wrong email or password." })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(email);
  await expect(page.getByRole("textbox", { name: "Password" })).toBeFocused();
  await expect(page).toHaveURL(/\/login$/);
});

test("after too many tries one is told to wait", async ({ page }) => {
  const email = `${randomUUID()}@fernhill.example`;
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  for (let tries = 0; tries < 10; tries++) {
    await page.request.post("/api/auth/callback/credentials", {
      form: { csrfToken, email, password: "a guess", json: "true" },
    });
  }
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill("another guess");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Too many tries. Wait 5 minutes.")).toBeVisible();
});

test("a demo login signs in by one click, and leads where one was going", async ({ page }) => {
  await page.goto("/archived");
  await expect(page).toHaveURL(/\/login/);
  await page.getByRole("button", { name: "Use Priya Nair" }).click();
  await expect(page.getByRole("heading", { name: "Archived", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Priya Nair. Your menu" })).toBeVisible();
});

test("whoever signs out is out: back doesn't help, and the API refuses", async ({ openDesk }) => {
  const { page } = await openDesk("Leo");
  await page.getByRole("button", { name: "Leo Brandt. Your menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.goto("/inbox");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await page.request.get("/api/conversations")).status()).toBe(401);
});

withoutSession(
  "without a session every call answers 401, and health still says how it is",
  async ({ request }) => {
    for (const path of [
      "/api/conversations",
      "/api/conversations/counts",
      "/api/me",
      "/api/events",
      "/api/users",
    ]) {
      expect((await request.get(path)).status(), path).toBe(401);
    }
    expect((await request.post("/api/conversations/1/messages", { data: {} })).status()).toBe(401);
    expect((await request.get("/api/health")).status()).toBe(200);
  },
);
