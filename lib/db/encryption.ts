import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** AES-256-GCM with `ENCRYPTION_KEY`: nonce, tag, then the text. */
export function encrypt(text: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

/** Throws when the bytes were changed, or written with another key. */
export function decrypt(bytes: Uint8Array): string {
  const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

/** 32 bytes in base64 as they are; any other secret through a hash, so that no form of it is refused. */
function key(): Buffer {
  const secret = env().ENCRYPTION_KEY;
  const bytes = Buffer.from(secret, "base64");
  return bytes.length === KEY_BYTES ? bytes : createHash("sha256").update(secret).digest();
}
