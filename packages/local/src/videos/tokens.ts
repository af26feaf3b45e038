import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { replaceFile } from "../replaceFile.ts";

const vKeyFile = z.object({ version: z.literal(1), id: z.string(), pem: z.string() });
const vHeader = z.object({ alg: z.literal("RS256"), kid: z.string() });
const vClaims = z.object({
  sub: z.string(),
  kid: z.string(),
  exp: z.number().int(),
  nbf: z.number().int().optional(),
  downloadable: z.boolean().optional(),
});

/** What a token says; times in seconds since 1970. */
export type Claims = z.infer<typeof vClaims>;

const TOKEN = /^([A-Za-z0-9_-]{1,300})\.([A-Za-z0-9_-]{1,1000})\.([A-Za-z0-9_-]{1,700})$/;
const KEPT_TOKENS = 2000;

/** The key's file is there and cannot be used. Its message says what to do. */
export class SigningKeyError extends Error {}

/**
 * Tokens that stand in the place of a uid in playback addresses: JSON web tokens signed with RS256, as Cloudflare Stream's.
 * The key is made at the first start and readable by its owner only; without its file all tokens given out are void.
 */
export class PlaybackTokens {
  readonly #keyId: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  /** Signatures that were right: a player shows the same token with every request. */
  readonly #known = new Map<string, Claims>();

  constructor(path: string) {
    const { id, pem } = existsSync(path) ? readKey(path) : makeKey(path);
    this.#keyId = id;
    try {
      this.#privateKey = createPrivateKey(pem);
    } catch {
      throw new SigningKeyError(damaged(path));
    }
    this.#publicKey = createPublicKey(this.#privateKey);
  }

  issue(uid: string, { exp, nbf, downloadable }: Pick<Claims, "exp" | "nbf" | "downloadable">): string {
    const claims: Claims = { sub: uid, kid: this.#keyId, exp, nbf, downloadable };
    const signed = [{ alg: "RS256", kid: this.#keyId }, claims].map(encode).join(".");
    return `${signed}.${sign("sha256", Buffer.from(signed), this.#privateKey).toString("base64url")}`;
  }

  /** The uid a token is for, or null when it is none of ours or its time is not now. */
  uidOf(token: string, nowMs = Date.now()): string | null {
    const claims = this.#known.get(token) ?? this.#verify(token);
    if (!claims) return null;
    const now = nowMs / 1000;
    return now < claims.exp && now >= (claims.nbf ?? 0) ? claims.sub : null;
  }

  #verify(token: string): Claims | null {
    const [, head, body, signature] = TOKEN.exec(token) ?? [];
    if (!head || !body || !signature) return null;
    const header = vHeader.safeParse(decode(head));
    // What the header says about the algorithm decides nothing: there is one key, and it is used in one way.
    if (!header.success || header.data.kid !== this.#keyId) return null;
    const signed = Buffer.from(`${head}.${body}`);
    if (!verify("sha256", signed, this.#publicKey, Buffer.from(signature, "base64url"))) return null;
    const claims = vClaims.safeParse(decode(body));
    if (!claims.success) return null;
    if (this.#known.size >= KEPT_TOKENS) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(token, claims.data);
    return claims.data;
  }
}

function readKey(path: string): z.infer<typeof vKeyFile> {
  try {
    chmodSync(path, 0o600);
    return vKeyFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new SigningKeyError(damaged(path));
  }
}

function makeKey(path: string): z.infer<typeof vKeyFile> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const key = { version: 1 as const, id: randomBytes(16).toString("hex"), pem };
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, JSON.stringify(key));
  return key;
}

function damaged(path: string): string {
  return `${path} is damaged; move it away to start with a new key, which voids the tokens given out.`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
