import { Collection, type ChangeListener } from "./collection";
import { messageSchema, type Message } from "./rows";

/** The messages of one pair of numbers, oldest first, and which of them are unread. */
export type Thread = { messages: Message[]; unread: Set<string> };

/** All messages, with the orders and groupings the endpoints read: by time, by pair, by send. */
export class MessageCollection extends Collection<Message> {
  private readonly ordered: Message[] = [];
  private readonly threads = new Map<string, Thread>();
  private readonly sends = new Map<string, Message[]>();
  private unsorted = false;

  constructor(changed: ChangeListener) {
    super("messages", messageSchema, (message) => message.id, changed);
  }

  /** Every message, oldest first; ties by id. */
  byTime(): readonly Message[] {
    this.sort();
    return this.ordered;
  }

  /** The messages of a pair, oldest first. */
  thread(userNumber: string, contactNumber: string): Thread | undefined {
    this.sort();
    return this.threads.get(pairKey(userNumber, contactNumber));
  }

  /** The rows that one send made (more than one for a campaign). */
  ofSend(groupId: string): readonly Message[] {
    return this.sends.get(groupId) ?? [];
  }

  /** The message with this id, or else the rows of the send with this id. */
  find(id: string): readonly Message[] {
    const message = this.get(id);
    return message ? [message] : this.ofSend(id);
  }

  /** Index of the first message at or after `sentAt` in `byTime()`. */
  firstSince(sentAt: number): number {
    const messages = this.byTime();
    let low = 0;
    let high = messages.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const message = messages[middle];
      if (message && message.sentAt < sentAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Changes fields that no order depends on, and reports it. */
  update(message: Message, change: Partial<Pick<Message, "unread" | "deleted" | "statuses">>): void {
    Object.assign(message, change);
    this.put(message);
  }

  override clear(): void {
    super.clear();
    this.ordered.length = 0;
    this.threads.clear();
    this.sends.clear();
    this.unsorted = false;
  }

  protected override store(message: Message): void {
    const known = this.rows.get(message.id);
    if (known) Object.assign(known, message);
    else this.insert(message);
    const thread = this.threads.get(pairKey(message.userNumber, message.contactNumber));
    if (message.unread && !message.deleted) thread?.unread.add(message.id);
    else thread?.unread.delete(message.id);
  }

  private insert(message: Message): void {
    super.store(message);
    const last = this.ordered.at(-1);
    if (last && olderFirst(last, message) > 0) this.unsorted = true;
    this.ordered.push(message);
    const key = pairKey(message.userNumber, message.contactNumber);
    const thread = this.threads.get(key) ?? { messages: [], unread: new Set() };
    thread.messages.push(message);
    this.threads.set(key, thread);
    if (message.inbound) return;
    const send = this.sends.get(message.groupId);
    if (send) send.push(message);
    else this.sends.set(message.groupId, [message]);
  }

  private sort(): void {
    if (!this.unsorted) return;
    this.ordered.sort(olderFirst);
    for (const thread of this.threads.values()) thread.messages.sort(olderFirst);
    this.unsorted = false;
  }
}

/** The key of a conversation: the vendor has no conversation id. */
export function pairKey(userNumber: string, contactNumber: string): string {
  return `${userNumber}:${contactNumber}`;
}

/** Compares by time, then by id as a number. */
export function olderFirst(a: Message, b: Message): number {
  return a.sentAt - b.sentAt || a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
