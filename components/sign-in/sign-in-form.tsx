"use client";

import { useRef, useState, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { DemoLogins, type DemoLogin } from "./demo-logins";
import { FormError } from "@/components/ui/form-error";
import { textOf } from "@/components/ui/form-text";
import { PasswordField } from "@/components/ui/password-field";
import { signInWithPassword } from "./sign-in";

interface SignInFormProps {
  /** A path of ours. */
  goTo: string;
  wasSignedOut: boolean;
  /** Empty outside of demo mode. */
  demoLogins: DemoLogin[];
}

/** Email and password. What was wrong stands above them, and the email stays. */
export function SignInForm({ goTo, wasSignedOut, demoLogins }: SignInFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function signIn(email: string, password: string) {
    setBusy(true);
    setProblem(null);
    const result = await signInWithPassword(email, password);
    // A whole new page: the cache of whoever was here before goes, and the session is there from the first read.
    if (result.ok) return window.location.assign(goTo);
    setBusy(false);
    setProblem(result.message);
    const field = form.current?.elements.namedItem("password");
    if (field instanceof HTMLInputElement) field.select();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void signIn(textOf(fields, "email"), textOf(fields, "password"));
  }

  function useDemoLogin({ email, password }: DemoLogin) {
    for (const [name, value] of Object.entries({ email, password })) {
      const field = form.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    void signIn(email, password);
  }

  return (
    <>
      {problem ? <FormError>{problem}</FormError> : null}
      {wasSignedOut && !problem ? (
        <p role="status" className="mb-4 rounded-menu bg-surface-2 px-3 py-2.5 text-text-2">
          You were signed out. Your drafts are saved.
        </p>
      ) : null}
      <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          aria-invalid={problem !== null}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          aria-invalid={problem !== null}
        />
        <Button type="submit" variant="primary" size="large" disabled={isBusy} className="mt-1 w-full">
          {isBusy ? "Signing in" : "Sign in"}
        </Button>
      </form>
      {demoLogins.length > 0 ? <DemoLogins logins={demoLogins} onUse={useDemoLogin} isBusy={isBusy} /> : null}
    </>
  );
}
