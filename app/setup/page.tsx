import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetUpForm } from "@/components/sign-in/set-up-form";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { needsSetup } from "@/lib/inbox/set-up";

export const metadata: Metadata = { title: "Set up · Replydesk" };

/** The first person of an empty Replydesk. Closed for good once there is an admin. */
export default async function SetUpPage() {
  if (!(await needsSetup())) redirect("/login");
  return (
    <SignInPage title="Create the first admin">
      <SetUpForm />
    </SignInPage>
  );
}
