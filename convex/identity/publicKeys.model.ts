import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Doc } from "../_generated/dataModel";
import { defineErrors } from "../lib/errors";
import { readRsaKey, readSpki, withoutZeros } from "./der.model";
import { fromBase64, toBase64Url } from "./encoding.model";

/** A public key that agents may sign in with, checked and in the one form in which it is stored. */
export type PublicKey = Pick<Doc<"publicKeys">, "algorithm" | "jwk" | "thumbprint">;

export const publicKeyErrors = defineErrors({
  unreadable: {
    code: "weak_key",
    message: "Send a public key as SPKI PEM or as a JWK: Ed25519, P-256, secp256k1, or RSA.",
  },
  privateKey: {
    code: "weak_key",
    message: "This is a private key. Never send it to anybody; it counts as leaked now.",
  },
  badPoint: { code: "weak_key", message: "The key is not a sound point of its curve." },
  badRsa: {
    code: "weak_key",
    message: "An RSA key needs 2048 to 8192 bits and an odd exponent of at least 65537.",
  },
});

const OID = {
  ed25519: "2b6570",
  ec: "2a8648ce3d0201",
  p256: "2a8648ce3d030107",
  secp256k1: "2b8104000a",
  rsa: "2a864886f70d010101",
} as const;

/** 8192 bits take a verifier milliseconds; a longer key could be sent to keep us busy. */
const RSA_BITS = { least: 2048, most: 8192 };
/** The longest PEM of such a key has about 1,500 characters. */
const LONGEST_PEM = 4096;

/** Reads a key as an agent sends it. Throws `weak_key` for anything that is not a sound key of a known kind. */
export function readPublicKey(given: string | Record<string, unknown>): PublicKey {
  return typeof given === "string" ? readPem(given) : readJwk(given);
}

function readPem(pem: string): PublicKey {
  if (/PRIVATE KEY/.test(pem)) throw publicKeyErrors.privateKey();
  const body = /^\s*-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----\s*$/.exec(
    pem.slice(0, LONGEST_PEM),
  )?.[1];
  const der = body && fromBase64(body.replace(/\s/g, ""));
  const spki = der && readSpki(der);
  if (!spki) throw publicKeyErrors.unreadable();
  const { algorithm, curve, key } = spki;
  if (algorithm === OID.ed25519) return edwardsKey(key);
  if (algorithm === OID.ec && curve === OID.p256) return curveKey("P-256", key);
  if (algorithm === OID.ec && curve === OID.secp256k1) return curveKey("secp256k1", key);
  const numbers = algorithm === OID.rsa ? readRsaKey(key) : null;
  if (!numbers) throw publicKeyErrors.unreadable();
  return rsaKey(numbers.n, numbers.e);
}

function readJwk(jwk: Record<string, unknown>): PublicKey {
  if (["d", "p", "q", "k"].some((name) => name in jwk)) throw publicKeyErrors.privateKey();
  const bytes = (name: string): Uint8Array => {
    const value = jwk[name];
    const decoded = typeof value === "string" && value.length < LONGEST_PEM ? fromBase64(value) : null;
    if (!decoded) throw publicKeyErrors.unreadable();
    return decoded;
  };
  if (jwk.kty === "OKP" && jwk.crv === "Ed25519") return edwardsKey(bytes("x"));
  if (jwk.kty === "RSA") return rsaKey(withoutZeros(bytes("n")), withoutZeros(bytes("e")));
  if (jwk.kty === "EC" && (jwk.crv === "P-256" || jwk.crv === "secp256k1")) {
    const [x, y] = [bytes("x"), bytes("y")];
    if (x.length !== 32 || y.length !== 32) throw publicKeyErrors.badPoint();
    return curveKey(jwk.crv, Uint8Array.from([4, ...x, ...y]));
  }
  throw publicKeyErrors.unreadable();
}

function edwardsKey(key: Uint8Array): PublicKey {
  try {
    // Strict decoding, and no point of small order, for which one signature fits many messages.
    const point = ed25519.Point.fromBytes(key, false);
    if (point.isSmallOrder()) throw publicKeyErrors.badPoint();
  } catch {
    throw publicKeyErrors.badPoint();
  }
  return canonical("Ed25519", { crv: "Ed25519", kty: "OKP", x: toBase64Url(key) });
}

function curveKey(algorithm: "P-256" | "secp256k1", key: Uint8Array): PublicKey {
  const { Point } = algorithm === "P-256" ? p256 : secp256k1;
  let uncompressed: Uint8Array;
  try {
    uncompressed = Point.fromBytes(key).toBytes(false);
  } catch {
    throw publicKeyErrors.badPoint();
  }
  const [x, y] = [toBase64Url(uncompressed.slice(1, 33)), toBase64Url(uncompressed.slice(33))];
  return canonical(algorithm, { crv: algorithm, kty: "EC", x, y });
}

function rsaKey(n: Uint8Array, e: Uint8Array): PublicKey {
  const bits = n.length === 0 ? 0 : n.length * 8 - Math.clz32(n[0]!) + 24;
  const exponent = e.length > 4 ? 0 : e.reduce((sum, byte) => sum * 256 + byte, 0);
  const soundSize = bits >= RSA_BITS.least && bits <= RSA_BITS.most && n.at(-1)! % 2 === 1;
  if (!soundSize || exponent < 65537 || exponent % 2 === 0) throw publicKeyErrors.badRsa();
  return canonical("RSA", { e: toBase64Url(e), kty: "RSA", n: toBase64Url(n) });
}

/** RFC 7638: the required members in the order of the alphabet, so that equal keys are equal texts. */
function canonical(algorithm: PublicKey["algorithm"], members: Record<string, string>): PublicKey {
  const jwk = JSON.stringify(members);
  return { algorithm, jwk, thumbprint: toBase64Url(sha256(utf8ToBytes(jwk))) };
}
