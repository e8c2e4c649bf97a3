import type { Reply } from "./http";
import { drawPicture } from "./pictures/draw-picture";
import type { PictureName } from "./pictures/picture-names";
import type { MediaFile, Message } from "./rows";
import type { Sandbox } from "./sandbox";
import type { State } from "./state";
import { malformed } from "./vendor-error";

const LARGEST_MEDIA_BYTES = 5 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 10_000;
const EXTENSIONS: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "video/mp4": "mp4",
  "video/3gpp": "3gp",
};
const drawn = new Map<string, Buffer>();

/** The public address of a message's media, or null. */
export function mediaUrl(sandbox: Sandbox, media: Message["media"]): string | null {
  if (!media) return null;
  if ("url" in media) return media.url;
  const file = sandbox.state.mediaFiles.get(media.fileId);
  return file ? fileUrl(sandbox, file) : null;
}

/** The public address of a media file: the sandbox's own unless it was only linked. */
export function fileUrl(sandbox: Sandbox, file: MediaFile): string {
  if (file.from.kind === "linked") return file.from.url;
  return `${sandbox.origin()}/media/${file.id}.${EXTENSIONS[file.type] ?? "bin"}`;
}

/** Adds a picture the sandbox draws itself, by its name (see pictures/draw-picture). */
export function addDrawnFile(state: State, picture: PictureName, uploadAt: number): MediaFile {
  const id = state.newId();
  const file: MediaFile = {
    id,
    name: `IMG_${id.slice(-7, -3)}.png`,
    type: "image/png",
    uploadAt,
    // The same scene looks a little different each time.
    from: { kind: "drawn", picture, variant: Number(id.slice(-6, -3)) % 5 },
    listed: false,
  };
  state.mediaFiles.put(file);
  return file;
}

/**
 * Adds what is at `url`: a copy when the sandbox fetches media, otherwise only the link.
 * 400 when it can't be fetched, is over 5 MB or of a kind texts can't carry.
 */
export async function addPostedFile(sandbox: Sandbox, url: string, listed: boolean): Promise<MediaFile> {
  const name = nameOf(url);
  const common = { id: sandbox.state.newId(), name, uploadAt: sandbox.clock.now(), listed };
  const file: MediaFile = sandbox.options.fetchMedia
    ? { ...common, ...(await fetchCopy(url)) }
    : { ...common, type: typeByName(name), from: { kind: "linked", url } };
  sandbox.state.mediaFiles.put(file);
  return file;
}

/** Answers GET /media/{id}.{ext}: open to everybody, as the vendor's media are. */
export function serveMedia(sandbox: Sandbox, path: string): Reply {
  const id = /^\/media\/(\w+)\./.exec(path)?.[1] ?? "";
  const file = sandbox.state.mediaFiles.get(id);
  const bytes = file && bytesOf(file);
  if (!file || !bytes) return { status: 404 };
  return {
    status: 200,
    headers: { "Content-Type": file.type, "Cache-Control": "public, max-age=86400" },
    body: bytes,
  };
}

function bytesOf(file: MediaFile): Buffer | undefined {
  if (file.from.kind === "kept") return Buffer.from(file.from.base64, "base64");
  if (file.from.kind === "linked") return undefined;
  const { picture, variant } = file.from;
  const key = `${picture}-${variant}`;
  const bytes = drawn.get(key) ?? drawPicture(picture, variant);
  drawn.set(key, bytes);
  return bytes;
}

async function fetchCopy(url: string): Promise<Pick<MediaFile, "type" | "from">> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(() => undefined);
  if (!response?.ok) throw malformed("Media Failure", `The media at ${url} could not be fetched`);
  const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  if (!(type in EXTENSIONS)) throw malformed("Media Failure", `Media of type '${type}' is not supported`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length > LARGEST_MEDIA_BYTES) throw malformed("Media Failure", "The media is larger than 5 MB");
  return { type, from: { kind: "kept", base64: bytes.toString("base64") } };
}

function nameOf(url: string): string {
  try {
    return new URL(url).pathname.split("/").at(-1) || "file";
  } catch {
    throw malformed("Media Failure", "mediaUrl must be a public URL");
  }
}

function typeByName(name: string): string {
  const extension = name.split(".").at(-1)?.toLowerCase().replace("jpeg", "jpg");
  return Object.entries(EXTENSIONS).find(([, known]) => known === extension)?.[0] ?? "image/jpeg";
}
