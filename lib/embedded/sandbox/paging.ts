import { malformed } from "./vendor-error";

const SIZES = new Set(["10", "20", "50", "100", "200"]);
const DEFAULT_SIZE = "20";

type Paging = { page: number; size: number };

/** `page` from 0 and `size` from the enum; anything else is a 400 (vendor notes: verified live). */
export function readPaging(query: URLSearchParams): Paging {
  const size = query.get("size") ?? DEFAULT_SIZE;
  if (!SIZES.has(size)) throw malformed("Paging Failure", `No enum constant PageSize for value ${size}`);
  const page = query.get("page") ?? "0";
  if (!/^\d{1,9}$/.test(page))
    throw malformed("Paging Failure", "The page query string must be a number from 0");
  return { page: Number(page), size: Number(size) };
}

/** One page of `rows`, each shaped by `shape`, in the Spring-Data envelope of every list. */
export function pageOf<Row>(rows: readonly Row[], query: URLSearchParams, shape: (row: Row) => unknown) {
  const { page, size } = readPaging(query);
  const offset = page * size;
  const content = rows.slice(offset, offset + size).map(shape);
  const totalPages = Math.ceil(rows.length / size);
  // `sorted` says that a sort was asked for, even for a property that doesn't exist (vendor notes: seen live).
  const sorted = query.has("sort");
  const sort = { sorted, unsorted: !sorted, empty: !sorted };
  return {
    content,
    pageable: { pageNumber: page, pageSize: size, offset, paged: true, unpaged: false, sort },
    totalPages,
    totalElements: rows.length,
    numberOfElements: content.length,
    first: page === 0,
    last: page >= totalPages - 1,
    number: page,
    size,
    sort,
    empty: content.length === 0,
  };
}
