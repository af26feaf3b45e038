import { createHmac, createPublicKey } from "node:crypto";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { createLocalJWKSet, type JSONWebKeySet, type JWK, type JWTPayload, jwtVerify } from "jose";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { anIssuer, aSigningKey, type Issuer, type SigningKey, seconds, signWith } from "./issuer.ts";
import { aRawClient } from "./rawClient.ts";
import { aDeployment, convex, type Deployment, eventually, pushOf, temporaryDir } from "./support.ts";

const me = makeFunctionReference<"query">("who:me");
const mine = makeFunctionReference<"query">("who:mine");
const count = makeFunctionReference<"query">("who:count");
const note = makeFunctionReference<"mutation">("who:note");
const noteLater = makeFunctionReference<"mutation">("who:noteLater");
const behindTheDoor = makeFunctionReference<"query">("who:behindTheDoor");
const lock = makeFunctionReference<"mutation">("who:lock");
const act = makeFunctionReference<"action">("who:act");
const sign = makeFunctionReference<"mutation">("who:sign");

/** A deployment that trusts the given providers. */
async function aDeploymentTrusting(
  providers: object[],
  { environment = {}, ...options }: Parameters<typeof aDeployment>[0] = {},
): Promise<Deployment> {
  return aDeployment({
    push: await pushOf("auth"),
    environment: { AUTH_PROVIDERS: JSON.stringify(providers), ...environment },
    ...options,
  });
}

function callerWith({ url }: Deployment, token: string): ConvexHttpClient {
  const client = new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
  client.setAuth(token);
  return client;
}

const identityOf = (deployment: Deployment, token: string) => callerWith(deployment, token).query(me, {});

/** The code and the message by which the HTTP API refuses a token. */
async function refusalOf({ url }: Deployment, token: string) {
  const response = await fetch(`${url}/api/query`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ path: "who:me", args: {} }),
  });
  return { status: response.status, ...((await response.json()) as { code: string; message: string }) };
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that no library would make. */
const handMade = (header: object, claims: object, signature = "") =>
  `${base64url(header)}.${base64url(claims)}.${signature}`;

// The CLI bundles the app of these tests; that takes longer than any of them.
beforeAll(async () => void (await pushOf("auth")), 60_000);

describe("AU1: identities", () => {
  test("AU1: OpenID Connect claims appear by Convex's names, those of the token itself not at all", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const token = await issuer.token("ada", {
      name: "Ada",
      given_name: "Ada",
      preferred_username: "ada99",
      profile: "https://ada.example",
      picture: "https://ada.example/me.png",
      email: "ada@example.com",
      email_verified: true,
      birthdate: "1815-12-10",
      zoneinfo: "Europe/London",
      locale: "en",
      phone_number: "+1",
      phone_number_verified: false,
      address: { formatted: "12 St James's Square" },
      updated_at: 1_700_000_000,
      role: "host",
      teams: ["a", "b"],
      deep: { inside: 1 },
      tokenIdentifier: "somebody|else",
      jti: "1",
      nonce: "2",
      nbf: seconds(),
      fva: [1, 2],
      azp: "http://localhost:3000",
    });
    expect(await identityOf(deployment, token)).toEqual({
      tokenIdentifier: `${issuer.url}|ada`,
      issuer: issuer.url,
      subject: "ada",
      name: "Ada",
      givenName: "Ada",
      preferredUsername: "ada99",
      profileUrl: "https://ada.example",
      pictureUrl: "https://ada.example/me.png",
      email: "ada@example.com",
      emailVerified: true,
      birthday: "1815-12-10",
      timezone: "Europe/London",
      language: "en",
      phoneNumber: "+1",
      phoneNumberVerified: false,
      address: "12 St James's Square",
      updatedAt: "2023-11-14T22:13:20+00:00",
      role: "host",
      teams: ["a", "b"],
      deep: { inside: 1 },
    });
  });

  test("AU1: claims of a custom JWT keep their names, nested ones with dots", async () => {
    const key = await aSigningKey("ES256", "k");
    const jwks = `data:application/json;base64,${Buffer.from(JSON.stringify({ keys: [key.jwk] })).toString("base64")}`;
    const issuer = "https://tokens.example";
    const deployment = await aDeploymentTrusting([{ type: "customJwt", issuer, jwks, algorithm: "ES256" }]);
    const token = await signWith(key, {
      iss: `${issuer}/`,
      sub: "basil",
      aud: ["a", "b"],
      exp: seconds() + 60,
      name: "Basil",
      given_name: "B",
      properties: { id: 7, more: { tags: ["x"] } },
      fva: [0],
    });
    expect(await identityOf(deployment, token)).toEqual({
      tokenIdentifier: `${issuer}/|basil`,
      issuer: `${issuer}/`,
      subject: "basil",
      name: "Basil",
      given_name: "B",
      "properties.id": 7,
      "properties.more.tags": ["x"],
    });
  });

  test("AU1: queries, mutations, actions and what they call see the caller; scheduled functions see nobody", async () => {
    const issuer = await anIssuer("EdDSA");
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const ada = callerWith(deployment, await issuer.token("ada"));
    expect(await ada.action(act, {})).toEqual(["ada", "ada", "ada"]);
    await ada.mutation(note, { text: "mine" });
    await ada.mutation(noteLater, { text: "nobody's" });
    expect(await ada.query(mine, {})).toEqual(["by an action", "mine"]);
    const nobodys = await eventually(async () => {
      const notes = (await deployment.client.query(mine, {})) as string[];
      return notes.length > 0 ? notes : undefined;
    });
    expect(nobodys).toEqual(["nobody's"]);
    expect(await deployment.client.query(me, {})).toBeNull();
  });

  test("AU1: an administrator acts as a user over HTTP and over the socket", async () => {
    const deployment = await aDeploymentTrusting([]);
    const attributes = { issuer: "https://i", subject: "cleo", name: "Cleo" };
    const identity = { ...attributes, tokenIdentifier: "https://i|cleo" };
    const response = await fetch(`${deployment.url}/api/function`, {
      method: "POST",
      headers: {
        Authorization: `Convex ${deployment.adminKey}:${Buffer.from(JSON.stringify(attributes)).toString("base64")}`,
      },
      body: JSON.stringify({ path: "who:internalMe", args: {} }),
    });
    expect(await response.json()).toMatchObject({ status: "success", value: identity });
    const client = await aRawClient(deployment);
    const admin = { type: "Authenticate", tokenType: "Admin", value: deployment.adminKey };
    client.send({ ...admin, baseVersion: 0, impersonating: attributes });
    client.add(0, 0, "who:internalMe", {});
    await eventually(() => valuesOf(client.received, 0)[0]);
    client.send({ ...admin, baseVersion: 1 });
    await eventually(() => (valuesOf(client.received, 0).length === 2 ? true : undefined));
    expect(valuesOf(client.received, 0)).toEqual([identity, null]);
  });
});

/** What a raw client was told of a query, one entry per update. */
function valuesOf(received: { type: string; modifications?: unknown }[], queryId: number): unknown[] {
  return received
    .filter((message) => message.type === "Transition")
    .flatMap((message) => message.modifications as { type: string; queryId: number; value?: unknown }[])
    .filter((update) => update.queryId === queryId && update.type === "QueryUpdated")
    .map(({ value }) => value);
}

describe("AU2: tokens that are refused", () => {
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
    [
      "of an issuer that is nearly ours",
      (i) => i.token("ada", { iss: `${i.url}/` }),
      /Could not verify OIDC/,
    ],
    [
      "of an issuer that begins like ours",
      (i) => i.token("ada", { iss: `${i.url}.evil` }),
      /No auth provider/,
    ],
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

  let issuer: Issuer;
  test("AU2: wrong OpenID Connect tokens, each with Convex's message and within milliseconds", async () => {
    issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    expect(await identityOf(deployment, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
    for (const [name, make, message] of scenarios) {
      const refusal = await refusalOf(deployment, await make(issuer));
      expect({ name, ...refusal }).toMatchObject({
        name,
        status: 401,
        message: expect.stringMatching(message),
      });
    }
    // Clocks may differ by five seconds.
    expect(await identityOf(deployment, await issuer.token("ada", { exp: seconds() - 3 }))).not.toBeNull();
    expect(await identityOf(deployment, await issuer.token("ada", { nbf: seconds() + 3 }))).not.toBeNull();
  }, 15_000);

  describe("custom JWTs", () => {
    let key: SigningKey;
    let jwks: JSONWebKeySet;
    beforeAll(async () => {
      key = await aSigningKey("RS256", "k");
      // A shared secret among the public keys must not become a way to sign.
      jwks = { keys: [key.jwk, { kty: "oct", kid: "secret", k: "c2VjcmV0" } as JWK] };
    });

    test("AU2: wrong custom JWTs", async () => {
      const iss = "https://tokens.example";
      const url = `data:text/plain,${encodeURIComponent(JSON.stringify(jwks))}`;
      const provider = {
        type: "customJwt",
        issuer: iss,
        jwks: url,
        algorithm: "RS256",
        applicationID: "app",
      };
      const deployment = await aDeploymentTrusting([provider]);
      const good: JWTPayload = { iss, sub: "ada", aud: ["app", "other"], exp: seconds() + 60 };
      expect(await identityOf(deployment, await signWith(key, good))).toMatchObject({ subject: "ada" });
      const hmac = (secret: string) => {
        const unsigned = handMade({ alg: "HS256", kid: "secret" }, good).slice(0, -1);
        return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`;
      };
      const wrong: [string, RegExp][] = [
        [await signWith(key, { ...good, exp: undefined }), /Could not validate token: .*"exp"/],
        [await signWith(key, { ...good, exp: seconds() - 10 }), /Could not validate token: .*"exp"/],
        [await signWith(key, { ...good, nbf: seconds() + 60 }), /Could not validate token: .*"nbf"/],
        [await signWith(key, { ...good, sub: undefined }), /Could not validate token: .*"sub"/],
        [await signWith(key, { ...good, aud: "other" }), /No auth provider found matching/],
        [await signWith(key, good, { kid: undefined }), /may be missing a 'kid'/],
        [await signWith(key, good, { kid: "../../etc/passwd" }), /does this key match any key/],
        [await signWith(await aSigningKey("RS256", "k"), good), /does this key match any key/],
        [await signWith(await aSigningKey("ES256", "k"), good), /does this key match any key/],
        [hmac("secret"), /does this key match any key/],
        [handMade({ alg: "none", kid: "k" }, good), /does this key match any key/],
      ];
      for (const [token, message] of wrong)
        expect(await refusalOf(deployment, token)).toMatchObject({
          status: 401,
          message: expect.stringMatching(message),
        });
    });
  });

  test("AU2: OpenID Connect tokens by an algorithm that Convex does not take, though the issuer has it", async () => {
    const issuer = await anIssuer("ES256");
    const deployment = await aDeploymentTrusting([issuer.provider]);
    expect(await refusalOf(deployment, await issuer.token("ada"))).toMatchObject({ code: "Unauthenticated" });
  });

  test("AU2: a token of a megabyte is refused before anybody looks into it", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const value = await issuer.token("ada", { padding: "x".repeat(1 << 20) });
    const client = await aRawClient(deployment);
    client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
    expect(await client.next("AuthError")).toMatchObject({
      error: expect.stringMatching(/Could not parse JWT/),
    });
    expect(issuer.requests).toEqual([]);
  });

  test("AU2: clients learn which providers there are, unless errors are redacted", async () => {
    const issuer = await anIssuer();
    const token = await issuer.token("ada", { aud: "other" });
    const open = await aDeploymentTrusting([issuer.provider]);
    expect((await refusalOf(open, token)).message).toContain(`[OIDC(domain=${issuer.url}, app_id=app)]`);
    const closed = await aDeploymentTrusting([issuer.provider], { redactErrors: true });
    expect((await refusalOf(closed, token)).message).not.toContain(issuer.url);
  });
});

describe("AU3: keys of issuers", () => {
  test("AU3: keys are fetched once, for many tokens at once", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const token = await issuer.token("ada");
    await Promise.all(Array.from({ length: 10 }, () => identityOf(deployment, token)));
    expect(issuer.requests).toEqual(["/.well-known/openid-configuration", "/keys"]);
  });

  test("AU3: a new key is found when a token names it; unknown ones do not make us ask without end", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const old = await issuer.token("ada");
    await identityOf(deployment, old);
    await issuer.rotate("second");
    expect(await identityOf(deployment, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
    await expect(identityOf(deployment, old)).rejects.toThrow(/Could not verify OIDC/);
    for (let i = 0; i < 30; i++) {
      const token = await issuer.token("ada", {}, { kid: `unknown ${i}` });
      await expect(identityOf(deployment, token)).rejects.toThrow(/Could not verify OIDC/);
    }
    expect(issuer.requests.filter((path) => path === "/keys").length).toBeLessThanOrEqual(5);
    expect(await identityOf(deployment, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
  });

  test("AU3: while an issuer is down its tokens are refused with the reason, and others work", async () => {
    const issuer = await anIssuer();
    const other = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider, other.provider]);
    issuer.works(false);
    expect(await refusalOf(deployment, await issuer.token("ada"))).toEqual({
      status: 400,
      code: "AuthProviderDiscoveryFailed",
      message: `Auth provider discovery of ${issuer.url} failed: 503 out of order`,
    });
    expect(await identityOf(deployment, await other.token("dov"))).toMatchObject({ subject: "dov" });
    issuer.works(true);
    expect(await identityOf(deployment, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
    issuer.works(false);
    // Keys that are known stay good.
    expect(await identityOf(deployment, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
    const gone = await aDeploymentTrusting([{ domain: "http://127.0.0.1:9", applicationID: "app" }]);
    const token = await issuer.token("ada", { iss: "http://127.0.0.1:9" });
    expect(await refusalOf(gone, token)).toMatchObject({ code: "AuthProviderDiscoveryFailed" });
  });

  test("AU3: an issuer that goes by another name than auth.config.ts says is not asked for keys", async () => {
    const issuer = await anIssuer();
    const alias = issuer.url.replace("127.0.0.1", "localhost");
    const deployment = await aDeploymentTrusting([{ ...issuer.provider, domain: alias }]);
    expect(await refusalOf(deployment, await issuer.token("ada", { iss: alias }))).toMatchObject({
      message: `Auth provider discovery of ${alias} failed: it names "${issuer.url}" as its issuer`,
    });
    expect(issuer.requests).not.toContain("/keys");
  });

  test("AU3: a slow issuer holds up nobody but its own users", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    issuer.answersAfter(400);
    let verified = false;
    const ada = identityOf(deployment, await issuer.token("ada")).then(() => (verified = true));
    for (let i = 0; i < 5; i++) await deployment.client.mutation(note, { text: `${i}` });
    expect(verified).toBe(false);
    await ada;
  });

  test("AU3: keys of a custom JWT provider come over HTTP, with the right content type only", async () => {
    const issuer = await anIssuer("ES256");
    const provider = { type: "customJwt", issuer: issuer.url, algorithm: "ES256" };
    const right = await aDeploymentTrusting([{ ...provider, jwks: `${issuer.url}/keys` }]);
    expect(await identityOf(right, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
    const wrong = await aDeploymentTrusting([{ ...provider, jwks: `${right.siteUrl}/open` }]);
    expect(await refusalOf(wrong, await issuer.token("ada"))).toMatchObject({
      message: expect.stringMatching(/Invalid Content-Type 'text\/plain/),
    });
  });
});

describe("AU4: auth.config.ts", () => {
  test("AU4: a variable that it reads must be set, and cannot be taken away", async () => {
    const deployment = await aDeployment({ push: undefined, dataDir: temporaryDir() });
    const push = async () =>
      deployment.admin("/api/deploy2/start_push", {
        ...(await pushOf("auth")),
        adminKey: deployment.adminKey,
      });
    const refused = await push();
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      code: "AuthConfigMissingEnvironmentVariable",
      message: "Environment variable AUTH_PROVIDERS is used in auth config file but its value was not set",
    });
    const set = (value: string | null) =>
      deployment.admin("/api/update_environment_variables", { changes: [{ name: "AUTH_PROVIDERS", value }] });
    const issuer = await anIssuer();
    await set(JSON.stringify([issuer.provider]));
    const started = (await (await push()).json()) as { appAuth: unknown };
    expect(started.appAuth).toEqual([issuer.provider]);
    const finished = await deployment.admin("/api/deploy2/finish_push", { startPush: started });
    expect(((await finished.json()) as { authDiff: unknown }).authDiff).toEqual({
      added: [JSON.stringify({ applicationID: "app", domain: issuer.url })],
      removed: [],
    });
    expect((await set(null)).status).toBe(400);
    expect(await identityOf(deployment, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
    // Another value is another configuration, at once.
    await set("[]");
    await expect(identityOf(deployment, await issuer.token("ada"))).rejects.toThrow(/No auth provider found/);
  });

  test("AU4: providers that make no sense are refused with the reason", async () => {
    for (const [provider, reason] of [
      [{ domain: "https://a" }, /must have a string applicationID/],
      [{ type: "saml" }, /unknown type "saml"/],
      [
        { type: "customJwt", issuer: "https://a", jwks: "https://a/k", algorithm: "HS256" },
        /RS256 and ES256/,
      ],
      [
        { type: "customJwt", issuer: "https://a", jwks: "file:///etc/passwd", algorithm: "RS256" },
        /http\(s\) or data:/,
      ],
    ] as const)
      await expect(aDeploymentTrusting([provider])).rejects.toThrow(reason);
  });

  test("AU4: the CLI says which variable is missing, and pushes when it is there", async () => {
    const deployment = await aDeployment({ push: undefined, dataDir: temporaryDir() });
    const env = {
      CONVEX_SELF_HOSTED_URL: deployment.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: deployment.adminKey,
    };
    const push = () =>
      convex(["deploy", "-y", "--typecheck", "disable", "--codegen", "disable"], env, "auth");
    await expect(push()).rejects.toThrow(
      /AUTH_PROVIDERS is used in auth config file but its value was not set/,
    );
    await deployment.admin("/api/update_environment_variables", {
      changes: [{ name: "AUTH_PROVIDERS", value: "[]" }],
    });
    await push();
    const identity = '{"name":"Dov","subject":"dov"}';
    expect(await convex(["run", "who:internalMe", "--identity", identity], env, "auth")).toContain('"Dov"');
  }, 30_000);

  test("AU4: providers are there again after a restart", async () => {
    const issuer = await anIssuer();
    const dataDir = temporaryDir();
    const first = await aDeploymentTrusting([issuer.provider], { dataDir });
    await first.close();
    const second = await aDeployment({ dataDir });
    expect(await identityOf(second, await issuer.token("ada"))).toMatchObject({ subject: "ada" });
  });
});

describe("AU5: identity on a live socket", () => {
  function aClient({ url }: Deployment): ConvexClient {
    const options = { skipConvexDeploymentUrlCheck: true, logger: false, authRefreshTokenLeewaySeconds: 2 };
    const client = new ConvexClient(url, options);
    onTestFinished(() => client.close());
    return client;
  }

  test("AU5: the stock client signs in, refreshes its token, signs in as another and out", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const client = aClient(deployment);
    const seen: unknown[] = [];
    client.onUpdate(
      me,
      {},
      (identity: { subject: string } | null) => void seen.push(identity?.subject ?? null),
    );
    await eventually(() => (seen.length === 1 ? true : undefined));
    let fetched = 0;
    const states: boolean[] = [];
    // The client asks for a new token two seconds before the end of a life of three.
    const short = () => {
      fetched++;
      // Two tokens of the same second would be the same one.
      return issuer.token("ada", { iat: seconds(), exp: seconds() + 3, jti: `${fetched}` });
    };
    client.setAuth(short, (signedIn) => void states.push(signedIn));
    await eventually(() => (fetched >= 3 ? true : undefined));
    expect(states).not.toContain(false);
    expect(states).toContain(true);
    client.setAuth(() => issuer.token("basil"));
    await eventually(() => (seen.at(-1) === "basil" ? true : undefined));
    // A fresh token of the same user is no news.
    expect(seen).toEqual([null, "ada", "basil"]);
    client.client.clearAuth();
    await eventually(() => (seen.at(-1) === null ? true : undefined));
  });

  test("AU5: only queries that look at the identity run again, and unchanged results are not sent again", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const client = await aRawClient(deployment);
    client.add(0, 0, "who:count", {});
    client.add(1, 1, "who:me", {});
    await eventually(() => valuesOf(client.received, 1)[0] === null || undefined);
    for (const [version, sub] of ["ada", "ada", "dov"].entries())
      client.send({
        type: "Authenticate",
        baseVersion: version,
        tokenType: "User",
        value: await issuer.token(sub),
      });
    await eventually(() => (valuesOf(client.received, 1).length === 3 ? true : undefined));
    expect(valuesOf(client.received, 1)).toMatchObject([null, { subject: "ada" }, { subject: "dov" }]);
    expect(valuesOf(client.received, 0)).toEqual([0]);
    expect(deployment.log.filter((line) => line.includes("counting"))).toHaveLength(1);
    const identities = client.received
      .filter((message) => message.type === "Transition")
      .map((message) => (message.endVersion as { identity: number }).identity);
    expect(identities.slice(-3)).toEqual([1, 2, 3]);
  });

  test("AU5: messages take effect in the order they were sent, however long a token takes", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    issuer.answersAfter(100);
    const client = await aRawClient(deployment);
    const mutation = (requestId: number) =>
      client.send({ type: "Mutation", requestId, udfPath: "who:note", args: [{ text: `${requestId}` }] });
    mutation(0);
    client.send({
      type: "Authenticate",
      baseVersion: 0,
      tokenType: "User",
      value: await issuer.token("ada"),
    });
    client.add(0, 0, "who:me", {});
    mutation(1);
    client.send({ type: "Action", requestId: 2, udfPath: "who:act", args: [{}] });
    client.send({ type: "Authenticate", baseVersion: 1, tokenType: "None" });
    mutation(3);
    await eventually(() => (client.received.some((m) => m.requestId === 3) ? true : undefined));
    await eventually(() => (client.received.some((m) => m.requestId === 2) ? true : undefined));
    const result = (requestId: number) => client.received.find((m) => m.requestId === requestId)?.result;
    expect([0, 1, 2, 3].map(result)).toEqual(["nobody", "ada", ["ada", "ada", "ada"], "nobody"]);
    expect(valuesOf(client.received, 0)).toMatchObject([{ subject: "ada" }, null]);
  });

  test("AU5: mutations that wait for their turn run as who has sent them", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    // With the keys at hand, verifying takes less time than the mutations before it.
    await identityOf(deployment, await issuer.token("ada"));
    const value = await issuer.token("ada");
    const client = await aRawClient(deployment);
    const requests = Array.from({ length: 100 }, (_, i) => i);
    for (const requestId of requests)
      client.send({ type: "Mutation", requestId, udfPath: "who:note", args: [{ text: "x" }] });
    client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
    client.send({ type: "Mutation", requestId: 100, udfPath: "who:note", args: [{ text: "x" }] });
    const last = await eventually(() => client.received.find((message) => message.requestId === 100));
    expect(last.result).toBe("ada");
    const others = client.received.filter((message) => message.type === "MutationResponse").slice(0, -1);
    expect(others.map(({ result }) => result)).toEqual(requests.map(() => "nobody"));
  });

  test("AU5: a bad token ends the connection with AuthError, and nothing sent after it is done", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const client = await aRawClient(deployment);
    const value = await issuer.token("ada", { exp: seconds() - 60 });
    client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
    client.send({ type: "Mutation", requestId: 0, udfPath: "who:note", args: [{ text: "never" }] });
    expect(await client.next("AuthError")).toMatchObject({
      authUpdateAttempted: true,
      baseVersion: 0,
      error: expect.stringMatching(/Could not verify OIDC token claim/),
    });
    await client.closed();
    expect(await deployment.client.query(count, {})).toBe(0);
  });

  test("AU5: a token that expires on the way leads to AuthError at the next change or message", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    // With the tolerance of five seconds, these are good for about one more.
    const value = await issuer.token("ada", { exp: seconds() - 4 });
    const signedIn = async () => {
      const client = await aRawClient(deployment);
      client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
      client.add(0, 0, "who:count", {});
      await eventually(() => (valuesOf(client.received, 0).length === 1 ? true : undefined));
      return client;
    };
    const [watching, calling] = [await signedIn(), await signedIn()];
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    calling.send({ type: "Mutation", requestId: 0, udfPath: "who:note", args: [{ text: "never" }] });
    const expired = { authUpdateAttempted: false, baseVersion: 1 };
    expect(await calling.next("AuthError")).toMatchObject(expired);
    await calling.closed();
    expect(watching.received.some((message) => message.type === "AuthError")).toBe(false);
    await deployment.client.mutation(note, { text: "seen by nobody who is expired" });
    expect(await watching.next("AuthError")).toMatchObject(expired);
    await watching.closed();
    expect(valuesOf(watching.received, 0)).toEqual([0]);
    expect(await deployment.client.query(count, {})).toBe(1);
  });

  test("AU5: a page belongs to one user's query; another user's starts anew", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    for (const sub of ["ada", "dov"])
      for (let i = 0; i < 3; i++)
        await callerWith(deployment, await issuer.token(sub)).mutation(note, { text: `${sub} ${i}` });
    const client = await aRawClient(deployment);
    const signIn = async (baseVersion: number, sub: string) =>
      client.send({ type: "Authenticate", baseVersion, tokenType: "User", value: await issuer.token(sub) });
    await signIn(0, "ada");
    client.add(0, 0, "who:page", { paginationOpts: { numItems: 2, cursor: null } });
    await eventually(() => (valuesOf(client.received, 0).length === 1 ? true : undefined));
    await signIn(1, "dov");
    await eventually(() => (valuesOf(client.received, 0).length === 2 ? true : undefined));
    const texts = (valuesOf(client.received, 0) as { page: { text: string }[] }[]).map(({ page }) =>
      page.map(({ text }) => text),
    );
    expect(texts).toEqual([
      ["ada 0", "ada 1"],
      ["dov 0", "dov 1"],
    ]);
  });
});

describe("AU6: nobody sees what was made for another", () => {
  test("AU6: two users of one query have results of their own; a query that does not look is shared", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const write = async (sub: string, text: string) =>
      callerWith(deployment, await issuer.token(sub)).mutation(note, { text });
    for (const sub of ["ada", "dov"]) await write(sub, `${sub} 0`);
    const clients = await Promise.all(
      ["ada", "dov", "ada"].map(async (sub) => {
        const client = await aRawClient(deployment);
        client.send({
          type: "Authenticate",
          baseVersion: 0,
          tokenType: "User",
          value: await issuer.token(sub),
        });
        client.add(0, 0, "who:mine", {});
        client.add(1, 1, "who:count", {});
        return { sub, client };
      }),
    );
    for (const { client } of clients)
      await eventually(() => valuesOf(client.received, 1)[0] === 2 || undefined);
    for (const sub of ["ada", "dov"])
      expect(await callerWith(deployment, await issuer.token(sub)).query(mine, {})).toEqual([`${sub} 0`]);
    for (let i = 1; i < 5; i++) for (const sub of ["ada", "dov"]) await write(sub, `${sub} ${i}`);
    for (const { sub, client } of clients) {
      const last = await eventually(() => {
        const notes = valuesOf(client.received, 0).at(-1) as string[];
        return notes.length === 5 ? notes : undefined;
      });
      expect(last).toEqual([0, 1, 2, 3, 4].map((i) => `${sub} ${i}`));
      for (const notes of valuesOf(client.received, 0) as string[][]) expect(notes[0]).toBe(`${sub} 0`);
    }
    // Eight changes and the beginning, for two users and for all together.
    expect(deployment.log.filter((line) => line.includes("counting")).length).toBeLessThanOrEqual(9);
    expect(deployment.log.filter((line) => line.includes("notes of ada")).length).toBeLessThanOrEqual(9);
  });

  test("AU6: a query that begins to look at the identity when data changes parts its subscribers", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const people = ["ada", "basil", "cleo", "dov"];
    const clients = await Promise.all(
      people.map(async (sub) => {
        const client = await aRawClient(deployment);
        client.send({
          type: "Authenticate",
          baseVersion: 0,
          tokenType: "User",
          value: await issuer.token(sub),
        });
        client.add(0, 0, "who:behindTheDoor", {});
        return client;
      }),
    );
    const told = (i: number) => valuesOf(clients[i]!.received, 0);
    const all = (expected: (sub: string) => string, n: number) =>
      eventually(() =>
        people.every((sub, i) => told(i).length === n && told(i).at(-1) === expected(sub)) ? true : undefined,
      );
    await all(() => "everybody", 1);
    for (let n = 2; n < 6; n += 2) {
      await deployment.client.mutation(lock, { locked: true });
      await all((sub) => sub, n);
      // A newcomer over HTTP gets their own, too.
      expect(await callerWith(deployment, await issuer.token("dov")).query(behindTheDoor, {})).toBe("dov");
      expect(await deployment.client.query(behindTheDoor, {})).toBe("nobody");
      await deployment.client.mutation(lock, { locked: false });
      await all(() => "everybody", n + 1);
    }
    for (const [i, sub] of people.entries())
      expect(told(i)).toEqual(["everybody", sub, "everybody", sub, "everybody"]);
  });
});

describe("AU7: HTTP actions", () => {
  test("AU7: a token that proves nothing is an error only for who asks", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const get = async (path: string, authorization?: string) => {
      const response = await fetch(`${deployment.siteUrl}${path}`, {
        headers: authorization === undefined ? {} : { Authorization: authorization },
      });
      return { status: response.status, text: await response.text() };
    };
    const good = `Bearer ${await issuer.token("ada")}`;
    expect(JSON.parse((await get("/me", good)).text)).toMatchObject({ subject: "ada" });
    expect(JSON.parse((await get("/me/by-query", good)).text)).toMatchObject({ subject: "ada" });
    expect(await get("/me")).toEqual({ status: 200, text: "null" });
    expect(await get("/me", `Convex ${deployment.adminKey}`)).toEqual({ status: 200, text: "null" });
    for (const [authorization, reason] of [
      ["Bearer the-app-knows-what-this-is", /Could not parse JWT payload/],
      [`Bearer ${await issuer.token("ada", { exp: seconds() - 60 })}`, /Could not verify OIDC token claim/],
      ["Convex guess", /deploy key was invalid/],
      ["Basic YTpi", /must begin with/],
    ] as const) {
      expect(await get("/open", authorization)).toEqual({ status: 200, text: "open" });
      for (const path of ["/me", "/me/by-query"])
        expect(await get(path, authorization)).toMatchObject({
          status: 500,
          text: expect.stringMatching(reason),
        });
    }
  });
});

describe("AU8: the deployment as an issuer", () => {
  test("AU8: an app that issues tokens of its own is its own provider", async () => {
    const key = await aSigningKey("RS256", "own");
    const deployment = await aDeploymentTrusting([{ domain: "self", applicationID: "convex" }], {
      environment: { OWN_JWKS: JSON.stringify({ keys: [key.jwk] }) },
    });
    const token = await signWith(key, {
      iss: deployment.siteUrl,
      aud: "convex",
      sub: "user|session",
      exp: seconds() + 60,
    });
    expect(await identityOf(deployment, token)).toMatchObject({
      tokenIdentifier: `${deployment.siteUrl}|user|session`,
    });
    const me = await fetch(`${deployment.siteUrl}/me`, { headers: { Authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ subject: "user|session" });
  });

  test("AU9: an app that is its own provider reaches itself when its public address leads elsewhere", async () => {
    const key = await aSigningKey("RS256", "own");
    const siteUrl = "https://nobody.invalid/site";
    const deployment = await aDeploymentTrusting([{ domain: "self", applicationID: "convex" }], {
      environment: { OWN_JWKS: JSON.stringify({ keys: [key.jwk] }) },
      publicOrigins: { siteUrl },
    });
    const token = await signWith(key, { iss: siteUrl, aud: "convex", sub: "user", exp: seconds() + 60 });
    expect(await identityOf(deployment, token)).toMatchObject({ tokenIdentifier: `${siteUrl}|user` });
  });

  test("AU8: mutations sign tokens that anybody can verify, also after a restart", async () => {
    const dataDir = temporaryDir();
    const first = await aDeploymentTrusting([], { dataDir });
    const claims = { sub: "ada", aud: "app", scope: { read: true } };
    const token = (await first.client.mutation(sign, { claims, expiresInSeconds: 60 })) as string;
    await first.close();
    const second = await aDeployment({ dataDir });
    const jwks = (await (await fetch(`${second.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), { audience: "app" });
    expect(protectedHeader).toMatchObject({ alg: "ES256", typ: "JWT" });
    expect(payload).toEqual({ ...claims, iss: first.url, iat: expect.any(Number), exp: payload.iat! + 60 });
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    // The app of this test has its own document there.
    expect(await (await fetch(`${second.siteUrl}/.well-known/jwks.json`)).text()).not.toContain("EC");
  });

  test("AU8: its documents are on both origins; it can trust itself", async () => {
    const plain = await aDeployment();
    for (const origin of [plain.url, plain.siteUrl]) {
      const discovery = await fetch(`${origin}/.well-known/openid-configuration`);
      expect(await discovery.json()).toMatchObject({
        issuer: plain.url,
        jwks_uri: `${plain.url}/.well-known/jwks.json`,
      });
      const { keys } = (await (await fetch(`${origin}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
      expect(keys).toMatchObject([{ kty: "EC", crv: "P-256", alg: "ES256" }]);
      expect(keys[0]).not.toHaveProperty("d");
    }
    expect((await fetch(`${plain.siteUrl}/.well-known/jwks.json`, { method: "POST" })).status).toBe(404);
    const deployment = await aDeploymentTrusting([]);
    const trust = {
      type: "customJwt",
      issuer: deployment.url,
      jwks: `${deployment.url}/.well-known/jwks.json`,
      algorithm: "ES256",
    };
    await deployment.admin("/api/update_environment_variables", {
      changes: [{ name: "AUTH_PROVIDERS", value: JSON.stringify([trust]) }],
    });
    const token = await deployment.client.mutation(sign, { claims: { sub: "dov" }, expiresInSeconds: 60 });
    expect(await identityOf(deployment, token as string)).toMatchObject({ subject: "dov" });
  });

  test("AU8: reserved claims and long lives are refused", async () => {
    const { client } = await aDeploymentTrusting([]);
    for (const claims of [{ iss: "x" }, { exp: 1 }, { nbf: 1 }, { ConvexRole: 1 }, { cvx_x: 1 }])
      await expect(client.mutation(sign, { claims, expiresInSeconds: 60 })).rejects.toThrow(/reserved/);
    for (const expiresInSeconds of [0, -1, 3601])
      await expect(client.mutation(sign, { claims: {}, expiresInSeconds })).rejects.toThrow(
        /between 1 and 3600/,
      );
  });
});
