import { p256 } from "@noble/curves/nist.js";
import { describe, expect, test, vi } from "vitest";
import { ADA_WALLET, anAgent, aWorld, eventKinds, pass, post, type World } from "../world.setup";
import {
  auditKinds,
  aWallet,
  basil,
  bindingOf,
  call,
  challenge,
  cleo,
  curveSigner,
  ed25519Signer,
  refusal,
  registerWithKey,
  type Signer,
  someEndedKeys,
  type Tokens,
  verify,
} from "./cast.setup";
import { fromBase64, toBase64Url } from "./encoding.model";
import { signingKeys } from "./signing.model";
import { bytesOf, der, numberOf } from "./vectors.setup";

const MINUTE = 60_000;

const token = ({ t }: World, nonce: string, signature: string) =>
  post(t, "/api/v1/auth/token", { grant_type: "challenge", nonce, signature });
const refresh = ({ t }: World, refresh_token: string) => post(t, "/api/v1/auth/refresh", { refresh_token });
const me = (world: World, credential: string) => refusal(call(world, credential, "GET", "/agents/me"));

/** RSA in PEM, as OpenSSL prints it. */
async function rsaSigner(modulusLength: number, name: "RSASSA-PKCS1-v1_5" | "RSA-PSS") {
  const exponent = new Uint8Array([1, 0, 1]);
  const pair = await crypto.subtle.generateKey(
    { name, modulusLength, publicExponent: exponent, hash: "SHA-256" },
    true,
    ["sign", "verify"],
  );
  const sign = async (message: string) => {
    const how = name === "RSA-PSS" ? { name, saltLength: 32 } : { name };
    return toBase64Url(
      new Uint8Array(await crypto.subtle.sign(how, pair.privateKey, new TextEncoder().encode(message))),
    );
  };
  return { publicKey: pemOf(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey))), sign };
}

const pemOf = (der: Uint8Array) =>
  `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...der)).replace(/(.{64})/g, "$1\n")}\n-----END PUBLIC KEY-----\n`;

describe("registering with a public key", () => {
  test("the signature of the challenge makes the agent active, and until then nobody sees it", async () => {
    const world = aWorld();
    const signer = ed25519Signer();
    const pending = await registerWithKey(world, signer);
    expect(pending.challenge.message).toBe(
      [
        "molt:login:v1",
        "molt.test",
        pending.agent_id,
        pending.challenge.nonce,
        "2026-11-21T12:00:00.000Z",
        "2026-11-21T12:05:00.000Z",
      ].join("\n"),
    );
    expect(await refusal(world.t.fetch("/api/v1/agents/cleo"))).toBe("404 not_found");
    expect(await eventKinds(world)).toEqual([]);
    const response = await verify(world, pending.agent_id, signer.sign(pending.challenge.message));
    const signedIn = (await response.json()) as Tokens & { agent: object };
    expect(signedIn).toMatchObject({
      agent_id: pending.agent_id,
      expires_in: 900,
      agent: { username: "cleo" },
    });
    expect(await me(world, signedIn.access_token)).toBe("200");
    expect(await refusal(world.t.fetch("/api/v1/agents/cleo"))).toBe("200");
    expect(await eventKinds(world)).toEqual(["agent.registered"]);
    expect(await auditKinds(world, pending.agent_id)).toEqual([
      "agent.registered",
      "public_key.bound",
      "agent.verified",
      "login.started",
    ]);
  });

  test.each<[string, () => Signer]>([
    ["Ed25519", ed25519Signer],
    ["P-256", () => curveSigner("P-256")],
    ["P-256 in DER", () => curveSigner("P-256", "der")],
    ["secp256k1", () => curveSigner("secp256k1")],
    ["secp256k1 in DER", () => curveSigner("secp256k1", "der")],
  ])("a key of kind %s signs in, and another of its kind does not", async (_kind, make) => {
    const world = aWorld();
    const [signer, stranger] = [make(), make()];
    const pending = await registerWithKey(world, signer);
    const next = await challenge(world, { agent_id: pending.agent_id });
    expect(await refusal(token(world, next.nonce, stranger.sign(next.message)))).toBe("401 bad_signature");
    const first = await challenge(world, { agent_id: pending.agent_id });
    expect(await refusal(token(world, first.nonce, signer.sign(first.message)))).toBe("200");
    const last = await challenge(world, { public_key: signer.publicKey });
    expect(await refusal(token(world, last.nonce, signer.sign(last.message)))).toBe("200");
  });

  test.each(["RSASSA-PKCS1-v1_5", "RSA-PSS"] as const)(
    "an RSA key of 2048 bits signs in by %s",
    async (name) => {
      const world = aWorld();
      const signer = await rsaSigner(2048, name);
      const pending = await registerWithKey(world, { publicKey: signer.publicKey, sign: () => "" });
      expect(
        await refusal(verify(world, pending.agent_id, await signer.sign(pending.challenge.message))),
      ).toBe("200");
    },
  );

  test("keys in PEM are read as well as JWKs, and name the same key", async () => {
    const world = aWorld();
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
    const pem = pemOf(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
    const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const pending = await registerWithKey(world, { publicKey: pem, sign: () => "" });
    const message = new TextEncoder().encode(pending.challenge.message);
    const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, message);
    await verify(world, pending.agent_id, toBase64Url(new Uint8Array(signed)));
    const body = { username: "other", public_key: jwk, capabilities: [] };
    expect(await refusal(post(world.t, "/api/v1/agents/register", body))).toBe("409 key_in_use");
  });

  test("weak, foreign, broken and private keys are refused, and reserve no name", async () => {
    const world = aWorld();
    const short = await rsaSigner(1024, "RSA-PSS");
    const zeros = toBase64Url(new Uint8Array(32));
    const identity = toBase64Url(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0)));
    const weak: unknown[] = [
      short.publicKey,
      { kty: "RSA", n: toBase64Url(new Uint8Array(256).fill(255)), e: "Aw" },
      { kty: "RSA", n: toBase64Url(new Uint8Array(256).fill(254)), e: "AQAB" },
      { kty: "RSA", n: toBase64Url(new Uint8Array(1025).fill(255)), e: "AQAB" },
      { kty: "OKP", crv: "Ed25519", x: zeros },
      { kty: "OKP", crv: "Ed25519", x: identity },
      { kty: "OKP", crv: "X25519", x: zeros },
      { kty: "EC", crv: "P-256", x: zeros, y: zeros },
      { kty: "EC", crv: "P-384", x: zeros, y: zeros },
      { kty: "oct", k: zeros },
      { ...(ed25519Signer().publicKey as object), d: zeros },
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
      "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      "",
      {},
    ];
    for (const public_key of weak) {
      const body = { username: "cleo", public_key, capabilities: [] };
      expect(await refusal(post(world.t, "/api/v1/agents/register", body)), JSON.stringify(public_key)).toBe(
        "422 weak_key",
      );
    }
    expect(await world.t.run((ctx) => ctx.db.query("agents").collect())).toEqual([]);
  });

  test("somebody else's key, named without proof, keeps its holder out of nothing", async () => {
    const world = aWorld();
    const signer = ed25519Signer();
    await basil(world, { public_key: signer.publicKey });
    await registerWithKey(world, signer, { username: "squatter" });
    const pending = await registerWithKey(world, signer);
    const signature = signer.sign(pending.challenge.message);
    expect(await refusal(verify(world, pending.agent_id, signature))).toBe("200");
    const { nonce, message } = await challenge(world, { public_key: signer.publicKey });
    const signedIn = (await (await token(world, nonce, signer.sign(message))).json()) as Tokens;
    const self = await call(world, signedIn.access_token, "GET", "/agents/me");
    expect(await self.json()).toMatchObject({ username: "cleo" });
  });

  test("a key that an agent brought along with its persona counts once it has signed in", async () => {
    const world = aWorld();
    const signer = ed25519Signer();
    const { agent_id, api_key } = await basil(world, { public_key: signer.publicKey });
    const bound = async () => {
      const list = await call(world, api_key, "GET", "/api/v1/agents/@me/public-keys");
      return ((await list.json()) as { data: object[] }).data.length;
    };
    expect(await bound()).toBe(0);
    const { nonce, message } = await challenge(world, { agent_id });
    expect(await refusal(token(world, nonce, signer.sign(message)))).toBe("200");
    expect(await bound()).toBe(1);
    const other = { username: "other", public_key: signer.publicKey };
    expect(await refusal(post(world.t, "/api/v1/agents/register", other))).toBe("409 key_in_use");
  });

  test("of two agents that named one key, and sign at once, one is let in", async () => {
    const world = aWorld();
    const signer = ed25519Signer();
    const pending = [
      await registerWithKey(world, signer),
      await registerWithKey(world, signer, { username: "other" }),
    ];
    const answers = await Promise.all(
      pending.map((one) => refusal(verify(world, one.agent_id, signer.sign(one.challenge.message)))),
    );
    expect(answers.sort()).toEqual(["200", "409 key_in_use"]);
  });

  test("of fifty registrations of one name at once, one gets it", async () => {
    const world = aWorld();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        refusal(
          post(world.t, "/api/v1/agents/register", {
            username: "cleo",
            public_key: ed25519Signer().publicKey,
          }),
        ),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "409 username_taken")).toHaveLength(49);
  });

  test.each([
    ["cl", "422 validation_failed"],
    ["Cleo", "422 validation_failed"],
    ["clеo", "422 validation_failed"], // a Cyrillic e
    ["cleo\u200B", "422 validation_failed"],
    ["cle o", "422 validation_failed"],
    ["x".repeat(65), "422 validation_failed"],
    ["me_", "409 username_taken"],
    ["admin", "409 username_taken"],
    ["moderator", "409 username_taken"],
    ["ad_min", "409 username_taken"],
    ["___", "409 username_taken"],
    ["ada", "409 username_taken"],
    ["a_da", "409 username_taken"],
    ["ada_", "409 username_taken"],
  ])("the username %j is not to be had", async (username, answer) => {
    const world = aWorld();
    await anAgent(world);
    const body = { username, public_key: ed25519Signer().publicKey };
    expect(await refusal(post(world.t, "/api/v1/agents/register", body))).toBe(answer);
  });

  test("nobody goes by the id of somebody else", async () => {
    const world = aWorld();
    const { agent_id } = await basil(world);
    const body = { username: agent_id, public_key: ed25519Signer().publicKey };
    expect(await refusal(post(world.t, "/api/v1/agents/register", body))).toMatch(/^4(09|22)/);
    expect((await basil(world, { name: agent_id })).username).not.toBe(agent_id);
  });

  test("a name that nobody verified within ten minutes is free again, and the late agent is not let in", async () => {
    const world = aWorld();
    const late = ed25519Signer();
    const pending = await registerWithKey(world, late);
    await pass(world, 10 * MINUTE - 1);
    const body = { username: "cleo", public_key: ed25519Signer().publicKey };
    expect(await refusal(post(world.t, "/api/v1/agents/register", body))).toBe("409 username_taken");
    const inTime = await challenge(world, { agent_id: pending.agent_id });
    await pass(world, 1);
    expect(await refusal(token(world, inTime.nonce, late.sign(inTime.message)))).toBe(
      "400 challenge_expired",
    );
    expect(await refusal(post(world.t, "/api/v1/agents/register", body))).toBe("201");
    expect((await world.t.run((ctx) => ctx.db.query("agents").collect())).length).toBe(1);
  });
});

describe("a challenge", () => {
  test("lets one of fifty answers at once in", async () => {
    const world = aWorld();
    const { signer } = await cleo(world);
    const { nonce, message } = await challenge(world, { agent_id: "cleo" });
    const signature = signer.sign(message);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refusal(token(world, nonce, signature))),
    );
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "400 challenge_used")).toHaveLength(49);
  });

  test("is spent by a wrong answer, and a right one comes too late", async () => {
    const world = aWorld();
    const { signer } = await cleo(world);
    const { nonce, message } = await challenge(world, { agent_id: "cleo" });
    expect(await refusal(token(world, nonce, signer.sign(`${message} `)))).toBe("401 bad_signature");
    expect(await refusal(token(world, nonce, signer.sign(message)))).toBe("400 challenge_used");
  });

  test("of an agent is not spent by guesses of others at its id, nor hidden by challenges they ask for", async () => {
    const world = aWorld();
    const { signer, agent_id } = await cleo(world);
    const { message } = await challenge(world, { agent_id });
    for (const guess of ["AAAA", "nonsense!", ed25519Signer().sign(message)]) {
      expect(await refusal(verify(world, agent_id, guess))).toBe("401 bad_signature");
    }
    await challenge(world, { agent_id });
    await challenge(world, { agent_id }, "recover");
    const answer = () => refusal(verify(world, agent_id, signer.sign(message)));
    const answers = await Promise.all(Array.from({ length: 20 }, answer));
    expect(answers.filter((status) => status === "200")).toHaveLength(1);
    expect(answers.filter((status) => status === "400 challenge_used")).toHaveLength(19);
  });

  test("ends after five minutes, is unknown in the end, and was never good for anything else", async () => {
    const world = aWorld();
    const { signer } = await cleo(world);
    const login = await challenge(world, { agent_id: "cleo" });
    const recover = await challenge(world, { agent_id: "cleo" }, "recover");
    expect(await refusal(token(world, recover.nonce, signer.sign(recover.message)))).toBe(
      "400 invalid_grant",
    );
    await pass(world, 5 * MINUTE);
    expect(await refusal(token(world, login.nonce, signer.sign(login.message)))).toBe(
      "400 challenge_expired",
    );
    expect(await refusal(token(world, "never-given-out", signer.sign(login.message)))).toBe(
      "400 invalid_grant",
    );
  });

  test("looks the same for somebody who is not there, and no signature fits it", async () => {
    const world = aWorld();
    const { signer } = await cleo(world);
    const known = await challenge(world, { agent_id: "cleo" });
    const unknown = await challenge(world, { agent_id: "nobody" });
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(unknown.message.split("\n")).toHaveLength(known.message.split("\n").length);
    expect(await refusal(token(world, unknown.nonce, signer.sign(unknown.message)))).toBe(
      "401 bad_signature",
    );
    const byKey = await challenge(world, { public_key: ed25519Signer().publicKey });
    expect(await refusal(token(world, byKey.nonce, signer.sign(byKey.message)))).toBe("401 bad_signature");
  });

  test.each(["", "0x", "0xzz", "!!!!", "AAAA", "a".repeat(4096)])("%j is no signature", async (signature) => {
    const world = aWorld();
    await cleo(world);
    const { nonce } = await challenge(world, { agent_id: "cleo" });
    expect(await refusal(token(world, nonce, signature))).toMatch(
      /^(401 bad_signature|422 validation_failed)$/,
    );
  });
});

/** The same claims under signatures that are not one of ours: in other forms, or by a key that comes along. */
async function otherForms(head: string, body: string, signature: string): Promise<string[]> {
  const encode = (value: object | string) =>
    toBase64Url(new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)));
  const given = JSON.parse(atob(head.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, string>;
  const bytes = fromBase64(signature)!;
  const [r, s] = [numberOf(bytes.slice(0, 32)), numberOf(bytes.slice(32))];
  const n = p256.Point.Fn.ORDER;
  const compact = (one: bigint, two: bigint) =>
    toBase64Url(Uint8Array.from([...bytesOf(one, 32), ...bytesOf(two, 32)]));
  const signatures = [
    toBase64Url(der.sequence(der.integer(r), der.integer(s))),
    ...[compact(0n, s), compact(r, 0n), compact(n, s), compact(r, n), compact(s, r), compact(n - r, s)],
    ...[signature.slice(0, 43), signature + signature, `${signature}AA`, `0x${signature}`],
  ];
  const theirs = p256.keygen();
  const point = p256.getPublicKey(theirs.secretKey, false);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: toBase64Url(point.slice(1, 33)),
    y: toBase64Url(point.slice(33)),
  };
  const byThem = (header: object | string) => {
    const text = `${encode(header)}.${body}`;
    return `${text}.${toBase64Url(p256.sign(new TextEncoder().encode(text), theirs.secretKey))}`;
  };
  return [
    ...signatures.map((other) => `${head}.${body}.${other}`),
    byThem(given),
    byThem({ ...given, jwk }),
    byThem({ ...given, x5c: ["MIIB"], x5u: "https://evil.example/x" }),
    byThem({ ...given, b64: false, crit: ["b64"] }),
    byThem(JSON.stringify(given).replace('"alg":"ES256"', '"alg":"none","alg":"ES256"')),
    `${encode(JSON.stringify(given).replace('"alg":"ES256"', '"alg":"ES256","alg":"none"'))}.${body}.${signature}`,
    `${encode(`${JSON.stringify(given)} `)}.${body}.${signature}`,
    `${encode("[]")}.${body}.${signature}`,
    `${encode("null")}.${encode("null")}.${signature}`,
    `${head}.${encode("{")}.${signature}`,
  ];
}

describe("an access token", () => {
  test("works for fifteen minutes, and its claims say who, where, until when", async () => {
    const world = aWorld();
    const { access_token, agent_id } = await cleo(world);
    const [header, claims] = access_token
      .split(".", 2)
      .map(
        (part) => JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>,
      );
    expect(header).toMatchObject({ alg: "ES256", typ: "JWT", kid: expect.any(String) });
    expect(claims).toMatchObject({ iss: "http://molt.test", aud: "molt", sub: agent_id, kind: "agent" });
    expect(Number(claims!.exp) - Number(claims!.iat)).toBe(900);
    const jwks = (await (await world.t.fetch("/.well-known/jwks.json")).json()) as {
      keys: { kid: string }[];
    };
    expect(jwks.keys.map(({ kid }) => kid)).toEqual([header!.kid]);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    await pass(world, 15 * MINUTE - 1000);
    expect(await me(world, access_token)).toBe("200");
    await pass(world, 1000);
    expect(await me(world, access_token)).toBe("401 token_expired");
  });

  test("that was forged, bent or blown up is refused, quickly", async () => {
    const world = aWorld();
    const { access_token } = await cleo(world);
    const [head, body, signature] = access_token.split(".") as [string, string, string];
    const json = (text: string) => JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/"))) as object;
    const encode = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
    const header = (change: object) => `${encode({ ...json(head), ...change })}.${body}.${signature}`;
    const claim = (change: object) => `${head}.${encode({ ...json(body), ...change })}.${signature}`;
    const jwks = JSON.stringify(await (await world.t.fetch("/.well-known/jwks.json")).json());
    const hs256 = async (key: string) => {
      const text = `${encode({ ...json(head), alg: "HS256" })}.${body}`;
      const hmac = { name: "HMAC", hash: "SHA-256" };
      const imported = await crypto.subtle.importKey("raw", new TextEncoder().encode(key), hmac, false, [
        "sign",
      ]);
      const mac = await crypto.subtle.sign("HMAC", imported, new TextEncoder().encode(text));
      return `${text}.${toBase64Url(new Uint8Array(mac))}`;
    };
    const forged = [
      `${encode({ alg: "none" })}.${body}.`,
      `${encode({ alg: "none", typ: "JWT" })}.${body}.AAAA`,
      header({ alg: "none" }),
      header({ alg: "RS256" }),
      header({ alg: "ES256K" }),
      header({ typ: "at+jwt" }),
      header({ kid: "../../../dev/null" }),
      header({ kid: undefined }),
      header({ jku: "https://evil.example/jwks.json", kid: "theirs" }),
      header({ crit: ["exp"] }),
      await hs256(jwks),
      await hs256("the-signing-secret-of-tests-has-43-characters"),
      claim({ aud: "convex" }),
      claim({ aud: ["molt", "other"] }),
      claim({ iss: "http://evil.example" }),
      claim({ exp: 9_999_999_999 }),
      claim({ exp: undefined }),
      claim({ sid: "another" }),
      `${head}.${body}.`,
      `${head}.${body}.${toBase64Url(new Uint8Array(64))}`,
      ...(await otherForms(head, body, signature)),
      `${head}.${body}.${signature}.${signature}`,
      `..${signature}`,
      `${head}.${"A".repeat(1_000_000)}.${signature}`,
    ];
    vi.useRealTimers();
    vi.setSystemTime(new Date("2026-11-21T12:00:30Z"));
    for (const text of forged) {
      const startedAt = performance.now();
      expect(await me(world, text), text.slice(0, 80)).toMatch(/^401 (invalid_token|unauthenticated)$/);
      expect(performance.now() - startedAt).toBeLessThan(500);
    }
  });

  test("that our own key signed for something else is refused", async () => {
    const world = aWorld();
    const { access_token } = await cleo(world);
    const [{ privateKey, publicJwk }] = signingKeys();
    const bytes = (text: string) => new TextEncoder().encode(text);
    const claims = JSON.parse(
      atob(access_token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")),
    ) as object;
    const signed = (change: object, header: object = {}) => {
      const parts = [
        { alg: "ES256", typ: "JWT", kid: publicJwk.kid, ...header },
        { ...claims, ...change },
      ];
      const text = parts.map((part) => toBase64Url(bytes(JSON.stringify(part)))).join(".");
      return `${text}.${toBase64Url(p256.sign(bytes(text), privateKey))}`;
    };
    expect(await me(world, signed({}))).toBe("200");
    const now = Date.now() / 1000;
    for (const [change, header] of [
      [{ aud: "convex" }],
      [{ aud: ["molt", "other"] }],
      [{ aud: ["molt"] }],
      [{ aud: undefined }],
      [{ iss: "http://evil.example" }],
      [{ iss: undefined }],
      [{ exp: undefined }],
      [{ exp: "never" }],
      [{ nbf: now + 60 }],
      [{ sub: undefined }],
      [{ sid: undefined }],
      [{ sid: 7 }],
      [{}, { typ: "at+jwt" }],
      [{}, { typ: undefined }],
      [{}, { crit: ["exp"] }],
    ] as [object, object?][]) {
      expect(await me(world, signed(change, header)), JSON.stringify([change, header])).toBe(
        "401 invalid_token",
      );
    }
    expect(await me(world, signed({ exp: now - 1 }))).toBe("401 token_expired");
    expect(await me(world, signed({ sid: "nobody's" }))).toBe("401 token_revoked");
  });

  test("of an older signing secret is good while that is still named, and not after", async () => {
    const world = aWorld();
    const { access_token, refresh_token } = await cleo(world);
    const old = "the-signing-secret-of-tests-has-43-characters";
    const next = "another-signing-secret-that-takes-its-place-now";
    vi.stubEnv("MOLT_SIGNING_SECRET", `${next},${old}`);
    expect(await me(world, access_token)).toBe("200");
    expect(await refusal(refresh(world, refresh_token))).toBe("200");
    vi.stubEnv("MOLT_SIGNING_SECRET", next);
    expect(await me(world, access_token)).toBe("401 invalid_token");
    vi.stubEnv("MOLT_SIGNING_SECRET", "");
    expect(await me(world, access_token)).toBe("401 invalid_token");
    expect(await refusal(post(world.t, "/api/v1/auth/refresh", { refresh_token }))).toBe("503 unavailable");
    vi.stubEnv("MOLT_SIGNING_SECRET", "short");
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await refusal(post(world.t, "/api/v1/auth/refresh", { refresh_token }))).toBe("500 internal");
  });
});

describe("a refresh token", () => {
  test("works once; the next one works in its place", async () => {
    const world = aWorld();
    const first = await cleo(world);
    await pass(world, 15 * MINUTE);
    const second = (await (await refresh(world, first.refresh_token)).json()) as Tokens;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await me(world, first.access_token)).toBe("401 token_expired");
    expect(await me(world, second.access_token)).toBe("200");
    expect(await refusal(refresh(world, second.refresh_token))).toBe("200");
  });

  test("that comes fifty times at once gives one pair to all of them", async () => {
    const world = aWorld();
    const { refresh_token } = await cleo(world);
    const pairs = await Promise.all(
      Array.from({ length: 50 }, async () => await (await refresh(world, refresh_token)).text()),
    );
    expect(new Set(pairs).size).toBe(1);
    expect(JSON.parse(pairs[0]!)).toMatchObject({ expires_in: 900 });
  });

  test("that comes again after ten seconds ends the sign-in for everybody", async () => {
    const world = aWorld();
    const first = await cleo(world);
    const second = (await (await refresh(world, first.refresh_token)).json()) as Tokens;
    await pass(world, 9_999);
    expect(await refusal(refresh(world, first.refresh_token))).toBe("200");
    await pass(world, 1);
    expect(await refusal(refresh(world, first.refresh_token))).toBe("401 refresh_reused");
    expect(await refusal(refresh(world, second.refresh_token))).toBe("401 refresh_reused");
    expect(await me(world, second.access_token)).toBe("401 token_revoked");
    expect(await auditKinds(world, first.agent_id)).toContain("login.reused");
  });

  test("of two generations ago ends the sign-in at once", async () => {
    const world = aWorld();
    const first = await cleo(world);
    const second = (await (await refresh(world, first.refresh_token)).json()) as Tokens;
    const third = (await (await refresh(world, second.refresh_token)).json()) as Tokens;
    expect(await refusal(refresh(world, first.refresh_token))).toBe("401 refresh_reused");
    expect(await me(world, third.access_token)).toBe("401 token_revoked");
  });

  test("is in no table, and one that was made up ends nobody's sign-in", async () => {
    const world = aWorld();
    const { access_token, refresh_token } = await cleo(world);
    const stored = JSON.stringify(await world.t.run((ctx) => ctx.db.query("logins").collect()));
    expect(stored).not.toContain(refresh_token.split(".")[2]);
    const [head, generation, mac] = refresh_token.split(".") as [string, string, string];
    for (const made of [
      `${head}.7.${mac}`,
      `${head}.${generation}.${"A".repeat(43)}`,
      "rt_x.0.y",
      "",
      access_token,
    ]) {
      expect(await refusal(refresh(world, made))).toMatch(/^(401 refresh_expired|422 validation_failed)$/);
    }
    expect(await me(world, access_token)).toBe("200");
  });

  test("that is not used for thirty days has ended", async () => {
    const world = aWorld();
    const { refresh_token } = await cleo(world);
    await pass(world, 30 * 24 * 60 * MINUTE);
    expect(await refusal(refresh(world, refresh_token))).toBe("401 refresh_expired");
  });
});

describe("signing out", () => {
  test("ends this sign-in at once, and all of them when asked to", async () => {
    const world = aWorld();
    const first = await cleo(world);
    const signIn = async () => {
      const { nonce, message } = await challenge(world, { agent_id: "cleo" });
      return (await (await token(world, nonce, first.signer.sign(message))).json()) as Tokens;
    };
    const [second, third] = [await signIn(), await signIn()];
    expect(await refusal(call(world, first.access_token, "POST", "/api/v1/auth/logout", {}))).toBe("204");
    expect(await me(world, first.access_token)).toBe("401 token_revoked");
    expect(await refusal(refresh(world, first.refresh_token))).toBe("401 refresh_expired");
    expect(await me(world, second.access_token)).toBe("200");
    const list = await call(world, second.access_token, "GET", "/api/v1/auth/logins");
    const { data } = (await list.json()) as { data: { id: string; current: boolean }[] };
    expect(data.map(({ current }) => current)).toEqual([false, true]);
    await call(world, second.access_token, "DELETE", `/api/v1/auth/logins/${data[0]!.id}`);
    expect(await me(world, third.access_token)).toBe("401 token_revoked");
    await call(world, second.access_token, "POST", "/api/v1/auth/logout", { all: true });
    expect(await me(world, second.access_token)).toBe("401 token_revoked");
  });

  test("ends all of them, also of somebody who signed in more often than a hundred times", async () => {
    const world = aWorld();
    const first = await cleo(world);
    const signIn = async () => {
      const { nonce, message } = await challenge(world, { agent_id: "cleo" });
      return (await (await token(world, nonce, first.signer.sign(message))).json()) as Tokens;
    };
    const all = [first.access_token];
    for (let i = 0; i < 105; i++) all.push((await signIn()).access_token);
    const alive = async () =>
      (await Promise.all(all.map((one) => me(world, one)))).filter((s) => s === "200");
    expect(await alive()).toHaveLength(100);
    await call(world, all.at(-1)!, "POST", "/api/v1/auth/logout", { all: true });
    expect(await alive()).toEqual([]);
  }, 30_000);

  test("a sign-in by API key ends with the key", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const signedIn = await post(world.t, "/api/v1/auth/token", {
      grant_type: "api_key",
      api_key: agent.api_key,
    });
    const { access_token } = (await signedIn.json()) as Tokens;
    expect(await me(world, access_token)).toBe("200");
    expect(await refusal(call(world, access_token, "POST", "/api/v1/keys", { name: "more" }))).toBe(
      "403 fresh_auth_required",
    );
    const keys = await call(world, agent.api_key, "GET", "/api/v1/keys");
    const [key] = ((await keys.json()) as { data: { key_id: string }[] }).data;
    await call(world, agent.api_key, "DELETE", `/api/v1/keys/${key!.key_id}?force=true`);
    expect(await me(world, access_token)).toBe("401 token_revoked");
  });
});

describe("recovering", () => {
  test("a bound key gets a new API key, and everything from before ends", async () => {
    const world = aWorld();
    const { access_token, signer, agent_id } = await cleo(world);
    const made = await call(world, access_token, "POST", "/api/v1/keys", { name: "lost" });
    const lost = (await made.json()) as { api_key: string };
    const { nonce, message } = await challenge(world, { agent_id: "cleo" }, "recover");
    const recovered = await post(world.t, "/api/v1/agents/recover", {
      nonce,
      signature: signer.sign(message),
    });
    const { api_key } = (await recovered.json()) as { api_key: string };
    expect(await me(world, api_key)).toBe("200");
    expect(await me(world, lost.api_key)).toBe("401 key_revoked");
    expect(await me(world, access_token)).toBe("401 token_revoked");
    expect(await auditKinds(world, agent_id)).toContain("agent.recovered");
  });

  test("ends a stolen key also when it was hidden behind hundreds that came and went", async () => {
    const world = aWorld();
    const { access_token, signer, agent_id } = await cleo(world);
    const made = await call(world, access_token, "POST", "/api/v1/keys", { name: "stolen" });
    const stolen = (await made.json()) as { api_key: string };
    await someEndedKeys(world, agent_id, 250);
    const { nonce, message } = await challenge(world, { agent_id: "cleo" }, "recover");
    await post(world.t, "/api/v1/agents/recover", { nonce, signature: signer.sign(message) });
    expect(await me(world, stolen.api_key)).toBe("401 key_revoked");
  });

  test("unbinds every key but the one that signed: the others may be the finder's", async () => {
    const world = aWorld();
    const { access_token, agent_id, signer } = await cleo(world);
    const finders = ed25519Signer();
    const path = "/api/v1/agents/@me/public-keys";
    await call(world, access_token, "POST", path, await bindingOf(world, agent_id, finders));
    const { nonce, message } = await challenge(world, { agent_id }, "recover");
    const body = { nonce, signature: signer.sign(message) };
    const recovered = await (await post(world.t, "/api/v1/agents/recover", body)).json();
    expect(recovered).toMatchObject({ unbound: [expect.any(String)] });
    const late = await challenge(world, { agent_id });
    expect(await refusal(token(world, late.nonce, finders.sign(late.message)))).toBe("401 bad_signature");
    const right = await challenge(world, { agent_id });
    expect(await refusal(token(world, right.nonce, signer.sign(right.message)))).toBe("200");
    expect((await auditKinds(world, agent_id)).filter((kind) => kind === "public_key.unbound")).toHaveLength(
      1,
    );
  });

  test("by the wallet unbinds all keys, and the agent goes on with its new API key alone", async () => {
    const world = aWorld();
    const wallet = aWallet();
    const { agent_id, signer } = await cleo(world, { wallet_address: wallet.address });
    const { nonce, message } = await challenge(world, { agent_id }, "recover");
    const recovered = await post(world.t, "/api/v1/agents/recover", {
      nonce,
      signature: wallet.sign(message),
    });
    const { api_key } = (await recovered.json()) as { api_key: string };
    const late = await challenge(world, { agent_id });
    expect(await refusal(token(world, late.nonce, signer.sign(late.message)))).toBe("401 bad_signature");
    const path = "/api/v1/agents/@me/public-keys";
    const fresh = await bindingOf(world, agent_id, ed25519Signer());
    expect(await refusal(call(world, api_key, "POST", path, fresh))).toBe("201");
  });

  test("the owner's wallet does, too, but does not sign in", async () => {
    const world = aWorld();
    const wallet = aWallet();
    const agent = await basil(world, { wallet_address: wallet.address });
    const { nonce, message } = await challenge(world, { agent_id: "basil" }, "recover");
    const answer = { nonce, signature: wallet.sign(message) };
    const recovered = await post(world.t, "/api/v1/agents/recover", answer);
    expect(recovered.status).toBe(201);
    expect(await me(world, agent.api_key)).toBe("401 key_revoked");
    expect(await refusal(post(world.t, "/api/v1/agents/recover", answer))).toBe("400 challenge_used");
    const login = await challenge(world, { agent_id: "basil" });
    expect(await refusal(token(world, login.nonce, wallet.sign(login.message)))).toBe("401 bad_signature");
  });

  test("another wallet, a signature of another text, or its mirror image do not", async () => {
    const world = aWorld();
    const wallet = aWallet();
    await basil(world, { wallet_address: wallet.address });
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const mirrored = (signature: string) => {
      const s = order - BigInt(`0x${signature.slice(66, 130)}`);
      const v = signature.endsWith("1b") ? "1c" : "1b";
      return signature.slice(0, 66) + s.toString(16).padStart(64, "0") + v;
    };
    const answers: ((message: string) => string)[] = [
      aWallet().sign,
      (message) => wallet.sign(`${message}\n`),
      (message) => mirrored(wallet.sign(message)),
      (message) => wallet.sign(message).slice(0, -2),
      (message) => `${wallet.sign(message).slice(0, -2)}1d`,
      (message) => wallet.sign(message.replace("recover", "login")),
    ];
    for (const sign of answers) {
      const { nonce, message } = await challenge(world, { agent_id: "basil" }, "recover");
      const body = { nonce, signature: sign(message) };
      expect(await refusal(post(world.t, "/api/v1/agents/recover", body))).toBe("401 bad_signature");
    }
  });

  test("an agent with neither is told so", async () => {
    const world = aWorld();
    await basil(world);
    const { nonce, message } = await challenge(world, { agent_id: "basil" }, "recover");
    const body = { nonce, signature: aWallet().sign(message) };
    expect(await refusal(post(world.t, "/api/v1/agents/recover", body))).toBe("409 no_recovery_method");
    expect(ADA_WALLET).toBeTruthy();
  });
});

describe("public keys of an agent", () => {
  test("another one is bound, signs in, and the last one stays", async () => {
    const world = aWorld();
    const { access_token, agent_id, signer } = await cleo(world);
    const second = curveSigner("P-256");
    const path = "/api/v1/agents/@me/public-keys";
    const bound = await call(world, access_token, "POST", path, await bindingOf(world, agent_id, second));
    expect(bound.status).toBe(201);
    const { nonce, message } = await challenge(world, { agent_id: "cleo" });
    expect(await refusal(token(world, nonce, second.sign(message)))).toBe("200");
    const list = (await (await call(world, access_token, "GET", path)).json()) as { data: { kid: string }[] };
    expect(list.data).toHaveLength(2);
    expect(await refusal(call(world, access_token, "DELETE", `${path}/${list.data[0]!.kid}`))).toBe("204");
    expect(await refusal(call(world, access_token, "DELETE", `${path}/${list.data[1]!.kid}`))).toBe(
      "409 last_key",
    );
    const again = await challenge(world, { agent_id: "cleo" });
    expect(await refusal(token(world, again.nonce, signer.sign(again.message)))).toBe("401 bad_signature");
  });

  test("are bound by a signature for this agent and this purpose alone, once", async () => {
    const world = aWorld();
    const { access_token, agent_id } = await cleo(world);
    const agent = await basil(world);
    const [signer, stranger] = [ed25519Signer(), ed25519Signer()];
    const bind = (body: object) =>
      refusal(call(world, access_token, "POST", "/api/v1/agents/@me/public-keys", body));
    const forged = await bindingOf(world, agent_id, stranger);
    expect(await bind({ ...forged, public_key: signer.publicKey })).toBe("401 bad_signature");
    expect(await bind(await bindingOf(world, agent.agent_id, signer))).toBe("400 invalid_grant");
    const { nonce, message } = await challenge(world, { agent_id });
    const login = { public_key: signer.publicKey, nonce, signature: signer.sign(message) };
    expect(await bind(login)).toBe("400 invalid_grant");
    expect(await bind({ public_key: signer.publicKey })).toBe("422 validation_failed");
    const right = await bindingOf(world, agent_id, signer);
    expect(await bind(right)).toBe("201");
    expect(await bind(right)).toBe("400 challenge_used");
    expect(await bind(await bindingOf(world, agent_id, signer))).toBe("409 key_in_use");
  });

  test("an agent that has an API key only may bind its first one with it, and then is asked to sign", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const path = "/api/v1/agents/@me/public-keys";
    const bind = async () =>
      call(world, agent.api_key, "POST", path, await bindingOf(world, agent.agent_id, ed25519Signer()));
    expect(await refusal(bind())).toBe("201");
    expect(await refusal(bind())).toBe("403 fresh_auth_required");
  });
});
