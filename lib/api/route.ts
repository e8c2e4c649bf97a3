import type { z } from "zod";
import { currentActor } from "@/lib/auth/current-actor";
import { DomainError, notFound } from "@/lib/domain/errors";
import { can, type Permission } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/user";
import { jsonResponse } from "./json-response";
import { errorResponse } from "./error-response";
import { readJson } from "./read-json";

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

type Call<Params, Query, Body> = { request: Request; params: Params; query: Query; body: Body };

type Schemas<Params, Query, Body> = {
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
};

/**
 * A route handler: who is asking, whether they may, whether what they ask can be read, the use-case, the answer.
 * The use-case's value becomes 200 JSON, `undefined` 204, a `Response` itself. Everything thrown becomes
 * `{error: {code, message, details?}}` with its status.
 */
export function route<Params = undefined, Query = undefined, Body = undefined>(
  options: { can: Permission } & Schemas<Params, Query, Body>,
  handle: (call: { actor: Actor } & Call<Params, Query, Body>) => Promise<unknown>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    respond(request, async () => {
      const actor = await authorize(request, options.can);
      return handle({ actor, ...(await readCall(request, context, options)) });
    });
}

/** A route handler for callers without a session. */
export function openRoute<Params = undefined, Query = undefined, Body = undefined>(
  schemas: Schemas<Params, Query, Body>,
  handle: (call: Call<Params, Query, Body>) => Promise<unknown>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    respond(request, async () => handle(await readCall(request, context, schemas)));
}

async function respond(request: Request, answer: () => Promise<unknown>): Promise<Response> {
  try {
    const value = await answer();
    if (value instanceof Response) return value;
    if (value === undefined) return new Response(null, { status: 204 });
    return jsonResponse(value);
  } catch (error) {
    return errorResponse(request, error);
  }
}

async function authorize(request: Request, permission: Permission): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new DomainError("not_signed_in", "Sign in first.");
  if (!can(actor, permission)) throw new DomainError("forbidden", "Your role doesn't allow that.");
  // A page of another site can't make a signed-in browser change anything here.
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (changes && request.headers.get("sec-fetch-site") === "cross-site") {
    throw new DomainError("forbidden", "This request came from another site.");
  }
  return actor;
}

async function readCall<Params, Query, Body>(
  request: Request,
  context: RouteContext,
  schemas: Schemas<Params, Query, Body>,
): Promise<Call<Params, Query, Body>> {
  return {
    request,
    params: await readParams(schemas.params, context),
    query: parse(schemas.query, Object.fromEntries(new URL(request.url).searchParams)),
    body: parse(schemas.body, schemas.body ? await readJson(request) : undefined),
  };
}

/** An address that can't name anything names nothing: 404, as for one whose thing is gone. */
async function readParams<Params>(
  schema: z.ZodType<Params> | undefined,
  context: RouteContext,
): Promise<Params> {
  const params = await context.params;
  if (schema && !schema.safeParse(params).success) throw notFound("thing");
  return parse(schema, params);
}

/** Without a schema there's nothing to read, and the type says `undefined`. */
function parse<Value>(schema: z.ZodType<Value> | undefined, input: unknown): Value;
function parse(schema: z.ZodType | undefined, input: unknown): unknown {
  const result = schema?.safeParse(input);
  if (!result) return undefined;
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const first = issues[0];
  throw new DomainError(
    "invalid_request",
    first ? `${first.path}: ${first.message}` : "Unreadable request.",
    {
      details: { issues },
    },
  );
}
