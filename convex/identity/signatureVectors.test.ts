import { ed25519, ed25519ph } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { beforeAll, describe, expect, test } from "vitest";
import { parseEvmAddress } from "../lib/evmAddress";
import { fromBase64, toBase64Url } from "./encoding.model";
import { type PublicKey, readPublicKey } from "./publicKeys.model";
import { signedBy, signedByWallet } from "./signatures.model";
import { bytesOf, der, flipped, numberOf, powMod, seeded } from "./vectors.setup";

/** What attackers make of signatures: vectors made anew from a seed, with keys and texts that no list holds. */
const SEED = Number(process.env.VECTOR_SEED ?? 20_261_121);
const ROUNDS = 12;

type Bytes = Uint8Array<ArrayBuffer>;
type Vector = [what: string, signature: Uint8Array, passes?: "passes"];

async function judge(key: PublicKey, text: string, vectors: Vector[]): Promise<void> {
  for (const [what, signature, passes] of vectors) {
    const verdict = await signedBy(key, text, Uint8Array.from(signature));
    expect(verdict, `${what}: ${bytesToHex(signature)} of ${JSON.stringify(text)}, seed ${SEED}`).toBe(
      passes === "passes",
    );
  }
}

/** A signature with each of its bytes bent, in turns. */
const everyByteBent = (what: string, signature: Uint8Array): Vector[] =>
  Array.from(signature, (_, at) => [`${what}, byte ${at} bent`, flipped(signature, at)]);

describe.each([
  ["P-256", p256],
  ["secp256k1", secp256k1],
] as const)("ECDSA over %s", (crv, curve) => {
  const n = curve.Point.Fn.ORDER;
  const invert = (value: bigint) => curve.Point.Fn.inv(value);
  const compact = (r: bigint, s: bigint) => Uint8Array.from([...bytesOf(r, 32), ...bytesOf(s, 32)]);

  test("passes what was signed, and nothing that resembles it", async () => {
    const random = seeded(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const secret = random.bytes(32);
      const point = curve.getPublicKey(secret, false);
      const jwk = { kty: "EC", crv, x: toBase64Url(point.slice(1, 33)), y: toBase64Url(point.slice(33)) };
      const key = readPublicKey(jwk);
      const text = random.text();
      const message = utf8ToBytes(text);
      const good = curve.sign(message, secret);
      const [r, s] = [numberOf(good.slice(0, 32)), numberOf(good.slice(32))];
      const of = (digest: Uint8Array) => curve.sign(digest, secret, { prehash: false });
      const e = numberOf(sha256(message)) % n;
      const atInfinity = (((n - e) * invert(numberOf(secret) % n)) % n) as bigint;
      const { sequence, integer, raw } = der;
      const [R, S] = [integer(r), integer(s)];
      await judge(key, text, [
        ["r and s", good, "passes"],
        ["DER", sequence(R, S), "passes"],
        // OpenSSL makes these; a challenge is spent by its first answer, so a second form is worth nothing.
        ["the other s", compact(r, n - s), "passes"],
        ["the other s in DER", sequence(R, integer(n - s)), "passes"],
        ["r is 0", compact(0n, s)],
        ["s is 0", compact(r, 0n)],
        ["both are 0", compact(0n, 0n)],
        ["both are 1", compact(1n, 1n)],
        ["r is n", compact(n, s)],
        ["s is n", compact(r, n)],
        ["s is beyond n", compact(r, n + 1n)],
        ["all ones", new Uint8Array(64).fill(255)],
        ["swapped", compact(s, r)],
        ["a point at infinity", compact(atInfinity, 1n)],
        ["the other r", compact(n - r, s)],
        ["nothing", new Uint8Array(0)],
        ["a byte too few", good.slice(0, 63)],
        ["a byte too many", Uint8Array.from([...good, 0])],
        ["twice", Uint8Array.from([...good, ...good])],
        ["another text", curve.sign(utf8ToBytes(`${text} `), secret)],
        ["another key", curve.sign(message, random.bytes(32))],
        ["SHA-1", of(Uint8Array.from([...new Uint8Array(12), ...sha1(message)]))],
        ["SHA-512, cut", of(sha512(message).slice(0, 32))],
        ["no hash", of(Uint8Array.from({ length: 32 }, (_, i) => message[i] ?? 0))],
        ["hashed twice", of(sha256(sha256(message)))],
        ["0 in DER", sequence(integer(0n), S)],
        ["0 in DER as s", sequence(R, integer(0n))],
        ["n in DER", sequence(R, integer(n))],
        ["s and n together in DER", sequence(R, integer(s + n))],
        ["r and n together in DER", sequence(integer(r + n), S)],
        ["a negative r", sequence(integer(r - (1n << 256n)), S)],
        ["a negative s", sequence(R, integer(-s))],
        ["zeros before r", sequence(raw(0x02, [0, 0, ...R.slice(2)]), S)],
        ["zeros before s", sequence(R, raw(0x02, [0, 0, ...S.slice(2)]))],
        ["the length in two bytes", Uint8Array.from([0x30, 0x81, R.length + S.length, ...R, ...S])],
        ["the length in three bytes", Uint8Array.from([0x30, 0x82, 0, R.length + S.length, ...R, ...S])],
        ["r's length in two bytes", sequence(Uint8Array.from([0x02, 0x81, R.length - 2, ...R.slice(2)]), S)],
        ["an indefinite length", Uint8Array.from([0x30, 0x80, ...R, ...S, 0, 0])],
        ["bytes behind it", Uint8Array.from([...sequence(R, S), 0])],
        ["bytes inside, behind s", sequence(R, S, Uint8Array.of(0))],
        ["a third number", sequence(R, S, integer(1n))],
        ["one number", sequence(R)],
        ["no number", sequence()],
        ["an empty r", sequence(raw(0x02, []), S)],
        ["an empty s", sequence(R, raw(0x02, []))],
        ["a set", raw(0x31, [...R, ...S])],
        ["texts", sequence(raw(0x0c, R.slice(2)), raw(0x0c, S.slice(2)))],
        ["bit strings", sequence(raw(0x03, R.slice(2)), S)],
        ["a length that is too large", Uint8Array.from([0x30, R.length + S.length + 1, ...R, ...S])],
        ["a length that is too small", Uint8Array.from([0x30, R.length + S.length - 1, ...R, ...S])],
        ["a sequence in a sequence", sequence(sequence(R, S))],
        ["cut in the middle", sequence(R, S).slice(0, 40)],
        ...(round === 0 ? everyByteBent("r and s", good) : []),
        ...(round === 0 ? everyByteBent("DER", sequence(R, S)) : []),
      ]);
    }
  });

  test("takes no key that is not a point of the curve", () => {
    const random = seeded(SEED);
    const p = curve.Point.Fp.ORDER;
    const point = curve.getPublicKey(random.bytes(32), false);
    const [x, y] = [numberOf(point.slice(1, 33)), numberOf(point.slice(33))];
    const other = (crv === "P-256" ? secp256k1 : p256).getPublicKey(random.bytes(32), false);
    const jwk = (one: bigint, two: bigint, length = 32) => ({
      ...{ kty: "EC", crv, x: toBase64Url(bytesOf(one, length)), y: toBase64Url(bytesOf(two, length)) },
    });
    expect(readPublicKey(jwk(x, y)).algorithm).toBe(crv);
    const unsound: [string, Record<string, unknown>][] = [
      ["off the curve", jwk(x, y + 1n)],
      ["the origin", jwk(0n, 0n)],
      ["x of the field's size", jwk(p, y)],
      ["the other curve", jwk(numberOf(other.slice(1, 33)), numberOf(other.slice(33)))],
      ["longer than the field", jwk(x, y, 33)],
      ["all ones", jwk((1n << 256n) - 1n, (1n << 256n) - 1n)],
      [
        "divided elsewhere",
        { ...{ kty: "EC", crv }, x: toBase64Url(point.slice(1, 32)), y: toBase64Url(point.slice(32)) },
      ],
      ["no y", { kty: "EC", crv, x: jwk(x, y).x }],
      ["a number for x", { ...jwk(x, y), x: 1 }],
      ["another curve's name", { ...jwk(x, y), crv: "P-384" }],
      ["a private part", { ...jwk(x, y), d: toBase64Url(random.bytes(32)) }],
    ];
    if (x + p < 1n << 256n) unsound.push(["x and the field's size together", jwk(x + p, y)]);
    for (const [what, given] of unsound) expect(() => readPublicKey(given), what).toThrow();
    for (const prefix of [0, 1, 2, 3, 5, 6, 7]) {
      const key = der.spki(crv, Uint8Array.from([prefix, ...point.slice(1)]));
      expect(() => readPublicKey(key), `a point that begins with ${prefix}`).toThrow();
    }
    expect(() => readPublicKey(der.spki(crv, Uint8Array.of(0))), "infinity").toThrow();
    expect(readPublicKey(der.spki(crv, point)).thumbprint).toBe(readPublicKey(jwk(x, y)).thumbprint);
    // The same point in its short form is the same key.
    const short = Uint8Array.from([point[64]! % 2 ? 3 : 2, ...point.slice(1, 33)]);
    expect(readPublicKey(der.spki(crv, short)).thumbprint).toBe(readPublicKey(jwk(x, y)).thumbprint);
  });
});

describe("Ed25519", () => {
  const L = ed25519.Point.Fn.ORDER;
  const p = ed25519.Point.Fp.ORDER;
  const little = (value: bigint): Bytes => bytesOf(value, 32).reverse();

  test("passes what was signed, and nothing that resembles it", async () => {
    const random = seeded(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const secret = random.bytes(32);
      const x = ed25519.getPublicKey(secret);
      const key = readPublicKey({ kty: "OKP", crv: "Ed25519", x: toBase64Url(x) });
      const text = random.text();
      const message = utf8ToBytes(text);
      const good = ed25519.sign(message, secret);
      const [R, S] = [good.slice(0, 32), numberOf(good.slice(32).reverse())];
      // The holder of the key can make any R fit; one that is written in a second way still does not pass.
      const fitting = (r: Uint8Array) => {
        const k = numberOf(sha512(Uint8Array.from([...r, ...x, ...message])).reverse()) % L;
        const { scalar } = ed25519.utils.getExtendedPublicKey(secret);
        return Uint8Array.from([...r, ...little((k * scalar) % L)]);
      };
      const withS = (s: bigint) => Uint8Array.from([...R, ...little(s)]);
      await judge(key, text, [
        ["as it is", good, "passes"],
        ["S and the order together", withS(S + L)],
        ["S and thrice the order", withS(S + 3n * L)],
        ["S is the order", withS(L)],
        ["S is 0", withS(0n)],
        ["the other S", withS(L - S)],
        ["R is the identity", Uint8Array.from([1, ...new Uint8Array(31), ...little(S)])],
        ["R is not canonical", fitting(little(p + 1n))],
        ["R has a sign that is none", fitting(Uint8Array.from([...little(1n).slice(0, 31), 0x80]))],
        ["all zeros", new Uint8Array(64)],
        ["all ones", new Uint8Array(64).fill(255)],
        ["nothing", new Uint8Array(0)],
        ["a byte too few", good.slice(0, 63)],
        ["a byte too many", Uint8Array.from([...good, 0])],
        ["swapped", Uint8Array.from([...good.slice(32), ...R])],
        ["another text", ed25519.sign(utf8ToBytes(`${text} `), secret)],
        ["another key", ed25519.sign(message, random.bytes(32))],
        ["prehashed", ed25519ph.sign(message, secret)],
        ["of the hash", ed25519.sign(sha512(message), secret)],
        ...(round === 0 ? everyByteBent("as it is", good) : []),
      ]);
    }
  });

  test("takes no key of small order, none that is written in a second way, none of another length", () => {
    const smallOrder = [
      little(0n),
      little(1n),
      little(p - 1n),
      little(p),
      little(p + 1n),
      Uint8Array.from([...little(1n).slice(0, 31), 0x80]),
      Uint8Array.from([...little(p - 1n).slice(0, 31), little(p - 1n)[31]! | 0x80]),
      Uint8Array.from([...little(0n).slice(0, 31), 0x80]),
    ];
    // What is left of any point when its part of the large order is taken away.
    for (let y = 2n; y < 80n; y++) {
      try {
        const point = ed25519.Point.fromBytes(little(y));
        const rest = point.multiply(L - 1n).add(point);
        smallOrder.push(Uint8Array.from(rest.toBytes()));
      } catch {
        // Not every number is the y of a point.
      }
    }
    expect(new Set(smallOrder.map(bytesToHex)).size).toBe(8 + 4);
    const others: [string, Uint8Array][] = [
      ...smallOrder.map((bytes): [string, Uint8Array] => ["of small order", bytes]),
      ["a byte too few", new Uint8Array(31).fill(7)],
      ["a byte too many", new Uint8Array(33).fill(7)],
      ["off the curve", little(2n)],
      ["beyond the field", new Uint8Array(32).fill(255)],
    ];
    for (const [what, bytes] of others) {
      const jwk = { kty: "OKP", crv: "Ed25519", x: toBase64Url(bytes) };
      expect(() => readPublicKey(jwk), `${what}: ${bytesToHex(bytes)}`).toThrow();
    }
  });
});

describe("RSA", () => {
  const SHA256_PREFIX = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
  ];
  let n: bigint;
  let d: bigint;
  let key: PublicKey;
  let pss: (saltLength: number, hash: string) => Promise<(message: Bytes) => Promise<Uint8Array>>;
  const size = 256;

  beforeAll(async () => {
    const how = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
    const pair = await crypto.subtle.generateKey({ ...how, hash: "SHA-256" }, true, ["sign", "verify"]);
    const jwk = (await crypto.subtle.exportKey("jwk", pair.privateKey)) as Record<"n" | "d" | "e", string>;
    [n, d] = [numberOf(fromBase64(jwk.n)!), numberOf(fromBase64(jwk.d)!)];
    key = readPublicKey({ kty: "RSA", n: jwk.n, e: jwk.e });
    pss = async (saltLength, hash) => {
      const { alg: _alg, key_ops: _ops, ...bare } = jwk as Record<string, unknown>;
      const algorithm = { name: "RSA-PSS", hash };
      const signer = await crypto.subtle.importKey("jwk", bare as never, algorithm, false, ["sign"]);
      return async (message) =>
        new Uint8Array(await crypto.subtle.sign({ name: "RSA-PSS", saltLength }, signer, message));
    };
  });

  /** Signs a whole encoded message, whatever is in it. */
  const rawly = (encoded: number[] | Uint8Array) =>
    bytesOf(powMod(numberOf(Uint8Array.from(encoded)), d, n), size);
  /** The encoding of RFC 8017 around what should be a DigestInfo. */
  const padded = (inner: number[], { type = 1, fill = 255, length = size } = {}) => [
    ...[0, type],
    ...Array<number>(length - inner.length - 3).fill(fill),
    0,
    ...inner,
  ];

  test("passes what was signed with SHA-256, as PKCS#1 v1.5 or PSS, and nothing that resembles it", async () => {
    const random = seeded(SEED);
    for (let round = 0; round < 4; round++) {
      const text = random.text();
      const message = Uint8Array.from(utf8ToBytes(text));
      const hash = sha256(message);
      const info = [...SHA256_PREFIX, 0x05, 0x00, 0x04, 0x20, ...hash];
      const good = rawly(padded(info));
      const noNull = [0x30, 0x2f, 0x30, 0x0b, ...SHA256_PREFIX.slice(4), 0x04, 0x20, ...hash];
      const longForm = [0x30, 0x81, 0x31, ...info.slice(2)];
      const sha1Prefix = [
        0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14,
      ];
      const sha512Prefix = [0x30, 0x51, ...SHA256_PREFIX.slice(2, 14), 0x03, 0x05, 0x00, 0x04, 0x40];
      const garbage = Array.from(random.bytes(100));
      const spliced = padded(info, { length: size - 100 });
      const dirty = padded(info);
      dirty[20] = 0xfe;
      const early = padded(info);
      early[20] = 0;
      await judge(key, text, [
        ["PKCS#1 v1.5", good, "passes"],
        ["PSS with a salt of 32 bytes", await (await pss(32, "SHA-256"))(message), "passes"],
        ["PSS without salt", await (await pss(0, "SHA-256"))(message)],
        ["PSS with a salt of 20 bytes", await (await pss(20, "SHA-256"))(message)],
        ["PSS with SHA-512", await (await pss(32, "SHA-512"))(message)],
        ["PSS with SHA-1", await (await pss(20, "SHA-1"))(message)],
        ["without the NULL", rawly(padded(noNull))],
        ["with a length in two bytes", rawly(padded(longForm))],
        ["SHA-1", rawly(padded([...sha1Prefix, ...sha1(message)]))],
        ["SHA-512", rawly(padded([...sha512Prefix, ...sha512(message)]))],
        [
          "the hash of SHA-1 under SHA-256's name",
          rawly(padded([...info.slice(0, 18), 0x14, ...sha1(message)])),
        ],
        ["the hash alone", rawly(padded([...hash]))],
        ["the text alone", rawly(padded([...message].slice(0, 200)))],
        ["bytes behind the hash", rawly([...spliced, ...garbage])],
        [
          "bytes behind the hash, counted in",
          rawly(padded([0x30, info[1]! + 2, ...info.slice(2), 0x05, 0x00])),
        ],
        ["hardly any padding", rawly([0, 1, 255, 0, ...info, ...garbage, ...garbage].slice(0, size))],
        ["no padding", rawly([0, 1, 0, ...info, ...Array<number>(size - 3 - info.length).fill(0)])],
        ["padding with another byte in it", rawly(dirty)],
        ["padding that ends early", rawly(early)],
        ["padding of zeros", rawly(padded(info, { fill: 0 }))],
        ["the type of encryption", rawly(padded(info, { type: 2 }))],
        ["type 0", rawly(padded(info, { type: 0 }))],
        ["not shifted", rawly([...padded(info).slice(1), 0])],
        ["n more than it", bytesOf(numberOf(good) + n, size + 1)],
        ["n less it", bytesOf(n - numberOf(good), size)],
        ["a zero before it", Uint8Array.from([0, ...good])],
        ["a zero behind it", Uint8Array.from([...good, 0])],
        ["a byte too few", good.slice(1)],
        ["0", new Uint8Array(size)],
        ["1", bytesOf(1n, size)],
        ["n - 1", bytesOf(n - 1n, size)],
        ["n", bytesOf(n, size)],
        ["nothing", new Uint8Array(0)],
        ["the message itself", Uint8Array.from(padded(info))],
        ["another text", rawly(padded([...info.slice(0, 19), ...sha256(utf8ToBytes(`${text} `))]))],
        ...(round === 0 ? everyByteBent("PKCS#1 v1.5", good) : []),
      ]);
    }
  });

  test("takes no key that is short, even, or has a small exponent", () => {
    const jwk = (modulus: bigint, e: bigint, length = size) => ({
      ...{
        kty: "RSA",
        n: toBase64Url(bytesOf(modulus, length)),
        e: toBase64Url(bytesOf(e, e > 65535n ? 4 : 2)),
      },
    });
    expect(readPublicKey(jwk(n, 65537n)).thumbprint).toBe(key.thumbprint);
    // Zeros before it change the text and not the key.
    expect(readPublicKey(jwk(n, 65537n, size + 3)).thumbprint).toBe(key.thumbprint);
    const unsound: [string, Record<string, unknown>][] = [
      ...[0n, 1n, 2n, 3n, 17n, 65535n, 65536n, 65538n].map((e): [string, Record<string, unknown>] => [
        `e is ${e}`,
        jwk(n, e),
      ]),
      ["e of five bytes", { ...jwk(n, 65537n), e: toBase64Url(bytesOf((1n << 32n) + 1n, 5)) }],
      ["an even modulus", jwk(n - 1n, 65537n)],
      ["2047 bits", jwk(n >> 1n, 65537n)],
      ["1024 bits", jwk((n >> 1024n) | 1n, 65537n, 128)],
      ["8193 bits", jwk((1n << 8192n) | 1n, 65537n, 1025)],
      ["no modulus", jwk(0n, 65537n)],
    ];
    for (const [what, given] of unsound) expect(() => readPublicKey(given), what).toThrow();
  });
});

describe("a wallet's signature (EIP-191)", () => {
  const n = secp256k1.Point.Fn.ORDER;

  test("passes with a low s and v of 0, 1, 27 or 28 only", () => {
    const random = seeded(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const secret = random.bytes(32);
      const addressOf = (key: Uint8Array) =>
        parseEvmAddress(
          `0x${bytesToHex(keccak_256(secp256k1.getPublicKey(key, false).slice(1)).slice(12))}`,
        )!;
      const address = addressOf(secret);
      const text = random.text();
      const digestOf = (said: string) => {
        const bytes = utf8ToBytes(said);
        const prefix = utf8ToBytes(`\u0019Ethereum Signed Message:\n${bytes.length}`);
        return keccak_256(Uint8Array.from([...prefix, ...bytes]));
      };
      const signed = (digest: Uint8Array, by = secret) => {
        const [v, ...rs] = secp256k1.sign(digest, by, { prehash: false, format: "recovered" });
        return { v: v!, rs };
      };
      const { v, rs } = signed(digestOf(text));
      const [r, s] = [numberOf(Uint8Array.from(rs.slice(0, 32))), numberOf(Uint8Array.from(rs.slice(32)))];
      const made = (one: bigint, two: bigint, end: number) =>
        Uint8Array.from([...bytesOf(one, 32), ...bytesOf(two, 32), end]);
      const vectors: Vector[] = [
        ["as MetaMask sends it", made(r, s, v + 27), "passes"],
        ["with v from 0", made(r, s, v), "passes"],
        ["the other v", made(r, s, 1 - v + 27)],
        ["the other s", made(r, n - s, 1 - v + 27)],
        ["the other s, with the same v", made(r, n - s, v + 27)],
        ...(round > 0 ? [] : Array.from({ length: 256 }, (_, end) => end))
          .filter((end) => ![0, 1, 27, 28].includes(end))
          .map((end): Vector => [`v is ${end}`, made(r, s, end)]),
        ["without v", Uint8Array.from(rs)],
        ["short (EIP-2098)", made(r, s | (BigInt(v) << 255n), 0).slice(0, 64)],
        ["two v", Uint8Array.from([...rs, v + 27, v + 27])],
        ["v in front", Uint8Array.from([v + 27, ...rs])],
        ["r is 0", made(0n, s, 27)],
        ["s is 0", made(r, 0n, 27)],
        ["r is n", made(n, s, 27)],
        ["s is n", made(r, n, 27)],
        ["r and n together", made((r + n) & ((1n << 256n) - 1n), s, v + 27)],
        ["all ones", new Uint8Array(65).fill(255)],
        ["nothing", new Uint8Array(0)],
        [
          "no prefix",
          ((one) => Uint8Array.from([...one.rs, one.v + 27]))(signed(keccak_256(utf8ToBytes(text)))),
        ],
        ["SHA-256", ((one) => Uint8Array.from([...one.rs, one.v + 27]))(signed(sha256(utf8ToBytes(text))))],
        ["another text", ((one) => Uint8Array.from([...one.rs, one.v + 27]))(signed(digestOf(`${text} `)))],
        [
          "another wallet",
          ((one) => Uint8Array.from([...one.rs, one.v + 27]))(signed(digestOf(text), random.bytes(32))),
        ],
        ...(round === 0 ? everyByteBent("as MetaMask sends it", made(r, s, v + 27)) : []),
      ];
      for (const [what, signature, passes] of vectors) {
        const message = `${what}: ${bytesToHex(signature)}, seed ${SEED}`;
        expect(signedByWallet(address, text, signature), message).toBe(passes === "passes");
      }
      expect(signedByWallet(addressOf(random.bytes(32)), text, made(r, s, v + 27))).toBe(false);
      expect(signedByWallet(address.toLowerCase(), text, made(r, s, v + 27))).toBe(false);
    }
  });
});
