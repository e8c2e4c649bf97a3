import { z } from "zod";
import { contactRow, upsertContact, upsertSchema } from "../contact-row";
import { consentFlags } from "../consent";
import { booleanValue, contains, enumValue, readFilters, type Filters } from "../filters";
import { created, empty, ok, param, parseBody, type Route, type SandboxRequest } from "../http";
import { pageOf, readPaging } from "../paging";
import { textableNumber } from "../phone";
import { CONTACT_SOURCES, type Contact } from "../rows";
import type { Sandbox } from "../sandbox";
import { byText, readSort, sortBy, type Comparison } from "../sorting";
import { notFound } from "../vendor-error";

const batchSchema = z.object({
  contacts: z.array(upsertSchema),
  groupIdsAdd: z.array(z.string()).nullish(),
  groupIdsRemove: z.array(z.string()).nullish(),
});

/** /contacts. The phone number is the key; no answer carries a contact id (vendor notes: seen live). */
export function contactRoutes(sandbox: Sandbox): Route[] {
  return [
    { method: "GET", pattern: "/contacts", handle: (request) => ok(list(sandbox, request.query)) },
    {
      method: "POST",
      pattern: "/contacts",
      handle: (request) => {
        const { known } = upsertContact(sandbox, parseBody(request, upsertSchema));
        const id = sandbox.state.newId();
        return known ? ok({ id }) : created(id);
      },
    },
    {
      method: "POST",
      pattern: "/contacts/batch",
      handle: (request) => {
        const { contacts, groupIdsAdd, groupIdsRemove } = parseBody(request, batchSchema);
        for (const contact of contacts) {
          if (textableNumber(contact.phoneNumber))
            upsertContact(sandbox, { ...contact, groupIdsAdd, groupIdsRemove });
        }
        return empty();
      },
    },
    {
      method: "GET",
      pattern: "/contacts/{phoneNumber}",
      handle: (request) => ok(contactRow(sandbox, contactOf(sandbox, request))),
    },
    {
      method: "DELETE",
      pattern: "/contacts/{phoneNumber}",
      handle: (request) => {
        sandbox.state.contacts.remove(contactOf(sandbox, request).phoneNumber);
        return empty();
      },
    },
  ];
}

const comparisons = new Map<string, Comparison<Contact>>([
  ["createdAt", (a, b) => a.createdAt - b.createdAt],
  ["firstName", (a, b) => byText(a.firstName, b.firstName)],
  ["lastName", (a, b) => byText(a.lastName, b.lastName)],
  ["phoneNumber", (a, b) => byText(a.phoneNumber, b.phoneNumber)],
]);

function list(sandbox: Sandbox, query: URLSearchParams) {
  readPaging(query);
  const order = readSort(query, comparisons);
  const found = sandbox.state.contacts.all().filter(readFilters(query, contactFilters(sandbox)));
  found.sort((a, b) => a.createdAt - b.createdAt || byText(a.phoneNumber, b.phoneNumber));
  return pageOf(sortBy(found, order), query, (contact) => contactRow(sandbox, contact));
}

/** Exactly the filters verified live; all others are ignored there too. `groupName` matches whole names only. */
function contactFilters(sandbox: Sandbox): Filters<Contact> {
  const source = (value: string) => {
    const wanted = enumValue(value, "com.eztexting.model.Contact.ContactSource", CONTACT_SOURCES);
    return (contact: Contact) => contact.source === wanted;
  };
  return new Map([
    ["groupName.like", (value) => (contact) => groupNames(sandbox, contact).includes(value.toLowerCase())],
    ["phoneNumber.like", (value) => (contact) => contains(contact.phoneNumber, value)],
    ["firstName.like", (value) => (contact) => contains(contact.firstName, value)],
    ["lastName.like", (value) => (contact) => contains(contact.lastName, value)],
    ["email.like", (value) => (contact) => contains(contact.email, value)],
    ["note.like", (value) => (contact) => contains(contact.note, value)],
    ["firstName.eq", (value) => (contact) => contact.firstName === value],
    ["source.eq", source],
    ["source.like", source],
    [
      "optOut.eq",
      (value) => (contact) => consentFlags(sandbox.state, contact.phoneNumber).optOut === booleanValue(value),
    ],
  ]);
}

function groupNames(sandbox: Sandbox, contact: Contact): string[] {
  return contact.groupIds.map((id) => sandbox.state.groups.get(id)?.name.toLowerCase() ?? "");
}

function contactOf(sandbox: Sandbox, request: SandboxRequest): Contact {
  const number = textableNumber(param(request, "phoneNumber"));
  const contact = number && sandbox.state.contacts.get(number);
  if (!contact) throw notFound("The contact");
  return contact;
}
