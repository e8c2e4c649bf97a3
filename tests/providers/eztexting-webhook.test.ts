import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSignature, readWebhook } from "@/lib/providers/eztexting/webhook";

const seenLive = {
  id: "309112289003",
  type: "inbound_text.received",
  fromNumber: "16026203572",
  toNumber: "15207799209",
  message: "3",
  received: "2026-09-14T17:06:31.042+00:00",
  optIn: false,
  optOut: false,
};

describe("a webhook", () => {
  test("as a live account sends it is a text", () => {
    expect(read(seenLive)).toEqual({
      kind: "text",
      text: {
        userNumber: "+15207799209",
        contactNumber: "+16026203572",
        text: "3",
        at: new Date("2026-09-14T17:06:31.042Z"),
        optedOut: null,
      },
    });
  });

  test("as the newer documentation shows it is a text too", () => {
    const { received: receivedAt, id: _, optIn: __, optOut: ___, ...rest } = seenLive;
    const contact = { phoneNumber: "16026203572", firstName: "Jane" };
    const documented = { ...rest, eventId: "evt_1", receivedAt, messageType: "SMS", contact };
    expect(read(documented)).toEqual(read(seenLive));
  });

  test("of a picture without words, to a short code, is a text", () => {
    const { message: _, ...rest } = seenLive;
    expect(read({ ...rest, toNumber: "313131" })).toMatchObject({
      kind: "text",
      text: { text: "", userNumber: "313131" },
    });
  });

  test("says whether the text opted out or in", () => {
    expect(read({ ...seenLive, message: "STOP", optOut: true })).toMatchObject({ text: { optedOut: true } });
    expect(read({ ...seenLive, message: "START", optIn: true })).toMatchObject({ text: { optedOut: false } });
  });

  test.each(["keyword.opt_in", "contact.created"])("of type %s is ignored", (type) => {
    expect(read({ type, keyword: "SALE", phoneNumber: "16026203572" })).toEqual({ kind: "ignored", type });
  });

  const unreadable: [name: string, body: unknown][] = [
    ["an unknown type", { ...seenLive, type: "message.delivered" }],
    ["no type", { ...seenLive, type: undefined }],
    ["no sender", { ...seenLive, fromNumber: null }],
    ["a sender that is no number", { ...seenLive, fromNumber: "Fernhill" }],
    ["no recipient", { ...seenLive, toNumber: "" }],
    ["no time", { ...seenLive, received: undefined }],
    ["a time that is none", { ...seenLive, received: "soon" }],
    ["a list", [seenLive]],
    ["a bare value", 7],
  ];
  test.each(unreadable)("with %s is unreadable, with a reason", (_name, body) => {
    expect(read(body)).toEqual({ kind: "unreadable", reason: expect.stringMatching(/\w{3}/) });
  });

  test("of any bytes at all never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => readWebhook(bytes).kind === "unreadable"),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(seenLive)), fc.jsonValue()), (body) =>
        ["text", "ignored", "unreadable"].includes(read({ ...seenLive, ...body }).kind),
      ),
    );
  });
});

describe("a signature", () => {
  // Computed for the vendor notes: the documentation's own example belongs to its first line.
  const vectors: [body: string, signature: string][] = [
    ['{"name":"test webhook", "callback":"sms:callfire"}', "v14pF7d5C1+CHNIEWlg+sw9v0Xg="],
    ['{"name":"test webhook", "callback":"sms:eztexting"}', "EGETYU2OoqUiiF18AZ76gQtB1/k="],
    [
      '{"id":"309112289003","type":"inbound_text.received","fromNumber":"15551234567","toNumber":"15559876543","message":"Hi 😀","received":"2026-09-14T17:06:31.042+00:00","optIn":false,"optOut":false}',
      "EVhWdrZ+IyvaeeJOex9SkWsoIzE=",
    ],
  ];
  test.each(vectors)("of %s is %s", (body, signature) => {
    expect(check(body, signature)).toBe("valid");
    expect(check(`${body}\n`, signature)).toBe("invalid");
    expect(check(body, signature.toLowerCase())).toBe("invalid");
    expect(check(body, signature, "another secret")).toBe("invalid");
  });

  test.each(["x", "v14pF7d5C1+CHNIEWlg+sw9v0Xg", "ü", "=".repeat(500)])("of %s is invalid", (signature) => {
    expect(check("{}", signature)).toBe("invalid");
  });

  test("that was never sent is absent", () => {
    expect(checkSignature(new Uint8Array(), new Headers(), "mysecrets")).toBe("absent");
    expect(check("{}", " ")).toBe("absent");
  });
});

function read(body: unknown) {
  return readWebhook(new TextEncoder().encode(JSON.stringify(body)));
}

function check(body: string, signature: string, secret = "mysecrets") {
  return checkSignature(new TextEncoder().encode(body), new Headers({ "X-Signature": signature }), secret);
}
