// @vitest-environment node
import { Buffer } from "node:buffer";
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import ece from "http_ece";
import { expect, test } from "vitest";
import { encryptFor, MAX_MESSAGE_BYTES, vapidHeader } from "./webPush.client";

const bytes = (text: string) => Buffer.from(text, "base64url");

test("a message is encrypted byte by byte as RFC 8291 shows", () => {
  const sender = createECDH("prime256v1");
  sender.setPrivateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
  const browser = {
    endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  const dice = { sender, salt: bytes("DGv6ra1nlYgDCS1FRnbzlw") };
  expect(encryptFor(browser, "When I grow up, I want to be a watermelon", dice).toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

test("a browser reads what was encrypted for it, and another one does not", () => {
  const key = createECDH("prime256v1");
  const p256dh = key.generateKeys("base64url");
  const auth = randomBytes(16).toString("base64url");
  const read = (body: Buffer, authSecret: string) =>
    ece.decrypt(body, { version: "aes128gcm", privateKey: key, authSecret }).toString();
  const texts = ["", "Ada is on air 🎨", "x".repeat(MAX_MESSAGE_BYTES)];
  for (const text of texts) {
    const body = encryptFor({ endpoint: "https://push.example/1", p256dh, auth }, text);
    expect(read(body, auth)).toBe(text);
    expect(() => read(body, randomBytes(16).toString("base64url"))).toThrow();
  }
  expect(() =>
    encryptFor({ endpoint: "https://push.example/1", p256dh, auth }, "x".repeat(MAX_MESSAGE_BYTES + 1)),
  ).toThrow(RangeError);
});

test("the signed word names the push service and its sender, and holds for half a day", () => {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  const keys = { publicKey, privateKey: pair.getPrivateKey("base64url"), subject: "mailto:molt@example.org" };
  const now = Date.parse("2026-11-21T12:00:00Z");
  const [, token = "", k] = /^vapid t=([^,]+), k=(.+)$/.exec(
    vapidHeader("https://push.example.net:8443/send/1", keys, now),
  )!;
  const [head, claims, signature] = token.split(".");
  expect(k).toBe(publicKey);
  expect(JSON.parse(bytes(claims!).toString())).toEqual({
    ...{ aud: "https://push.example.net:8443", exp: now / 1000 + 12 * 60 * 60 },
    sub: "mailto:molt@example.org",
  });
  const point = bytes(publicKey);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const proof = { key, dsaEncoding: "ieee-p1363" } as const;
  expect(verify("sha256", Buffer.from(`${head}.${claims}`), proof, bytes(signature!))).toBe(true);
});
