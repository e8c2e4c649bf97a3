/** Leaves for the sign-in page and comes back to this very address afterwards. Drafts are on the server already. */
export function goToSignIn(): void {
  if (window.location.pathname === "/login") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?signedOut=1&callbackUrl=${encodeURIComponent(here)}`);
}
