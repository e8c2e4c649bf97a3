import { fileTypeFromBuffer } from "file-type";
import { findAccount } from "@/lib/db/accounts";
import { findMedia, findStoredMessage } from "@/lib/db/messages";
import { database } from "@/lib/db/database";
import { DomainError, notFound } from "@/lib/domain/errors";
import { download, NotAllowed } from "./download";

/** What may be shown in the page. Anything else (SVG and HTML above all) is only ever saved to a file. */
const INLINE_TYPES = new Set([
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "video/mp4",
  "video/3gpp",
  "audio/mpeg",
  "audio/wav",
  "audio/x-wav",
]);
/** The provider takes 5 MB; what it delivers may be a little more. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * A message's photo or file, fetched for the browser: the addresses are third-party and public, so browsers never see
 * them, the type is that of the bytes (never what the other side says), and private addresses are out of reach.
 * @throws DomainError `not_found`; `unavailable` when it can't be fetched
 */
export async function fetchMedia(
  messageId: string,
  index: number,
): Promise<{ body: Uint8Array<ArrayBuffer>; contentType: string; isInline: boolean; fileName: string }> {
  const message = await findStoredMessage(database(), messageId);
  const medium = (await findMedia(messageId))?.[index];
  if (!message || !medium) throw notFound("file");
  const account = await findAccount(message.accountId);
  if (!account) throw notFound("file");
  const body = await get(medium.url, new URL(account.baseUrl).origin);
  const type = await fileTypeFromBuffer(body);
  const isInline = type !== undefined && INLINE_TYPES.has(type.mime);
  return {
    body,
    contentType: isInline ? type.mime : "application/octet-stream",
    isInline,
    fileName: `${messageId}-${index}.${type?.ext ?? "bin"}`,
  };
}

async function get(url: string, trustedOrigin: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await download(url, { maxBytes: MAX_BYTES, trustedOrigin });
  } catch (error) {
    if (error instanceof NotAllowed) throw new DomainError("refused", error.message);
    throw new DomainError("unavailable", "The file couldn't be fetched. Try again.", {
      retryAfterSeconds: 5,
    });
  }
}
