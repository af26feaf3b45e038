/** Codes that people type: in mails, and for when an app is lost. */

/** Crockford's base 32: no letter that reads like a digit. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** One character, which is 5 bits, for each byte. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => ALPHABET[byte % 32]).join("");

/** As people read it: `7KQ2-M9XA-0C4T`. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?!$)/g, "$1-");

/** As people type it: with hyphens, in small letters, O for 0. */
export function canonicalCode(given: string): string {
  return given.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}
