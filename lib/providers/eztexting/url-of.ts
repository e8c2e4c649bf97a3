/** `path` below a base URL that ends in its version, with or without a slash. */
export function urlOf(baseUrl: string, path: string, query: [string, string][] = []): URL {
  const url = new URL(`${baseUrl.trim().replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`);
  // Appended one by one: brackets and the plus of a time zone must arrive escaped (vendor notes 1.5, 2.5).
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}
