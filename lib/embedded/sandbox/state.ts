import { Collection, type ChangeListener } from "./collection";
import { MessageCollection, pairKey } from "./message-collection";
import * as rows from "./rows";

/** Ids look like those seen live: long decimal numbers that end in 003 (vendor notes: "309112289003"). */
const FIRST_ID = 309_112_289;

/** Everything the account holds, a collection a noun. */
export class State {
  readonly messages: MessageCollection;
  readonly conversations: Collection<rows.Conversation>;
  readonly contacts: Collection<rows.Contact>;
  readonly consents: Collection<rows.Consent>;
  readonly groups: Collection<rows.Group>;
  readonly fields: Collection<rows.Field>;
  readonly templates: Collection<rows.Template>;
  readonly mediaFiles: Collection<rows.MediaFile>;
  readonly subscriptions: Collection<rows.Subscription>;
  readonly keywords: Collection<rows.Keyword>;
  readonly tokens: Collection<rows.TokenPair>;
  readonly sends: Collection<rows.Send>;
  readonly accounts: Collection<rows.Account>;
  private lastId = FIRST_ID;

  constructor(changed: ChangeListener) {
    this.messages = new MessageCollection(changed);
    this.conversations = new Collection(
      "conversations",
      rows.conversationSchema,
      (row) => pairKey(row.userNumber, row.contactNumber),
      changed,
    );
    this.contacts = new Collection("contacts", rows.contactSchema, (row) => row.phoneNumber, changed);
    this.consents = new Collection("consents", rows.consentSchema, (row) => row.phoneNumber, changed);
    this.groups = new Collection("groups", rows.groupSchema, (row) => row.id, changed);
    this.fields = new Collection("fields", rows.fieldSchema, (row) => row.id, changed);
    this.templates = new Collection("templates", rows.templateSchema, (row) => row.id, changed);
    this.mediaFiles = new Collection("mediaFiles", rows.mediaFileSchema, (row) => row.id, changed);
    this.subscriptions = new Collection("subscriptions", rows.subscriptionSchema, (row) => row.id, changed);
    this.keywords = new Collection("keywords", rows.keywordSchema, (row) => row.keyword, changed);
    this.tokens = new Collection("tokens", rows.tokenPairSchema, (row) => row.accessToken, changed);
    this.sends = new Collection("sends", rows.sendSchema, (row) => row.id, changed);
    this.accounts = new Collection("accounts", rows.accountSchema, () => "account", changed);
  }

  /** A fresh id, higher than all before it. */
  newId(): string {
    this.lastId += 1;
    return `${this.lastId}003`;
  }

  account(): rows.Account {
    const account = this.accounts.get("account");
    if (!account) throw new Error("the world has no account");
    return account;
  }

  /** Applies one line of the journal, and keeps later ids above the ones it mentions. */
  restore(collection: string, key: string, row: unknown): void {
    this.byName(collection).restore(key, row);
    this.keepAbove(key);
    if (collection !== "messages") return;
    const message = this.messages.get(key);
    if (message) this.keepAbove(message.groupId);
  }

  /** Every row of every collection, as journal entries. */
  *entries(): Generator<[collection: string, key: string, row: unknown]> {
    for (const collection of this.collections()) yield* collection.entries();
  }

  /** Forgets everything, ids too. */
  clear(): void {
    for (const collection of this.collections()) collection.clear();
    this.lastId = FIRST_ID;
  }

  private keepAbove(id: string): void {
    const number = /^(\d+)003$/.exec(id)?.[1];
    if (number !== undefined && number.length < 13) this.lastId = Math.max(this.lastId, Number(number));
  }

  private byName(name: string) {
    const collection = this.collections().find((candidate) => candidate.name === name);
    if (!collection) throw new Error(`the journal names an unknown collection: ${name}`);
    return collection;
  }

  private collections() {
    return [
      this.messages,
      this.conversations,
      this.contacts,
      this.consents,
      this.groups,
      this.fields,
      this.templates,
      this.mediaFiles,
      this.subscriptions,
      this.keywords,
      this.tokens,
      this.sends,
      this.accounts,
    ];
  }
}
