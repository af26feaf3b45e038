import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from "node:crypto";
import type { Sqlite } from "../store/sqlite.ts";
import { isObject, type Json, type JsonObject } from "../values/json.ts";

const SECRET = "signJwt";
const MAX_LIFETIME_S = 3600;
/** Claims that the deployment sets itself or keeps for later. */
const RESERVED = /^(iss|iat|exp|nbf|(convex|cvx).*)$/i;

/**
 * Signs `ctx.auth.signJwt` tokens with the deployment's own key, and shows the public half to whoever wants to
 * verify them. The key is made at the first start and stays in the database. Signing is synchronous because it
 * happens inside mutations.
 */
export class TokenSigner {
  private readonly key: KeyObject;
  private readonly kid: string;
  private readonly publicKey: JsonObject;

  constructor(
    sqlite: Sqlite,
    /** CONVEX_CLOUD_URL, the issuer of these tokens. */
    private readonly issuer: string,
  ) {
    this.key = createPrivateKey({ key: JSON.parse(privateKey(sqlite)) as JsonWebKey, format: "jwk" });
    const { kty, crv, x, y } = this.key.export({ format: "jwk" });
    // The key's thumbprint by RFC 7638 names it, so a new key never has the name of an old one.
    this.kid = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
    this.publicKey = { kty, crv, x, y, kid: this.kid, alg: "ES256", use: "sig" } as JsonObject;
  }

  /** A token with the given claims, valid from `nowMs` on. Throws what the author of the function reads. */
  sign(component: string, { claims = {}, expiresInSeconds }: JsonObject, nowMs: number): string {
    if (!isObject(claims)) throw new Error("signJwt: `claims` must be an object.");
    const refused = Object.keys(claims).find((claim) => RESERVED.test(claim));
    if (refused !== undefined)
      throw new Error(`signJwt: the claim "${refused}" is reserved and may not be set.`);
    if (
      typeof expiresInSeconds !== "number" ||
      !(expiresInSeconds >= 1 && expiresInSeconds <= MAX_LIFETIME_S)
    )
      throw new Error(`signJwt: \`expiresInSeconds\` must be between 1 and ${MAX_LIFETIME_S}.`);
    const iat = Math.floor(nowMs / 1000);
    const iss = component === "" ? this.issuer : `${this.issuer}/components/${component}`;
    const header = { alg: "ES256", typ: "JWT", kid: this.kid };
    const payload = { ...claims, iss, iat, exp: iat + Math.floor(expiresInSeconds) };
    const signed = `${encode(header)}.${encode(payload)}`;
    const signature = sign("sha256", Buffer.from(signed), { key: this.key, dsaEncoding: "ieee-p1363" });
    return `${signed}.${signature.toString("base64url")}`;
  }

  /** The documents by which others verify the tokens; `null` for any other path. */
  document(path: string): Json {
    if (path === "/.well-known/jwks.json") return { keys: [this.publicKey] };
    if (path !== "/.well-known/openid-configuration") return null;
    return {
      issuer: this.issuer,
      jwks_uri: `${this.issuer}/.well-known/jwks.json`,
      response_types_supported: ["id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
    };
  }
}

function encode(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function privateKey(sqlite: Sqlite): string {
  sqlite.exec("CREATE TABLE IF NOT EXISTS secrets(name TEXT PRIMARY KEY, value BLOB NOT NULL)");
  const known = sqlite.prepare("SELECT value FROM secrets WHERE name = ?").get(SECRET);
  if (known) return Buffer.from(known.value).toString("utf8");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const text = JSON.stringify(privateKey.export({ format: "jwk" }));
  sqlite.prepare("INSERT INTO secrets(name, value) VALUES (?, ?)").run(SECRET, Buffer.from(text));
  return text;
}
