import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { secretsMatch } from "../lib/hash";

/** One-time codes by the clock (RFC 6238), as every authenticator app makes them: SHA-1, 30 seconds, six digits. */

const STEP_MS = 30_000;
const DIGITS = 6;
/** What RFC 4226 advises for SHA-1: as long as its result. */
export const SECRET_BYTES = 20;

/** The number of the half minute that a moment is in. */
export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);

export function codeAt(secret: Uint8Array, step: number): string {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = hmac(sha1, secret, new Uint8Array(counter.buffer));
  const offset = mac.at(-1)! & 0xf;
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fff_ffff;
  return `${number % 10 ** DIGITS}`.padStart(DIGITS, "0");
}

/** The step whose code this is: the present one, the one before it for slow typers, or the next for fast clocks. */
export function stepOf(secret: Uint8Array, code: string, now: number): number | null {
  const present = stepAt(now);
  const steps = [present + 1, present, present - 1];
  return steps.filter((step) => secretsMatch(code, codeAt(secret, step)))[0] ?? null;
}

/** RFC 4648 base 32, as people type a secret into an app. */
export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives
    .map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

/** What apps read from a link or a QR code. */
export function otpauthUri(secret: Uint8Array, { host, name }: { host: string; name: string }): string {
  const facts = new URLSearchParams({ secret: toBase32(secret), issuer: `Molt (${host})` });
  const label = `Molt (${host}):${name}`;
  return `otpauth://totp/${encodeURIComponent(label)}?${facts.toString().replaceAll("+", "%20")}`;
}
