const HOME = "/needs-reply";
/** Any origin will do: it only shows whether an address would leave it. */
const HERE = "http://replydesk.invalid";

/**
 * Where to go after sign-in: the path somebody came from, if it is one of ours. Anything that could lead to
 * another site (`//evil.example`, `https:…`, `/\evil`) or round in a circle leads home instead.
 */
export function localPath(callbackUrl: string | string[] | undefined): string {
  if (typeof callbackUrl !== "string" || !callbackUrl.startsWith("/")) return HOME;
  try {
    const url = new URL(callbackUrl, HERE);
    const isOurs = url.origin === HERE && url.pathname !== "/login" && url.pathname !== "/setup";
    return isOurs ? url.pathname + url.search : HOME;
  } catch {
    return HOME;
  }
}
