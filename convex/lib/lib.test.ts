import { describe, expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "./cursors";
import { parseEvmAddress } from "./evmAddress";
import { secretsMatch, sha256Hex } from "./hash";
import { isReservedSlug } from "./reservedNames";
import { isIntactSecret, newSecret } from "./secrets";

describe("stream secrets", () => {
  test("each is another, 256 bits strong, and carries its checksum", () => {
    const secrets = Array.from({ length: 200 }, () => newSecret("mlt_"));
    expect(new Set(secrets).size).toBe(200);
    for (const secret of secrets) {
      expect(secret).toMatch(/^mlt_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/);
      expect(isIntactSecret(secret)).toBe(true);
    }
  });

  test("one changed, swapped, missing or added character is noticed", () => {
    const secret = newSecret("mlt_");
    for (let i = 0; i < secret.length; i++) {
      const changed = secret[i] === "A" ? "B" : "A";
      expect(isIntactSecret(secret.slice(0, i) + changed + secret.slice(i + 1)), `at ${i}`).toBe(false);
    }
    expect(isIntactSecret(secret.slice(0, -1))).toBe(false);
    expect(isIntactSecret(`${secret}0`)).toBe(false);
    expect(isIntactSecret("")).toBe(false);
  });

  test("the checksum is the well-known CRC-32 of what comes before it", () => {
    const body = `mlt_${"0".repeat(43)}`;
    const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const intact: string[] = [];
    let rest = crcByTable(body);
    let checksum = "";
    for (let i = 0; i < 6; i++) {
      checksum = digits[rest % 62]! + checksum;
      rest = Math.floor(rest / 62);
    }
    intact.push(body + checksum);
    expect(intact.every(isIntactSecret)).toBe(true);
  });
});

/** CRC-32 as the table-driven form of the same polynomial, to compare two ways of computing it. */
function crcByTable(text: string): number {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

test("hashes are the standard ones, and secrets match only when they are equal", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(secretsMatch("same", "same")).toBe(true);
  expect(secretsMatch("same", "samf")).toBe(false);
  expect(secretsMatch("", "same")).toBe(false);
});

describe("EVM addresses", () => {
  // The examples of EIP-55 itself.
  test.each([
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0xde709f2102306220921060314715629080e2fb77",
  ])("%s is right, in one case too, and wrong with any one letter in the other case", (address) => {
    const lower = address.toLowerCase();
    expect(parseEvmAddress(address)).toBe(
      address.toLowerCase() === address ? parseEvmAddress(lower) : address,
    );
    expect(parseEvmAddress(lower)?.toLowerCase()).toBe(lower);
    expect(parseEvmAddress(`0x${lower.slice(2).toUpperCase()}`)).toBe(parseEvmAddress(lower));
    const checksummed = parseEvmAddress(lower)!;
    if (/[a-f]/.test(checksummed) && /[A-F]/.test(checksummed)) {
      const swapped = checksummed.replace(/[a-f]/, (letter) => letter.toUpperCase());
      const stillMixed = /[a-f]/.test(swapped.slice(2));
      if (stillMixed) expect(parseEvmAddress(swapped)).toBeNull();
    }
  });

  test.each([
    "",
    "0x",
    "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    `0x${"g".repeat(40)}`,
    `0x${"0".repeat(41)}`,
  ])("%j is none", (text) => expect(parseEvmAddress(text)).toBeNull());
});

describe("cursors", () => {
  test("a position comes back in its own list and in no other", () => {
    const cursor = encodeCursor("streams.live", [1795262400000, 0.25]);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor("streams.live", cursor, 2)).toEqual([1795262400000, 0.25]);
    expect(decodeCursor("streams.new", cursor, 2)).toBeNull();
    expect(decodeCursor("streams.live", cursor, 1)).toBeNull();
  });

  test.each(["", "!", "bm9wZQ", "W10", "WyJzIiwieCJd", "e30", "bnVsbA", "a".repeat(257)])(
    "%j is none",
    (text) => {
      expect(decodeCursor("s", text, 1)).toBeNull();
    },
  );
});

test("whatever the site needs at its top level is reserved", () => {
  const top =
    "api agents console live v media local health assets docs login settings me s embed explore v1 v2 webhooks problems";
  for (const slug of top.split(" ")) expect(isReservedSlug(slug), slug).toBe(true);
  for (const slug of ["ada", "ada-1", "livestream", "v1a"]) expect(isReservedSlug(slug), slug).toBe(false);
});
