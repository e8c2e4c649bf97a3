import { countConversationsSince, listConversationsSince, newestRevision } from "@/lib/db/conversations";
import { listen } from "@/lib/db/listen";
import type { Conversation } from "@/lib/domain/conversation";
import { log } from "@/lib/log";

export type LiveEvent =
  | { kind: "ready"; revision: string }
  | { kind: "conversation"; conversation: Conversation }
  /** Too much was missed: fetch everything anew, and go on from this revision. */
  | { kind: "reset"; revision: string };

/** More missed changes than this are cheaper to fetch anew. */
const MAX_CATCH_UP = 500;
const PAGE = 200;

/**
 * What changes, as it changes: one LISTEN connection and one query an event for the whole process, however many watch.
 *
 * Revisions are given out in the order of commits (`publish_conversations`), so "everything above the last one I read"
 * can't miss a transaction that commits late, and after a lost connection the same question fills the gap.
 */
class EventHub {
  readonly #watchers = new Set<(conversation: Conversation) => void>();
  #seen: bigint | null = null;
  #isReading = false;
  #isStale = false;

  start(): void {
    listen(
      "conversations",
      () => void this.#read(),
      (error) => log.warn({ problem: error.message }, "Live updates lost the database; reconnecting"),
    );
  }

  /** Settles when it knows from which revision on it tells: whatever is read after that can't be behind it. */
  async begin(): Promise<void> {
    if (this.#seen !== null) return;
    const newest = await newestRevision();
    this.#seen ??= newest;
  }

  add(watcher: (conversation: Conversation) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #read(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#readAll();
      }
    } catch (error) {
      log.warn({ problem: String(error) }, "Reading live updates failed; trying again");
      setTimeout(() => void this.#read(), 1_000);
    } finally {
      this.#isReading = false;
    }
  }

  async #readAll(): Promise<void> {
    await this.begin();
    for (;;) {
      const changed = await listConversationsSince(this.#seen ?? 0n, PAGE);
      for (const conversation of changed) {
        this.#seen = BigInt(conversation.revision);
        for (const watcher of this.#watchers) watcher(conversation);
      }
      if (changed.length < PAGE) return;
    }
  }
}

declare global {
  /** One hub a process, however often the module is loaded. */
  var replydeskEventHub: EventHub | undefined;
}

function hub(): EventHub {
  if (!globalThis.replydeskEventHub) {
    globalThis.replydeskEventHub = new EventHub();
    globalThis.replydeskEventHub.start();
  }
  return globalThis.replydeskEventHub;
}

/**
 * Everything that changed after `after`, and then everything that changes. Without `after`: from now on.
 * @param after a revision from an earlier watch
 * @returns how to stop
 */
export async function watchEvents(
  after: bigint | null,
  onEvent: (event: LiveEvent) => void,
): Promise<() => void> {
  // Watching starts before catching up, so that nothing falls between; what is told twice is dropped by its revision.
  let sent = after ?? 0n;
  let backlog: Conversation[] | null = [];
  const tell = (conversation: Conversation): void => {
    const revision = BigInt(conversation.revision);
    if (revision <= sent) return;
    sent = revision;
    onEvent({ kind: "conversation", conversation });
  };
  const stop = hub().add((conversation) => {
    if (backlog) backlog.push(conversation);
    else tell(conversation);
  });
  try {
    await hub().begin();
    const newest = await newestRevision();
    if (after === null) {
      sent = newest;
      onEvent({ kind: "ready", revision: newest.toString() });
    } else if (after > newest || (await countConversationsSince(after, MAX_CATCH_UP + 1)) > MAX_CATCH_UP) {
      // More than we want to replay, or a revision of another database.
      sent = newest;
      onEvent({ kind: "reset", revision: newest.toString() });
    } else {
      onEvent({ kind: "ready", revision: after.toString() });
      for (const conversation of await listConversationsSince(after, MAX_CATCH_UP + 1)) tell(conversation);
    }
    const waiting = backlog;
    backlog = null;
    for (const conversation of waiting) tell(conversation);
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}
