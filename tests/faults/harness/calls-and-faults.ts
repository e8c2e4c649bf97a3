/** Every kind of call that keeping a conversation takes, as a fault finds it. */
export const CALLS = {
  "sending a text": { method: "POST", path: "^/messages$" },
  archiving: { method: "POST", path: "/archive$" },
  restoring: { method: "POST", path: "/restore$" },
  "marking as read": { method: "POST", path: "/messages/read$" },
  "marking as unread": { method: "POST", path: "/messages/unread$" },
  "listing messages": { method: "GET", path: "^/messages[?]" },
  "listing conversations": { method: "GET", path: "^/conversations[?]" },
  "reading a thread": { method: "GET", path: "^/conversations/conversation/" },
};

/** Everything that can become of a call. */
export const FAULTS: Record<string, object> = {
  "the answer is lost with the connection, after the work": {
    kind: "answerLostAfterAcceptance",
    lostBy: "cut",
  },
  "it says 500 after the work": { kind: "answerLostAfterAcceptance", lostBy: "500" },
  "no answer comes after the work": { kind: "answerLostAfterAcceptance", lostBy: "silence" },
  "the answer breaks off": { kind: "resetMidBody" },
  "the answer is half a JSON": { kind: "malformedJson" },
  "the answer is slow": { kind: "delay", delayMs: 80 },
  "the connection is cut before the work": { kind: "cut" },
  "no answer comes, and no work is done": { kind: "hang" },
  "it says 500": { kind: "status", status: 500 },
  "it says 503 and when to come back": { kind: "status", status: 503, headers: { "Retry-After": "1" } },
  "somebody else's page says 502": { kind: "htmlBody", status: 502 },
  "somebody else's page says 200": { kind: "htmlBody", status: 200 },
  "it says 429 and how many milliseconds": { kind: "rateLimited", delayMs: 40 },
  "it says 429 and for longer than anybody waits": { kind: "rateLimited", delayMs: 90_000 },
  "it says 429 and how many seconds": { kind: "status", status: 429, headers: { "Retry-After": "90" } },
  "it says 429 and nothing else": { kind: "status", status: 429 },
};

/** Pauses that nobody names are seconds, really waited for. */
export const SITS_OUT = "it says 429 and nothing else";
