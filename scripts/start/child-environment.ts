import type { RunningSandbox } from "./start-sandbox";
import { reachableHost } from "./start-web-server";

/**
 * The environment of everything that runs the product's own code: the inherited one with what this start has decided
 * about database, secrets, port and demo.
 */
export function childEnvironment(
  own: Record<string, string>,
  mode: "production" | "development" = "production",
): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  delete inherited.REPLYDESK_DEMO;
  // next-auth takes even an empty address for one.
  if (inherited.NEXTAUTH_URL === "") delete inherited.NEXTAUTH_URL;
  return {
    ...inherited,
    ...own,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    // Without an address of its own, next-auth takes the one each request came to.
    ...(inherited.NEXTAUTH_URL ? {} : { AUTH_TRUST_HOST: "true" }),
  };
}

/** What makes an installation the demo: the sandbox as provider, calling back over loopback. */
export function demoEnvironment(sandbox: RunningSandbox, host: string, port: number): Record<string, string> {
  return {
    REPLYDESK_DEMO: "1",
    EZTEXTING_BASE_URL: sandbox.baseUrl,
    EZTEXTING_USERNAME: sandbox.username,
    EZTEXTING_PASSWORD: sandbox.password,
    PUBLIC_URL: `http://${reachableHost(host)}:${port}`,
  };
}
