import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { localPath } from "@/components/sign-in/local-path";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { currentActor } from "@/lib/auth/current-actor";
import { demoLogins } from "@/lib/auth/demo-logins";
import { needsSetup } from "@/lib/inbox/set-up";

export const metadata: Metadata = { title: "Sign in · Replydesk" };

interface LoginPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; signedOut?: string | string[] }>;
}

/** Signs people in, and on to where they were going. */
export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { callbackUrl, signedOut } = await searchParams;
  const goTo = localPath(callbackUrl);
  if ((await currentActor()) !== null) redirect(goTo);
  if (await needsSetup()) redirect("/setup");
  return (
    <SignInPage title="Sign in">
      <SignInForm goTo={goTo} wasSignedOut={signedOut !== undefined} demoLogins={demoLogins()} />
    </SignInPage>
  );
}
