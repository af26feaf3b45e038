import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { defineErrors } from "../lib/errors";
import { secretsMatch } from "../lib/hash";
import type { Position } from "./listing";
import { onNewProcess } from "./memory";

const cursorErrors = defineErrors({
  foreign: { code: "invalid_cursor", message: "The cursor was not made by this listing with these filters." },
});

const LONGEST = 1024;
const SIGNATURE_BYTES = 16;

/** What a cursor belongs to: an operation with its caller, path, order and filters. */
export type CursorScope = string;

/**
 * An opaque, signed cursor. It means its position in one scope and in no other, and nobody can make one up, so a
 * model may trust the position that comes back.
 */
export async function encodeCursor(ctx: ActionCtx, scope: CursorScope, position: Position): Promise<string> {
  const payload = toBase64Url(utf8ToBytes(JSON.stringify(position)));
  return `${payload}.${sign(await signingKey(ctx), scope, payload)}`;
}

/** The position of a cursor of this scope; anything else is refused. */
export async function decodeCursor(ctx: ActionCtx, scope: CursorScope, cursor: string): Promise<Position> {
  const [, payload, signature] = /^([\w-]+)\.([\w-]+)$/.exec(cursor.slice(0, LONGEST)) ?? [];
  const isOurs = payload && signature && secretsMatch(signature, sign(await signingKey(ctx), scope, payload));
  if (!isOurs) throw cursorErrors.foreign({ field: "cursor" });
  return JSON.parse(new TextDecoder().decode(fromBase64Url(payload))) as Position;
}

function sign(key: string, scope: CursorScope, payload: string): string {
  const mac = hmac(sha256, hexToBytes(key), utf8ToBytes(`${scope}\n${payload}`));
  return toBase64Url(mac.subarray(0, SIGNATURE_BYTES));
}

/** Kept between requests where there is such a thing; the row in the database never changes. */
let knownKey: string | null = null;

async function signingKey(ctx: ActionCtx): Promise<string> {
  if (knownKey !== null) return knownKey;
  let key: string | null = await ctx.runQuery(internal.http.cursorKeys.find, {});
  if (key === null) {
    const offered = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    key = (await ctx.runMutation(internal.http.cursorKeys.ensure, { offered })) as string;
  }
  knownKey = key;
  return key;
}

onNewProcess(() => {
  knownKey = null;
});

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
