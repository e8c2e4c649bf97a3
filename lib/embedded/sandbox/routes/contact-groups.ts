import { z } from "zod";
import { emptyContact } from "../contact-row";
import { contains, readFilters, type Filters } from "../filters";
import { groupRow, membersOf } from "../group-row";
import { created, empty, ok, param, parseBody, type Route, type SandboxRequest } from "../http";
import { pageOf } from "../paging";
import { textableNumber } from "../phone";
import type { Group } from "../rows";
import type { Sandbox } from "../sandbox";
import { invalidNumber, notFound } from "../vendor-error";

const createSchema = z.object({
  name: z.string().min(1),
  note: z.string().nullish(),
  phoneNumbers: z.array(z.string()).nullish(),
  groupIds: z.array(z.string()).nullish(),
  strictValidation: z.boolean().nullish(),
});
const changeSchema = z.object({ name: z.string().min(1), note: z.string().nullish() });
const filters: Filters<Group> = new Map([["name.like", (value) => (group) => contains(group.name, value)]]);

/** /contact-groups and their members. */
export function contactGroupRoutes(sandbox: Sandbox): Route[] {
  const { groups } = sandbox.state;
  return [
    {
      method: "GET",
      pattern: "/contact-groups",
      handle: ({ query }) =>
        ok(
          pageOf(groups.all().filter(readFilters(query, filters)), query, (group) =>
            groupRow(sandbox, group),
          ),
        ),
    },
    { method: "POST", pattern: "/contact-groups", handle: (request) => create(sandbox, request) },
    {
      method: "GET",
      pattern: "/contact-groups/{id}",
      handle: (request) => ok(groupRow(sandbox, groupOf(sandbox, request))),
    },
    {
      method: "PUT",
      pattern: "/contact-groups/{id}",
      handle: (request) => {
        const { name, note } = parseBody(request, changeSchema);
        const group = groupOf(sandbox, request);
        groups.put({ ...group, name, note: note ?? group.note });
        return empty();
      },
    },
    {
      method: "DELETE",
      pattern: "/contact-groups/{id}",
      handle: (request) => {
        const { id } = groupOf(sandbox, request);
        leave(
          sandbox,
          id,
          membersOf(sandbox, id).map((contact) => contact.phoneNumber),
        );
        groups.remove(id);
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "/contact-groups/{id}/contacts",
      handle: (request) =>
        ok(join(sandbox, groupOf(sandbox, request).id, request.query.getAll("phoneNumbers"))),
    },
    {
      method: "DELETE",
      pattern: "/contact-groups/{id}/contacts",
      handle: (request) =>
        ok(leave(sandbox, groupOf(sandbox, request).id, request.query.getAll("phoneNumbers"))),
    },
  ];
}

function create(sandbox: Sandbox, request: SandboxRequest) {
  const { name, note, phoneNumbers, groupIds, strictValidation } = parseBody(request, createSchema);
  const wrong = (phoneNumbers ?? []).find((number) => !textableNumber(number));
  if (strictValidation && wrong !== undefined) throw invalidNumber(wrong);
  const id = sandbox.state.newId();
  const inherited = (groupIds ?? [])
    .flatMap((other) => membersOf(sandbox, other))
    .map((contact) => contact.phoneNumber);
  sandbox.state.groups.put({ id, name, note: note ?? "" });
  join(sandbox, id, [...(phoneNumbers ?? []), ...inherited]);
  return created(id);
}

/** Numbers that can't be texted are skipped. Answers the numbers that are in now. */
function join(sandbox: Sandbox, groupId: string, phoneNumbers: string[]): string[] {
  return phoneNumbers.flatMap((given) => {
    const number = textableNumber(given);
    if (!number) return [];
    const contact = sandbox.state.contacts.get(number) ?? emptyContact(number, sandbox.clock.now());
    sandbox.state.contacts.put({ ...contact, groupIds: [...new Set([...contact.groupIds, groupId])] });
    return [number];
  });
}

function leave(sandbox: Sandbox, groupId: string, phoneNumbers: string[]): string[] {
  return phoneNumbers.flatMap((given) => {
    const contact = sandbox.state.contacts.get(textableNumber(given) ?? "");
    if (!contact) return [];
    sandbox.state.contacts.put({ ...contact, groupIds: contact.groupIds.filter((id) => id !== groupId) });
    return [contact.phoneNumber];
  });
}

function groupOf(sandbox: Sandbox, request: SandboxRequest): Group {
  const group = sandbox.state.groups.get(param(request, "id"));
  if (!group) throw notFound("The contact group");
  return group;
}
