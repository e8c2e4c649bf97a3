import { ApiError, NetworkError } from "@/lib/client/api";

/** What is wrong with a form: with single fields, by their names, or with all of it. */
export interface FormProblems {
  fields: Readonly<Record<string, string | undefined>>;
  general: string | null;
}

export const noProblems: FormProblems = { fields: {}, general: null };

/** Where the reasons of a failed request belong in the form that made it. */
export function problemsOf(error: unknown): FormProblems {
  if (error instanceof NetworkError) {
    return { fields: {}, general: "The server can’t be reached. Try again in a moment." };
  }
  if (!(error instanceof ApiError)) throw error;
  if (error.code === "credentials_rejected") return { fields: { password: error.message }, general: null };
  const issues = error.code === "invalid_request" ? issuesOf(error.details) : [];
  if (issues.length === 0) return { fields: {}, general: error.message };
  return { fields: Object.fromEntries(issues), general: null };
}

/** Field names and what is wrong there: `{issues: [{path: "credentials.username", message}]}` is about `username`. */
function issuesOf(details: unknown): [string, string][] {
  if (!isObject(details) || !Array.isArray(details.issues)) return [];
  return details.issues.flatMap((issue: unknown): [string, string][] => {
    if (!isObject(issue) || typeof issue.path !== "string" || typeof issue.message !== "string") return [];
    const field = issue.path.split(".").at(-1);
    return field ? [[field, issue.message]] : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
