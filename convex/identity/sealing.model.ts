import { signingKeys } from "./signing.model";

/**
 * What has to be read again, and is worth something to whoever reads the database, is kept sealed: by AES-GCM, with a key
 * that follows from the signing secret. Only actions have the randomness to seal.
 */

const NONCE_BYTES = 12;

export async function seal(plain: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await keyFrom(signingKeys()[0].sealingKey);
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  const sealed = new Uint8Array(NONCE_BYTES + cipher.length);
  sealed.set(iv);
  sealed.set(cipher, NONCE_BYTES);
  return sealed.buffer;
}

/** `isOld` was sealed before the newest signing secret was there, and is to be sealed anew before the old one goes. */
export interface Unsealed {
  plain: Uint8Array<ArrayBuffer>;
  isOld: boolean;
}

/** What was sealed with any of the signing secrets that are still named; null when by none of them. */
export async function unseal(sealed: ArrayBuffer): Promise<Unsealed | null> {
  const bytes = new Uint8Array(sealed);
  const how = { name: "AES-GCM", iv: bytes.slice(0, NONCE_BYTES) };
  for (const [i, { sealingKey }] of signingKeys().entries()) {
    const key = await keyFrom(sealingKey);
    const opened = await crypto.subtle.decrypt(how, key, bytes.slice(NONCE_BYTES)).catch(() => null);
    if (opened) return { plain: new Uint8Array(opened), isOld: i > 0 };
  }
  return null;
}

async function keyFrom(bytes: Uint8Array<ArrayBuffer>) {
  return await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}
