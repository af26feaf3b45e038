import { Buffer } from "node:buffer";
import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  sign,
} from "node:crypto";

/*
 * What a push service wants: the message encrypted for one browser (RFC 8291, in the content coding of RFC 8188) and a
 * signed word on who sends it (VAPID, RFC 8292). Only for modules with `"use node"`. The usual library, `web-push`, does
 * not load in a bundle without `require`; the tests read what is made here with it.
 */

export interface Browser {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface PushKeys {
  publicKey: string;
  privateKey: string;
  subject: string;
}

/** One record holds it all: with its padding mark and tag it may have 4096 bytes. */
const RECORD_BYTES = 4096;
export const MAX_MESSAGE_BYTES = RECORD_BYTES - 17;
/** A service refuses a word that holds for more than a day. */
const TOKEN_LIFE_S = 12 * 60 * 60;

/** What makes an encryption repeatable; random but for tests. */
export interface Dice {
  sender: ECDH;
  salt: Buffer;
}

function throwDice(): Dice {
  const sender = createECDH("prime256v1");
  sender.generateKeys();
  return { sender, salt: randomBytes(16) };
}

/** A message that nobody but the browser can read. Throws when its key is no point of the curve. */
export function encryptFor({ p256dh, auth }: Browser, text: string, { sender, salt } = throwDice()): Buffer {
  const message = Buffer.from(text);
  if (message.length > MAX_MESSAGE_BYTES) throw new RangeError("A push has at most 4079 bytes.");
  const [theirs, ours] = [Buffer.from(p256dh, "base64url"), sender.getPublicKey()];
  const shared = sender.computeSecret(theirs);
  const about = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]);
  const secret = derive(shared, Buffer.from(auth, "base64url"), about, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const sealed = [cipher.update(message), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()];
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  return Buffer.concat([salt, size, Buffer.of(ours.length), ours, ...sealed]);
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));

/** Who sends it, for this push service and half a day. */
export function vapidHeader(endpoint: string, keys: PushKeys, now: number): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now / 1000) + TOKEN_LIFE_S,
    sub: keys.subject,
  };
  const signed = [{ typ: "JWT", alg: "ES256" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const point = Buffer.from(keys.publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", x, y, d: keys.privateKey };
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${signed}.${signature.toString("base64url")}, k=${keys.publicKey}`;
}
