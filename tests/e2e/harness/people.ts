import { request, type APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { runningDemo } from "./running-demo";

/** Whom one can be in the demo, by first name: an agent, a manager, an admin. */
export type PersonName = "Leo" | "Sam" | "Priya";

export interface Login {
  email: string;
  password: string;
}

/** Cookies of a signed-in browser, in Playwright's form. */
export type Session = Awaited<ReturnType<APIRequestContext["storageState"]>>;

const LOGIN = /data-email="([^"]+)"\s+data-password="([^"]+)"/g;

/** Reads the login off the sign-in page, where the demo shows it to programs too. */
export async function loginOf(name: PersonName): Promise<Login> {
  const response = await fetch(new URL("/login", runningDemo().url));
  const logins = Array.from((await response.text()).matchAll(LOGIN), ([, email = "", password = ""]) => ({
    email,
    password,
  }));
  const login = logins.find(({ email }) => email.startsWith(`${name.toLowerCase()}@`));
  if (!login) throw new Error(`The sign-in page shows no login for ${name}.`);
  return login;
}

/** Signs in without a browser. */
export async function signIn(login: Login): Promise<Session> {
  const api = await request.newContext({ baseURL: runningDemo().url });
  try {
    const csrf = z.object({ csrfToken: z.string() }).parse(await (await api.get("/api/auth/csrf")).json());
    const answer = await api.post("/api/auth/callback/credentials", {
      form: { ...csrf, ...login, json: "true" },
    });
    if (!answer.ok()) throw new Error(`${login.email} could not sign in: ${answer.status()}`);
    return await api.storageState();
  } finally {
    await api.dispose();
  }
}
