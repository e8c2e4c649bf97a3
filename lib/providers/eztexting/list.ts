import { ProviderError } from "../provider-error";
import type { Page, Priority } from "../provider";
import { outlineOf, type LogUnknownShape } from "../shape-log";
import type { Api } from "./api";
import { isPast, newestFirst, orderOf } from "./page-order";
import { envelopeSchema } from "./schema";

/** Only 10, 20, 50, 100 and 200 are allowed; anything else is a 400 (seen live). */
const PAGE_SIZE = 200;

type ListQuestion<Row> = {
  path: string;
  filters?: [name: string, value: string][];
  /** The property to sort by, newest first. */
  sortBy: string;
  /** 0, or the `next` of the page before. */
  page: number;
  priority: Priority;
  /** Null for a row that can't be used. */
  toRow: (raw: unknown) => Row | null;
  timeOf: (row: Row) => Date | null;
  /** Reading ends where everything is older. */
  since?: Date | null;
};

export type ListReader = <Row>(question: ListQuestion<Row>) => Promise<Page<Row>>;

/**
 * Reads lists newest first, from a vendor whose default is oldest first and which ignores a sort it doesn't
 * know while reporting `sorted: true` (seen live). So the order is checked on the first page. When it runs
 * upwards and there are more pages, the list is read from its last page backwards: one more request in all,
 * and rows that arrive meanwhile land on pages already read, so none is skipped. Without a page count that
 * isn't possible; then pages come in the vendor's order, complete, and nothing ends early.
 *
 * `next` carries the vendor's page number and the way we go: `2 * number + (backwards ? 1 : 0)`.
 */
export function createListReader(api: Api, log: LogUnknownShape): ListReader {
  const refusedSorts = new Set<string>();

  async function readList<Row>(question: ListQuestion<Row>): Promise<Page<Row>> {
    let number = Math.floor(question.page / 2);
    let backwards = question.page % 2 === 1;
    let found = await readPage(question, number);
    if (question.page === 0 && found.direction === "ascending" && (found.pageCount ?? 1) > 1) {
      number = (found.pageCount ?? 1) - 1;
      backwards = true;
      found = await readPage(question, number);
    }
    return {
      rows: newestFirst(found.rows, question.timeOf),
      next: nextOf(question, found, number, backwards),
      total: found.total,
    };
  }

  async function readPage<Row>(question: ListQuestion<Row>, number: number): Promise<VendorPage<Row>> {
    if (refusedSorts.has(question.sortBy)) return readSorted(question, number, false);
    try {
      return await readSorted(question, number, true);
    } catch (error) {
      if (!isAboutSorting(error)) throw error;
      const page = await readSorted(question, number, false);
      refusedSorts.add(question.sortBy);
      return page;
    }
  }

  async function readSorted<Row>(
    question: ListQuestion<Row>,
    number: number,
    sorted: boolean,
  ): Promise<VendorPage<Row>> {
    const answer = await api({
      method: "GET",
      path: question.path,
      query: [
        ["page", String(number)],
        ["size", String(PAGE_SIZE)],
        ...(sorted ? [sortOf(question.sortBy)] : []),
        ...(question.filters ?? []),
      ],
      priority: question.priority,
      safeToRepeat: true,
      answer: "json",
    });
    return toVendorPage(answer, number, question, log);
  }

  return readList;
}

type VendorPage<Row> = {
  rows: Row[];
  times: Date[];
  direction: "descending" | "ascending" | "undecided";
  isLast: boolean;
  pageCount: number | null;
  total: number | null;
};

/** The direction is mandatory: without it the call may be a 400 (vendor notes 1.5). */
function sortOf(property: string): [string, string] {
  return ["sort", `${property},desc`];
}

function nextOf<Row>(
  question: ListQuestion<Row>,
  found: VendorPage<Row>,
  number: number,
  backwards: boolean,
): number | null {
  const fromNewToOld = backwards || found.direction === "descending";
  if (fromNewToOld && question.since && isPast(found.times, question.since)) return null;
  if (backwards) return number > 0 ? 2 * (number - 1) + 1 : null;
  return found.isLast ? null : 2 * (number + 1);
}

function toVendorPage<Row>(
  answer: unknown,
  number: number,
  question: ListQuestion<Row>,
  log: LogUnknownShape,
): VendorPage<Row> {
  const envelope = readEnvelope(answer, log);
  const content = envelope.content ?? [];
  const rows = content.map(question.toRow).filter((row) => row !== null);
  const times = rows.map(question.timeOf).filter((time) => time !== null);
  const pageCount = envelope.totalPages ?? null;
  const size = envelope.size ?? envelope.pageable?.pageSize ?? PAGE_SIZE;
  const lastByCount = pageCount === null ? null : number >= pageCount - 1;
  return {
    rows,
    times,
    direction: orderOf(times).direction,
    // An empty page ends a list whatever else is claimed, so that reading always ends.
    isLast:
      content.length === 0 ||
      envelope.last === true ||
      (lastByCount ?? ((envelope.last ?? null) === null && content.length < size)),
    pageCount,
    total: envelope.totalElements ?? null,
  };
}

function readEnvelope(answer: unknown, log: LogUnknownShape) {
  // A bare list knows no pages, so it is all there is.
  const parsed = envelopeSchema.safeParse(
    Array.isArray(answer) ? { content: answer, last: true } : (answer ?? {}),
  );
  if (!parsed.success) {
    log("page", outlineOf(answer));
    throw new ProviderError("answer_lost", "The provider's list couldn't be read.");
  }
  if (answer !== undefined && !parsed.data.content) log("page", outlineOf(answer));
  return parsed.data;
}

function isAboutSorting(error: unknown): boolean {
  return error instanceof ProviderError && error.status === 400 && /sort|propert/i.test(error.message);
}

/**
 * The rows of a page that fit a question. Filters the vendor doesn't know are ignored and let everything
 * through (seen live); then its total says nothing either.
 */
export function onlyFitting<Row>(page: Page<Row>, fits: (row: Row) => boolean): Page<Row> {
  const rows = page.rows.filter(fits);
  return { rows, next: page.next, total: rows.length === page.rows.length ? page.total : null };
}
