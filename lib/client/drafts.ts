/** Whose words, for which conversation, to whom: a text to the contact or an internal note. */
export type DraftKey = { personId: string; conversationId: string; kind: "message" | "note" };

/** What the server keeps. */
export type ServerDraft = { text: string; updatedAt: string };

/** What the server said it keeps, and when it was asked: milliseconds since 1970, by this machine's clock. */
export type ServerAnswer = { draft: ServerDraft | null; askedAt: number };

/** The copy in this browser. An empty text says that there was a draft, and that it is gone. */
export type LocalDraft = {
  text: string;
  /** Milliseconds since 1970, by this machine's clock. */
  changedAt: number;
  /** When the server said that it has exactly this text, by this machine's clock; null while it may not have it. */
  savedAt: number | null;
  /** Which state of the server's draft this one grew from; null when there was none. */
  basedOn: string | null;
};

/**
 * Which of two drafts goes on. An answer that was asked for before the local copy was changed or saved may be older
 * than it, and so may any answer while the copy is being saved. Later than that, a copy the server has taken gives way
 * to whatever the server says: it was changed or sent on another device. Unsaved words win over the state they grew
 * from, and otherwise the later of the two wins.
 */
export function newestDraft(
  local: LocalDraft | null,
  { draft: server, askedAt }: ServerAnswer,
  isBeingSaved: boolean,
): LocalDraft | null {
  const theirs = server && fromServer(server, askedAt);
  if (!local) return theirs;
  if (local.savedAt !== null) return local.savedAt >= askedAt ? local : theirs;
  if (isBeingSaved || local.changedAt >= askedAt) return local;
  if (!server || server.updatedAt === local.basedOn) return local;
  return Date.parse(server.updatedAt) > local.changedAt ? theirs : local;
}

export function readDraft(key: DraftKey): LocalDraft | null {
  const name = storageName(key);
  if (!copies.has(name)) copies.set(name, load(name));
  return copies.get(name) ?? null;
}

/** Keeps what a person has just typed. Synchronous: after it returns a crash loses nothing. */
export function writeDraft(key: DraftKey, text: string): void {
  const before = readDraft(key);
  if ((before?.text ?? "") === text) return;
  keepDraft(key, { text, changedAt: Date.now(), savedAt: null, basedOn: before?.basedOn ?? null });
}

/**
 * Gives words back that couldn't leave, in front of what was typed since, so that neither is lost.
 * Works for conversations that aren't on screen any more.
 */
export function returnToDraft(key: DraftKey, text: string): void {
  const since = readDraft(key)?.text ?? "";
  writeDraft(key, since === "" || since === text ? text : `${text}\n${since}`);
}

/** Replaces the local copy as a whole; null forgets it. */
export function keepDraft(key: DraftKey, draft: LocalDraft | null): void {
  const name = storageName(key);
  if (copies.get(name) === draft) return;
  copies.set(name, draft);
  store(name, draft);
  for (const listener of listeners) listener();
}

export function subscribeToDrafts(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener("storage", takeFromOtherTab);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", takeFromOtherTab);
  };
}

const PREFIX = "replydesk:draft:";
const copies = new Map<string, LocalDraft | null>();
const listeners = new Set<() => void>();

function storageName({ personId, conversationId, kind }: DraftKey): string {
  return `${PREFIX}${personId}:${conversationId}:${kind}`;
}

function fromServer(server: ServerDraft, askedAt: number): LocalDraft {
  return {
    text: server.text,
    changedAt: Date.parse(server.updatedAt),
    savedAt: askedAt,
    basedOn: server.updatedAt,
  };
}

function takeFromOtherTab(event: StorageEvent): void {
  if (!event.key?.startsWith(PREFIX)) return;
  copies.set(event.key, parse(event.newValue));
  for (const listener of listeners) listener();
}

function load(name: string): LocalDraft | null {
  try {
    return parse(localStorage.getItem(name));
  } catch {
    // Storage can be switched off; drafts then live in memory and on the server.
    return null;
  }
}

function store(name: string, draft: LocalDraft | null): void {
  try {
    // A draft that is gone on both sides needs no room; only this page's memory still has to know when it went.
    const isOver = draft?.text === "" && draft.savedAt !== null;
    if (draft && !isOver) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // Full or switched off: memory and the server still have it.
  }
}

function parse(stored: string | null): LocalDraft | null {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    return isLocalDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function isLocalDraft(value: unknown): value is LocalDraft {
  return (
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    typeof value.text === "string" &&
    "changedAt" in value &&
    typeof value.changedAt === "number" &&
    "savedAt" in value &&
    "basedOn" in value
  );
}
