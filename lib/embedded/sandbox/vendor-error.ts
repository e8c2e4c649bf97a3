import type { Reply } from "./http";

type Detail = { title: string; message: string };

/** A refusal, in the body the vendor documents: `{status, title, detail, errors: [{title, message}]}`. */
export class VendorError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: Detail[] = [],
  ) {
    super(detail);
  }

  reply(): Reply {
    const { status, title, detail, errors } = this;
    return { status, body: { status, title, detail, errors } };
  }
}

/** 400 "Malformed Request" with one entry in `errors` (vendor pages: errors). */
export function malformed(title: string, message: string): VendorError {
  return new VendorError(400, "Malformed Request", "The request you made was malformed", [
    { title, message },
  ]);
}

/** 400 for a number that can't be texted (vendor pages: errors, example of a bad number). */
export function invalidNumber(number: string): VendorError {
  return new VendorError(400, "Invalid Phone Number", `The phone number ${number} is not valid`, [
    { title: "Validation Error", message: "Phone number must be 11 digits (E.164 format)" },
  ]);
}

/** 404 for a thing that isn't there. */
export function notFound(what: string): VendorError {
  return new VendorError(404, "Not Found", `${what} was not found`, [
    { title: "Not Found", message: `${what} was not found` },
  ]);
}
