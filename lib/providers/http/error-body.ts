import { z } from "zod";

const text = z.string().trim().min(1).optional().catch(undefined);

/**
 * `{status, title, detail, errors: [{title, message}]}` is documented, `{code, message}` items by the OpenAPI
 * document, `{title}` alone was seen live (vendor notes 1.3). `message` and `error` are what web frameworks
 * answer by themselves.
 */
const errorBodySchema = z.looseObject({
  errors: z
    .array(z.looseObject({ code: text, title: text, message: text }).catch({}))
    .optional()
    .catch(undefined),
  detail: text,
  title: text,
  message: text,
  error: text,
});

/** The most telling sentence of an error body. @returns undefined for empty, HTML or foreign bodies. */
export function readErrorMessage(body: unknown): string | undefined {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { errors, detail, title, message, error } = parsed.data;
  return errors?.[0]?.message ?? errors?.[0]?.title ?? detail ?? title ?? message ?? error;
}

/** Every text of an error body, codes and titles too, for telling reasons apart. */
export function readErrorTexts(body: unknown): string[] {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return [];
  const { errors = [], detail, title, message, error } = parsed.data;
  const texts = [
    ...errors.flatMap((item) => [item.code, item.title, item.message]),
    detail,
    title,
    message,
    error,
  ];
  return texts.filter((item) => item !== undefined);
}
