import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { verifyWebhook, WebhookVerificationError, webhookChallenge } from "./webhooks.ts";

const SECRET = `whsec_${btoa("a secret of thirty-two bytes, so")}`;
const OTHER = `whsec_${btoa("another one of thirty-two bytes.")}`;
const AT = Date.parse("2026-11-21T12:00:00Z");
const BODY = JSON.stringify({ id: "evt", type: "dm.received", data: { message: null } });

/** A call as the reference library signs it. */
const aCall = (secret = SECRET, body = BODY) => ({
  headers: {
    "webhook-id": "evt",
    "webhook-timestamp": `${AT / 1000}`,
    "webhook-signature": new Webhook(secret).sign("evt", new Date(AT), body),
  },
  body,
});

describe("verifyWebhook", () => {
  test("believes what the reference library has signed, with any kind of headers", async () => {
    const { headers, body } = aCall();
    expect(await verifyWebhook(SECRET, { headers, body }, { now: AT })).toEqual(JSON.parse(BODY));
    await verifyWebhook(SECRET, { headers: new Headers(headers), body }, { now: AT });
    const loud = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    await verifyWebhook(SECRET, { headers: loud, body }, { now: AT });
  });

  test("believes either of two secrets, and either of two signatures", async () => {
    const call = aCall(OTHER);
    await verifyWebhook([SECRET, OTHER], call, { now: AT });
    const both = `${aCall(SECRET).headers["webhook-signature"]} ${call.headers["webhook-signature"]} v2,AAAA`;
    const signed = { ...call, headers: { ...call.headers, "webhook-signature": both } };
    await verifyWebhook(SECRET, signed, { now: AT });
  });

  test.each<[string, Partial<Record<string, string>>, string?]>([
    ["another body", {}, `${BODY} `],
    ["another id", { "webhook-id": "other" }],
    ["another time", { "webhook-timestamp": `${AT / 1000 + 1}` }],
    ["a time that is no number", { "webhook-timestamp": "soon" }],
    ["no signature", { "webhook-signature": "" }],
    ["a signature of another version", { "webhook-signature": "v1a,AAAA" }],
    ["no base64", { "webhook-signature": "v1,***" }],
    ["no id", { "webhook-id": "" }],
  ])("does not believe %s", async (_, headers, body = BODY) => {
    const call = { headers: { ...aCall().headers, ...headers }, body };
    await expect(verifyWebhook(SECRET, call, { now: AT })).rejects.toThrow(WebhookVerificationError);
  });

  test("does not believe what is old, from the future, or signed by somebody else", async () => {
    await verifyWebhook(SECRET, aCall(), { now: AT + 300_000 });
    for (const now of [AT + 301_000, AT - 301_000])
      await expect(verifyWebhook(SECRET, aCall(), { now })).rejects.toThrow("too old");
    await expect(verifyWebhook(OTHER, aCall(), { now: AT })).rejects.toThrow("No signature fits");
    await expect(verifyWebhook("whsec_", aCall(), { now: AT })).rejects.toThrow(WebhookVerificationError);
  });
});

test("webhookChallenge finds the question and nothing else", () => {
  const question = { type: "webhook.verification", webhook_id: "w", challenge: "abc" };
  expect(webhookChallenge(JSON.stringify(question))).toBe("abc");
  for (const body of [BODY, "", "null", "[]", JSON.stringify({ ...question, challenge: 1 })])
    expect(webhookChallenge(body), body).toBe(null);
});
