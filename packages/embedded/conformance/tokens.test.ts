import { createHmac, createPublicKey } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { anIssuer, aSigningKey, type Issuer, seconds, signWith } from "../test/issuer.ts";
import { anIssuerByKey, callerWith, keysAsUrl, refusalOf, trust, who } from "./authentication.ts";
import { theDeployment } from "./deployment.ts";

const target = await theDeployment("auth");
const custom = await anIssuerByKey("https://tokens.example", "RS256");
// A shared secret among the public keys must not become a way to sign.
const jwks = keysAsUrl([custom.key.jwk, { kty: "oct", kid: "secret", k: "c2VjcmV0" }]);
const oidc =
  target.issuerHost === null ? null : await anIssuer("RS256", { host: target.issuerHost, ended: afterAll });
await trust(target, [{ ...custom.provider, jwks }, ...(oidc ? [oidc.provider] : [])]);

const identityOf = (token: string) => callerWith(target, token).query(who.me, {});

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that no library would make. */
const handMade = (header: object, claims: object, signature = "") =>
  `${base64url(header)}.${base64url(claims)}.${signature}`;

const scenarios: [string, (issuer: Issuer) => Promise<string> | string, RegExp][] = [
  ["expired", (i) => i.token("ada", { exp: seconds() - 10 }), /Could not verify OIDC/],
  ["not yet valid", (i) => i.token("ada", { nbf: seconds() + 60 }), /Could not verify OIDC/],
  ["without an expiry", (i) => i.token("ada", { exp: undefined }), /Could not verify OIDC/],
  [
    "with an expiry that is text",
    (i) => i.token("ada", { exp: "never" as never }),
    /Could not verify OIDC|parse/,
  ],
  ["without a subject", (i) => i.token("", { sub: undefined }), /Could not verify OIDC/],
  ["with an empty subject", (i) => i.token(""), /Could not verify OIDC/],
  ["without an issuer", (i) => i.token("ada", { iss: undefined }), /Missing issuer claim/],
  ["for another audience", (i) => i.token("ada", { aud: "other" }), /No auth provider found matching/],
  ["without an audience", (i) => i.token("ada", { aud: undefined }), /No auth provider found matching/],
  ["for two audiences", (i) => i.token("ada", { aud: ["app", "other"] }), /Could not verify OIDC/],
  ["for one audience twice", (i) => i.token("ada", { aud: ["app", "app"] }), /Could not verify OIDC/],
  [
    "of another issuer",
    (i) => i.token("ada", { iss: "https://evil.example" }),
    /No auth provider found matching/,
  ],
  ["of an issuer that is nearly ours", (i) => i.token("ada", { iss: `${i.url}/` }), /Could not verify OIDC/],
  ["of an issuer that begins like ours", (i) => i.token("ada", { iss: `${i.url}.evil` }), /No auth provider/],
  [
    "signed by another key of the same name",
    async (i) => signWith(await aSigningKey("RS256", "first"), i.claims("ada")),
    /Could not verify OIDC/,
  ],
  [
    "signed by a key that nobody knows",
    (i) => i.token("ada", {}, { kid: "unknown" }),
    /Could not verify OIDC/,
  ],
  [
    "signed by a key that it brings along",
    async (i) => {
      const key = await aSigningKey("RS256", "own");
      return signWith(key, i.claims("ada"), { jwk: key.jwk, jku: "https://evil.example/keys" });
    },
    /Could not verify OIDC/,
  ],
  [
    "with an algorithm that OIDC providers do not have",
    async (i) => signWith(await aSigningKey("ES256", "first"), i.claims("ada")),
    /Could not verify OIDC/,
  ],
  [
    "with critical fields that nobody knows",
    (i) =>
      i.token("ada").then((token) => {
        const [header, ...rest] = token.split(".");
        const critical = { ...JSON.parse(Buffer.from(header!, "base64url").toString()), crit: ["x"], x: 1 };
        return [base64url(critical), ...rest].join(".");
      }),
    /Could not verify OIDC/,
  ],
  ["unsigned", (i) => handMade({ alg: "none" }, i.claims("ada")), /Could not verify OIDC/],
  [
    "unsigned, in capitals",
    (i) => handMade({ alg: "NONE", kid: "first" }, i.claims("ada")),
    /Could not verify OIDC/,
  ],
  [
    "with the public key as a shared secret",
    (i) => {
      const pem = createPublicKey({ key: i.key.jwk as never, format: "jwk" }).export({
        type: "spki",
        format: "pem",
      });
      const unsigned = handMade({ alg: "HS256", kid: "first" }, i.claims("ada")).slice(0, -1);
      return `${unsigned}.${createHmac("sha256", pem as string)
        .update(unsigned)
        .digest("base64url")}`;
    },
    /Could not verify OIDC/,
  ],
  [
    "with changed claims",
    async (i) => {
      const [header, , signature] = (await i.token("ada")).split(".");
      return `${header}.${base64url(i.claims("dov"))}.${signature}`;
    },
    /Could not verify OIDC/,
  ],
  ["cut short", async (i) => (await i.token("ada")).slice(0, -20), /Could not verify OIDC/],
  [
    "of two parts",
    async (i) => (await i.token("ada")).split(".").slice(0, 2).join("."),
    /Could not parse JWT/,
  ],
  ["that is no JSON", () => "a.b.c", /Could not parse JWT/],
  ["whose claims are a list", () => handMade({ alg: "RS256" }, []), /Could not parse JWT/],
  ["that is empty", () => "x", /Could not parse JWT/],
];

test("AU2: wrong OpenID Connect tokens are refused, each with Convex's message", async ({ skip }) => {
  const issuer = oidc ?? skip("the deployment cannot reach an issuer on this machine (see --issuer-host)");
  expect(await identityOf(await issuer.token("ada"))).toMatchObject({ subject: "ada" });
  for (const [name, make, message] of scenarios) {
    const refusal = await refusalOf(target, await make(issuer));
    expect({ name, ...refusal }).toMatchObject({
      name,
      status: 401,
      message: expect.stringMatching(message),
    });
  }
}, 30_000);

test("AU2: wrong custom JWTs are refused, each with Convex's message", async () => {
  const good = { ...custom.claims("ada"), aud: ["app", "other"] };
  const signed = (claims: object, header: object = {}, key = custom.key) =>
    signWith(key, { ...good, ...claims }, header);
  expect(await identityOf(await signed({}))).toMatchObject({ subject: "ada" });
  const hmac = (secret: string) => {
    const unsigned = handMade({ alg: "HS256", kid: "secret" }, good).slice(0, -1);
    return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`;
  };
  const wrong: [string, RegExp][] = [
    [await signed({ exp: undefined }), /Could not validate token: .*"exp"/],
    [await signed({ exp: seconds() - 60 }), /Could not validate token: .*"exp"/],
    [await signed({ nbf: seconds() + 60 }), /Could not validate token: .*"nbf"/],
    [await signed({ sub: undefined }), /Could not validate token: .*"sub"/],
    [await signed({ aud: "other" }), /No auth provider found matching/],
    [await signed({}, { kid: undefined }), /may be missing a 'kid'/],
    [await signed({}, { kid: "../../etc/passwd" }), /does this key match any key/],
    [await signed({}, {}, await aSigningKey("RS256", "k")), /does this key match any key/],
    [await signed({}, {}, await aSigningKey("ES256", "k")), /does this key match any key/],
    [hmac("secret"), /does this key match any key/],
    [handMade({ alg: "none", kid: "k" }, good), /does this key match any key/],
  ];
  for (const [token, message] of wrong)
    expect(await refusalOf(target, token)).toMatchObject({
      status: 401,
      message: expect.stringMatching(message),
    });
});
