import { z } from "zod";
import { created, empty, ok, param, parseBody, type Route } from "../http";
import { pageOf } from "../paging";
import type { Sandbox } from "../sandbox";
import { notFound } from "../vendor-error";

const fieldBody = z.object({ name: z.string().min(1) });

/** /contact-fields: the account's own fields of a contact. Four operations, their shapes inferred. */
export function contactFieldRoutes(sandbox: Sandbox): Route[] {
  const { fields } = sandbox.state;
  return [
    {
      method: "GET",
      pattern: "/contact-fields",
      handle: ({ query }) => ok(pageOf(fields.all(), query, (field) => field)),
    },
    {
      method: "POST",
      pattern: "/contact-fields",
      handle: (request) => {
        const { name } = parseBody(request, fieldBody);
        const id = sandbox.state.newId();
        fields.put({ id, name });
        return created(id);
      },
    },
    {
      method: "PUT",
      pattern: "/contact-fields/{id}",
      handle: (request) => {
        const id = param(request, "id");
        if (!fields.get(id)) throw notFound("The contact field");
        fields.put({ id, name: parseBody(request, fieldBody).name });
        return empty();
      },
    },
    {
      method: "DELETE",
      pattern: "/contact-fields/{id}",
      handle: (request) => {
        if (!fields.remove(param(request, "id"))) throw notFound("The contact field");
        return empty();
      },
    },
  ];
}
