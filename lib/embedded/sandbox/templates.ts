import type { Contact, Field } from "./rows";

/**
 * Fills `${FirstName}`, `${LastName}`, `${PhoneNumber}`, `${Email}`, `${Note}` and the account's own fields;
 * what has no value becomes nothing (vendor page: transactional messaging).
 */
export function expandTemplate(text: string, contact: Contact | undefined, fields: Field[]): string {
  const values = new Map([
    ["FirstName", contact?.firstName],
    ["LastName", contact?.lastName],
    ["PhoneNumber", contact?.phoneNumber],
    ["Email", contact?.email],
    ["Note", contact?.note],
    ...fields.map((field): [string, string | undefined] => [field.name, contact?.values[field.name]]),
  ]);
  return text.replace(/\$\{(\w+)\}/g, (variable, name: string) =>
    values.has(name) ? (values.get(name) ?? "") : variable,
  );
}
