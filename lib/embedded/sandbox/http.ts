import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { malformed, VendorError } from "./vendor-error";

/** One request, its JSON body already read. `body` is undefined when none was sent. */
export type SandboxRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  params: Record<string, string>;
  body: unknown;
};

/** One answer. `body` undefined: empty, as many writes of the vendor are. A Buffer is sent as it is. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

/** A method and a path such as `/contacts/{phoneNumber}`, and what answers it. */
export type Route = {
  method: string;
  pattern: string;
  handle: (request: SandboxRequest) => Reply | Promise<Reply>;
};

const LARGEST_BODY_BYTES = 6 * 1024 * 1024;
const bytesSchema = z.instanceof(Buffer);

/** 200 with a JSON body. */
export function ok(body: unknown): Reply {
  return { status: 200, body };
}

/** 200 without a body, as archive, restore, read, unread, revoke, batch and deletes answer. */
export function empty(): Reply {
  return { status: 200 };
}

/** 201 `{id}`, as every create answers. */
export function created(id: string): Reply {
  return { status: 201, body: { id } };
}

/** A path parameter, decoded. */
export function param(request: SandboxRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`the route has no {${name}}`);
  return value;
}

/** The body in a known shape; 400 otherwise. */
export function parseBody<Schema extends z.ZodType>(
  request: SandboxRequest,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw malformed(
    "Validation Error",
    `${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "not readable"}`,
  );
}

/** Reads and parses a JSON body. 400 when it isn't JSON, 415 for another content type, 413 over 6 MB. */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = bytesSchema.parse(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY_BYTES) throw new VendorError(413, "Payload Too Large", "The body is too large");
    chunks.push(bytes);
  }
  if (size === 0) return undefined;
  const type = incoming.headers["content-type"] ?? "application/json";
  if (!/json/i.test(type))
    throw new VendorError(415, "Unsupported Media Type", `Content type '${type}' not supported`);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw malformed("Unreadable Body", "The request body is not valid JSON");
  }
}
