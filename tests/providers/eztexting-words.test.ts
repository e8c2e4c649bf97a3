import { describe, expect, test } from "vitest";
import { readDelivery } from "@/lib/providers/eztexting/delivery-status";
import { failureOfRefusal } from "@/lib/providers/eztexting/failures";
import { formatVendorTime, parseVendorTime } from "@/lib/providers/eztexting/vendor-time";

describe("a delivery status", () => {
  const cases: [status: string | null, expected: string, code?: string, message?: string][] = [
    ["Delivered - Carrier Confirmed", "delivered"],
    ["Delivered - Device Confirmed", "delivered"],
    ["DELIVERED", "delivered"],
    ["delivered", "delivered"],
    ["Not Sent - No Credits", "failed", "no_credits", "No credits left."],
    ["no_credits", "failed", "no_credits", "No credits left."],
    ["Not Sent - Opted Out", "failed", "opted_out", "They opted out."],
    ["OPTED_OUT", "failed", "opted_out", "They opted out."],
    ["Bounced", "failed", "bounced", "The carrier gave no reason."],
    ["UNDELIVERED", "failed", "bounced", "The carrier gave no reason."],
    ["NOT_DELIVERED", "failed", "bounced", "The carrier gave no reason."],
    ["Failed", "failed", "bounced", "The carrier gave no reason."],
    ["Failed: landline", "failed", "landline", "Landline, can't get texts."],
    ["INVALID", "failed", "invalid_number", "Not a valid phone number."],
    ["Cancelled", "failed", "rejected", "The text was cancelled."],
    ["QUEUED", "sent"],
    ["sending", "sent"],
    ["Sent", "sent"],
    ["FINISHED", "sent"],
    ["SCHEDULED", "scheduled"],
    ["na", "sent"],
    ["Something new", "sent"],
    [null, "sent"],
  ];
  test.each(cases)("%s is %s %s", (raw, status, code, message) => {
    const delivery = readDelivery(raw);
    expect(delivery.status).toBe(status);
    expect(delivery.failure).toEqual(code ? { code, message } : null);
  });

  test("that is new to us says so", () => {
    expect(readDelivery("Something new").known).toBe(false);
    expect(readDelivery("queued").known).toBe(true);
  });
});

describe("a refused send", () => {
  const cases: [body: unknown, code: string, message: string][] = [
    [{ status: 422, title: "Contact has opted out" }, "opted_out", "They opted out."],
    [{ errors: [{ code: "CONTACT_OPTED_OUT", message: "Sending failed" }] }, "opted_out", "They opted out."],
    [{ detail: "The recipient has unsubscribed from this number" }, "opted_out", "They opted out."],
    [
      {
        title: "Invalid Phone Number",
        errors: [{ title: "Validation Error", message: "Phone number must be 11 digits (E.164 format)" }],
      },
      "invalid_number",
      "Not a valid phone number.",
    ],
    [
      { errors: [{ message: "toNumbers contains invalid entries" }] },
      "invalid_number",
      "Not a valid phone number.",
    ],
    [{ detail: "Phone number 15551234567 is a landline" }, "landline", "Landline, can't get texts."],
    [{ detail: "The phone number is not in service" }, "not_in_service", "Number is not in service."],
    [{ title: "Not enough credits" }, "no_credits", "No credits left."],
    [{ errors: [{ title: "Insufficient Credits" }] }, "no_credits", "No credits left."],
    [
      { detail: "Your account is suspended" },
      "account_stopped",
      "The account may not send texts at the moment.",
    ],
    [{ title: "Account deactivated" }, "account_stopped", "The account may not send texts at the moment."],
    [{ detail: "Number deactivated by its carrier" }, "not_in_service", "Number is not in service."],
    [{ detail: "The carrier blocked a URL in the message" }, "blocked", "The carrier blocked the link."],
    [{ detail: "Blocked by carrier as spam" }, "blocked", "The carrier blocked the text."],
    [
      { detail: "fromNumber is not a valid phone number of this account" },
      "rejected",
      "fromNumber is not a valid phone number of this account",
    ],
    [{ title: "Malformed Request", detail: "Message is too long" }, "rejected", "Message is too long"],
    [undefined, "rejected", "EZ Texting refused this text (error 400)."],
  ];
  test.each(cases)("%j is %s", (body, code, message) => {
    expect(failureOfRefusal(400, body)).toEqual({ code, message });
  });

  test("with 402 is about money", () => {
    expect(failureOfRefusal(402, undefined).code).toBe("no_credits");
  });
});

describe("a vendor time", () => {
  const cases: [written: unknown, iso: string | null][] = [
    ["2026-09-14T17:06:31.042+00:00", "2026-09-14T17:06:31.042Z"],
    ["2026-06-18T15:09:12Z", "2026-06-18T15:09:12.000Z"],
    ["2026-06-18T15:09:12-07:00", "2026-06-18T22:09:12.000Z"],
    ["2026-06-18T15:09:12.123456789Z", "2026-06-18T15:09:12.123Z"],
    ["2026-06-18T15:09:12.5+0000", "2026-06-18T15:09:12.500Z"],
    ["2026-06-18T15:09:12", "2026-06-18T15:09:12.000Z"],
    ["2026-06-18 15:09Z", "2026-06-18T15:09:00.000Z"],
    [1789405591042, "2026-09-14T17:06:31.042Z"],
    [1789405591, "2026-09-14T17:06:31.000Z"],
    ["2026-13-45T99:00:00Z", null],
    ["yesterday", null],
    ["", null],
    [null, null],
    [undefined, null],
    [{}, null],
  ];
  test.each(cases)("%j is %s", (written, iso) => {
    expect(parseVendorTime(written)?.toISOString() ?? null).toBe(iso);
  });

  test("in a filter has whole seconds that never narrow the window", () => {
    const at = new Date("2026-09-14T17:06:31.042Z");
    expect(formatVendorTime(at, "down")).toBe("2026-09-14T17:06:31+00:00");
    expect(formatVendorTime(at, "up")).toBe("2026-09-14T17:06:32+00:00");
  });
});
