"use client";

import { useState, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { ApiError, callApi } from "@/lib/client/api";
import { FormError } from "@/components/ui/form-error";
import { textOf } from "@/components/ui/form-text";
import { PasswordField } from "@/components/ui/password-field";
import { signInWithPassword } from "./sign-in";

/** Creates the first admin and signs them in. */
export function SetUpForm() {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = textOf(fields, "name");
    const email = textOf(fields, "email");
    const password = textOf(fields, "password");
    setBusy(true);
    setProblem(null);
    try {
      await callApi<null>("POST", "/api/setup", { body: { name, email, password } });
      const result = await signInWithPassword(email, password);
      window.location.assign(result.ok ? "/" : "/login");
    } catch (error) {
      setBusy(false);
      setProblem(
        error instanceof ApiError ? error.message : "The server can’t be reached. Try again in a moment.",
      );
    }
  }

  return (
    <>
      <p className="-mt-2 mb-4 text-body text-text-2">
        Nobody can sign in yet. This account can do everything, and add the others.
      </p>
      {problem ? <FormError>{problem}</FormError> : null}
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label="Your name" name="name" autoComplete="name" maxLength={80} required autoFocus />
        <Field label="Email" name="email" type="email" autoComplete="username" maxLength={200} required />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={200}
          required
          hint="At least 10 characters."
        />
        <Button type="submit" variant="primary" size="large" disabled={isBusy} className="mt-1 w-full">
          {isBusy ? "Creating the account" : "Create admin and sign in"}
        </Button>
      </form>
    </>
  );
}
