import type { TokenStore } from "../http/budget";
import type { HttpParts } from "../http/client";
import type { Provider } from "../provider";
import { oncePerShape, type LogUnknownShape } from "../shape-log";
import { createApi } from "./api";
import { createAuthorization, type Connection } from "./authorization";
import { listContacts } from "./contacts";
import { listConversations, setArchived } from "./conversations";
import { createListReader } from "./list";
import { readCredits } from "./credits";
import { listMessages, listThread, sendText } from "./messages";
import { createSetRead } from "./read-state";
import { ensureSubscription, removeSubscription } from "./subscriptions";
import { checkSignature, readWebhook } from "./webhook";

type Parts = HttpParts & { tokens: TokenStore; logUnknownShape: LogUnknownShape };

/** EZ Texting's API, version 1. */
export function createEzTextingProvider(connection: Connection, parts: Parts): Provider {
  const log = oncePerShape(parts.logUnknownShape);
  const api = createApi(connection.baseUrl, createAuthorization(connection, parts.tokens, parts), parts);
  const readList = createListReader(api, log);
  return {
    kind: "eztexting",
    readCredits: () => readCredits(api, log),
    listConversations: (query) => listConversations(readList, log, query),
    listMessages: (query) => listMessages(readList, log, query),
    listThread: (query) => listThread(readList, log, query),
    sendText: (text) => sendText(api, text),
    setArchived: (pair, archived) => setArchived(api, pair, archived),
    setRead: createSetRead(api),
    listContacts: (query) => listContacts(readList, log, query),
    webhooks: {
      ensureSubscription: (callbackUrl, secret) => ensureSubscription(api, readList, callbackUrl, secret),
      checkSignature,
      read: readWebhook,
      removeSubscription: (id) => removeSubscription(api, id),
    },
  };
}
