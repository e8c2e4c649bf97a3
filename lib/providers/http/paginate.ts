import type { Page } from "../provider";

/**
 * All pages of a list, fetched as they are asked for: `break` stops the requests too.
 * `for await (const page of eachPage((page) => provider.listContacts({ page, priority })))`
 */
export async function* eachPage<Row>(
  list: (page: number) => Promise<Page<Row>>,
  first = 0,
): AsyncGenerator<Page<Row>, void, undefined> {
  for (let next: number | null = first; next !== null;) {
    const page: Page<Row> = await list(next);
    yield page;
    next = page.next;
  }
}
