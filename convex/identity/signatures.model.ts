import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { parseEvmAddress } from "../lib/evmAddress";
import { fromBase64, fromHex } from "./encoding.model";
import type { PublicKey } from "./publicKeys.model";

/** The longest is that of an RSA key of 8192 bits in hexadecimal. */
const LONGEST_SIGNATURE = 2 * 1024 + 2;

/** A signature as it is sent: base64 in either alphabet, or hexadecimal with `0x`. Null when it is neither. */
export function readSignature(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length === 0 || text.length > LONGEST_SIGNATURE) return null;
  // One in two thousand begins with 0x in base64, too.
  return (/^0x/i.test(text) ? fromHex(text) : null) ?? fromBase64(text);
}

/**
 * Whether the holder of a public key signed this text: Ed25519 over the text; ECDSA with SHA-256, as DER or as r and s;
 * RSA with SHA-256, as PKCS#1 v1.5 or PSS. A challenge is spent by its first answer, so that a second form of one
 * signature is worth nothing, and signatures with a high s may pass, which OpenSSL makes.
 */
export async function signedBy(
  key: Pick<PublicKey, "algorithm" | "jwk">,
  text: string,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const message = utf8ToBytes(text);
  const jwk = JSON.parse(key.jwk) as Record<"x" | "y", string>;
  const member = (name: "x" | "y") => fromBase64(jwk[name])!;
  try {
    if (key.algorithm === "RSA") return await signedByRsa(key.jwk, message, signature);
    if (key.algorithm === "Ed25519") {
      return ed25519.verify(signature, message, member("x"), { zip215: false });
    }
    const curve = key.algorithm === "P-256" ? p256 : secp256k1;
    const point = Uint8Array.from([4, ...member("x"), ...member("y")]);
    const format = signature.length === 64 ? "compact" : "der";
    return curve.verify(signature, message, point, { lowS: false, format });
  } catch {
    return false; // The libraries throw on signatures that are not even well-formed.
  }
}

async function signedByRsa(
  jwk: string,
  message: Uint8Array,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const { subtle } = crypto;
  const data = Uint8Array.from(message);
  for (const verifier of [{ name: "RSASSA-PKCS1-v1_5" }, { name: "RSA-PSS", saltLength: 32 }]) {
    const algorithm = { name: verifier.name, hash: "SHA-256" };
    const key = await subtle.importKey("jwk", JSON.parse(jwk) as { kty: "RSA" }, algorithm, false, [
      "verify",
    ]);
    if (await subtle.verify(verifier, key, signature, data)) return true;
  }
  return false;
}

/** Whether the holder of an EVM address signed this text as wallets do (EIP-191), with a low s (EIP-2). */
export function signedByWallet(address: string, text: string, signature: Uint8Array): boolean {
  const v = signature[64];
  if (signature.length !== 65 || v === undefined || ![0, 1, 27, 28].includes(v)) return false;
  try {
    const message = utf8ToBytes(text);
    const prefix = utf8ToBytes(`\u0019Ethereum Signed Message:\n${message.length}`);
    const digest = keccak_256(Uint8Array.from([...prefix, ...message]));
    const parsed = secp256k1.Signature.fromBytes(signature.slice(0, 64), "compact");
    if (parsed.hasHighS()) return false;
    const point = parsed.addRecoveryBit(v % 27).recoverPublicKey(digest);
    const hash = keccak_256(point.toBytes(false).slice(1));
    return parseEvmAddress(`0x${bytesToHex(hash.slice(12))}`) === address;
  } catch {
    return false; // Not a signature at all.
  }
}
