import { z } from "zod";
import { empty, ok, param, parseBody, type Route } from "../http";
import { pageOf } from "../paging";
import type { Keyword } from "../rows";
import type { Sandbox } from "../sandbox";
import { malformed, notFound } from "../vendor-error";

const KEYWORD = "/keywords/{keyword}";
const changeSchema = z.object({ autoReply: z.string().nullish(), groupIds: z.array(z.string()).nullish() });

/** /keywords: the seven documented operations; their shapes are inferred. */
export function keywordRoutes(sandbox: Sandbox): Route[] {
  const { keywords } = sandbox.state;
  const found = (word: string): Keyword => {
    const keyword = keywords.get(word.toUpperCase());
    if (!keyword) throw notFound("The keyword");
    return keyword;
  };
  const acquire: Route["handle"] = (request) => {
    const keyword = param(request, "keyword").toUpperCase();
    if (keywords.get(keyword)) throw malformed("Keyword Failure", `${keyword} is not available`);
    keywords.put({ keyword, autoReply: "", groupIds: [] });
    return empty();
  };
  return [
    {
      method: "GET",
      pattern: "/keywords",
      handle: ({ query }) => ok(pageOf(keywords.all(), query, (row) => row)),
    },
    { method: "GET", pattern: KEYWORD, handle: (request) => ok(found(param(request, "keyword"))) },
    {
      method: "PUT",
      pattern: KEYWORD,
      handle: (request) => {
        const keyword = found(param(request, "keyword"));
        const { autoReply, groupIds } = parseBody(request, changeSchema);
        keywords.put({
          ...keyword,
          autoReply: autoReply ?? keyword.autoReply,
          groupIds: groupIds ?? keyword.groupIds,
        });
        return empty();
      },
    },
    {
      method: "GET",
      pattern: `${KEYWORD}/check`,
      handle: (request) => {
        const keyword = param(request, "keyword").toUpperCase();
        return ok({ keyword, available: keywords.get(keyword) === undefined });
      },
    },
    { method: "POST", pattern: `${KEYWORD}/acquire`, handle: acquire },
    { method: "POST", pattern: `${KEYWORD}/purchase`, handle: acquire },
    {
      method: "DELETE",
      pattern: `${KEYWORD}/release`,
      handle: (request) => {
        keywords.remove(found(param(request, "keyword")).keyword);
        return empty();
      },
    },
  ];
}
