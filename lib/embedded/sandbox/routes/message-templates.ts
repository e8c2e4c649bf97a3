import { z } from "zod";
import { created, empty, ok, param, parseBody, type Route } from "../http";
import { pageOf } from "../paging";
import type { Template } from "../rows";
import type { Sandbox } from "../sandbox";
import { notFound } from "../vendor-error";

const templateBody = z.object({
  name: z.string().min(1),
  message: z.string().min(1),
  companyName: z.string().nullish(),
  mediaFileId: z.string().nullish(),
  mediaFileUrl: z.string().nullish(),
});

/** /message-templates. The create body is documented; the row and the other answers are inferred from it. */
export function messageTemplateRoutes(sandbox: Sandbox): Route[] {
  const { templates } = sandbox.state;
  const found = (id: string): Template => {
    const template = templates.get(id);
    if (!template) throw notFound("The message template");
    return template;
  };
  const put = (id: string, body: z.output<typeof templateBody>): void => {
    const { name, message, companyName = null, mediaFileId = null, mediaFileUrl = null } = body;
    templates.put({ id, name, message, companyName, mediaFileId, mediaFileUrl });
  };
  return [
    {
      method: "GET",
      pattern: "/message-templates",
      handle: ({ query }) => ok(pageOf(templates.all(), query, (template) => template)),
    },
    {
      method: "POST",
      pattern: "/message-templates",
      handle: (request) => {
        const body = parseBody(request, templateBody);
        const id = sandbox.state.newId();
        put(id, body);
        return created(id);
      },
    },
    {
      method: "GET",
      pattern: "/message-templates/{id}",
      handle: (request) => ok(found(param(request, "id"))),
    },
    {
      method: "PUT",
      pattern: "/message-templates/{id}",
      handle: (request) => {
        put(found(param(request, "id")).id, parseBody(request, templateBody));
        return empty();
      },
    },
    {
      method: "DELETE",
      pattern: "/message-templates/{id}",
      handle: (request) => {
        templates.remove(found(param(request, "id")).id);
        return empty();
      },
    },
  ];
}
