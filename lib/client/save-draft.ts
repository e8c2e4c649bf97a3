import { callApi, isTransient, retryDelayMs } from "./api";
import { keepDraft, readDraft, type DraftKey, type LocalDraft, type ServerDraft } from "./drafts";

const AFTER_TYPING_MS = 500;

type Saving = { timer: ReturnType<typeof setTimeout> | undefined; isBusy: boolean; failures: number };

/** One a draft, for as long as the page lives: a draft is saved even when its conversation was left at once. */
const savings = new Map<string, Saving>();

/** Brings a draft to the server half a second after the last change to it, and keeps trying while that can help. */
export function saveDraftSoon(key: DraftKey): void {
  schedule(key, AFTER_TYPING_MS);
}

/** Whether a draft is on its way to the server just now. */
export function isSavingDraft(key: DraftKey): boolean {
  return savingOf(key).isBusy;
}

function schedule(key: DraftKey, delayMs: number): void {
  const saving = savingOf(key);
  clearTimeout(saving.timer);
  saving.timer = setTimeout(() => void save(key), delayMs);
}

async function save(key: DraftKey): Promise<void> {
  const saving = savingOf(key);
  const draft = readDraft(key);
  if (!draft || draft.savedAt !== null) return;
  if (saving.isBusy) return schedule(key, AFTER_TYPING_MS);

  saving.isBusy = true;
  try {
    const updatedAt = await send(key, draft.text);
    saving.failures = 0;
    noteSaved(key, draft, updatedAt);
  } catch (error) {
    // Signed out, or the conversation is gone: the local copy stays, and the next visit saves it.
    if (!isTransient(error)) return;
    saving.failures += 1;
    schedule(key, retryDelayMs(saving.failures, error));
  } finally {
    saving.isBusy = false;
  }
}

/** @returns when the server changed its copy; null when it doesn't say, and when the draft is gone there. */
async function send({ conversationId, kind }: DraftKey, text: string): Promise<string | null> {
  const path = `/api/conversations/${conversationId}/draft`;
  if (text === "") {
    await callApi<null>("DELETE", `${path}?kind=${kind}`);
    return null;
  }
  const saved = await callApi<ServerDraft | null>("PUT", path, { body: { kind, text } });
  return saved?.updatedAt ?? null;
}

function noteSaved(key: DraftKey, sent: LocalDraft, updatedAt: string | null): void {
  const now = readDraft(key);
  if (!now) return;
  const savedAt = now.text === sent.text ? Date.now() : null;
  keepDraft(key, { ...now, savedAt, basedOn: updatedAt });
}

function savingOf({ personId, conversationId, kind }: DraftKey): Saving {
  const name = `${personId}:${conversationId}:${kind}`;
  const saving = savings.get(name) ?? { timer: undefined, isBusy: false, failures: 0 };
  savings.set(name, saving);
  return saving;
}
