import type { ProviderKind } from "@/lib/domain/conversation";
import type { Direction, FailureCode, Media, MessageStatus } from "@/lib/domain/message";
import type { Priority } from "@/lib/domain/request-budget";

export type { Priority };

/** The two numbers that name a conversation at every provider. Both in our form (`lib/domain/phone`). */
export type NumberPair = { userNumber: string; contactNumber: string };

/** A message as a provider reports it. */
export type ProviderMessage = NumberPair & {
  /** The row's own id. */
  id: string;
  /** The id of the send it belongs to, where the provider keeps them apart (campaigns, lost answers). */
  sendId: string | null;
  direction: Direction;
  text: string;
  media: Media[];
  status: MessageStatus;
  failure: { code: FailureCode; message: string } | null;
  at: Date;
  /** Null when the provider doesn't say. */
  unread: boolean | null;
  /** True or false when this text opted the contact out or in again; null when it says nothing about that. */
  optedOut: boolean | null;
};

/** A conversation's state as a provider reports it. */
export type ProviderConversation = NumberPair & {
  contactName: string | null;
  archived: boolean;
  unreadCount: number;
  optedOut: boolean;
  lastMessageAt: Date | null;
};

export type ProviderContact = {
  number: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  note: string | null;
  optedOut: boolean;
};

/** A page of rows. `next` is the argument for the page after it; null at the end. */
export type Page<Row> = { rows: Row[]; next: number | null; total: number | null };

/**
 * An inbound text as a webhook announces it. Webhooks carry no id of the message itself and no media
 * (vendor notes 2.10), so it is provisional until a list confirms it.
 */
export type AnnouncedText = NumberPair & {
  text: string;
  at: Date;
  /** True or false when this text opted the contact out or in again; null when it says nothing about that. */
  optedOut: boolean | null;
};

export type WebhookReading =
  | { kind: "text"; text: AnnouncedText }
  /** Understood, and of no interest to an inbox (a new contact, a keyword opt-in). */
  | { kind: "ignored"; type: string }
  /** Not understood: goes to quarantine with this reason. */
  | { kind: "unreadable"; reason: string };

/** A text to send: always one recipient, always from the number the contact knows. */
export type OutgoingText = { from: string; to: string; text: string; mediaUrl: string | null };

/** Optional facet: providers that announce inbound texts by calling us. */
export interface WebhookFacet {
  /**
   * Makes sure exactly one live subscription points at `callbackUrl`; never touches others'.
   * @returns the subscription's id.
   */
  ensureSubscription(callbackUrl: string, secret: string): Promise<string>;
  /** Whether the signature header fits the raw bytes. `absent` when the provider sent none. */
  checkSignature(rawBody: Uint8Array, headers: Headers, secret: string): "valid" | "invalid" | "absent";
  read(rawBody: Uint8Array): WebhookReading;
  /** Ends a subscription of ours, for when our address has changed. A subscription that is gone already is fine. */
  removeSubscription(id: string): Promise<void>;
}

/**
 * What an inbox needs from a texting provider. Every method may throw a `ProviderError`.
 * Lists come newest first, whatever the vendor's default order is, and hold only rows that fit the question,
 * whatever the vendor's filters let through.
 */
export interface Provider {
  readonly kind: ProviderKind;
  /** A cheap call that fails when the credentials don't work. @returns credits left; null when it doesn't say */
  readCredits(): Promise<number | null>;
  /** All conversations, active ones before archived ones; \`state: "archived"\` with page 0 begins at the latter. */
  listConversations(query: {
    page: number;
    state?: "active" | "archived";
    priority: Priority;
  }): Promise<Page<ProviderConversation>>;
  /** Messages of the whole account with `since <= at` (and `at <= until`), both directions. */
  listMessages(query: {
    since: Date | null;
    until: Date | null;
    page: number;
    priority: Priority;
  }): Promise<Page<ProviderMessage>>;
  /** One conversation's messages; an empty page when the provider doesn't know the pair. Marks nothing as read. */
  listThread(query: NumberPair & { page: number; priority: Priority }): Promise<Page<ProviderMessage>>;
  /** @returns the id of the send. Never repeated by the adapter: a lost answer throws `ProviderError("answer_lost")`. */
  sendText(text: OutgoingText): Promise<{ sendId: string }>;
  setArchived(pair: NumberPair, archived: boolean): Promise<void>;
  /** Any number of message ids; the adapter cuts them to what one call takes. */
  setRead(messageIds: string[], read: boolean): Promise<void>;
  listContacts(query: { page: number; priority: Priority }): Promise<Page<ProviderContact>>;
  readonly webhooks: WebhookFacet | null;
}
