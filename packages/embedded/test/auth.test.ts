import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { anIssuer, aSigningKey, seconds, signWith } from "./issuer.ts";
import { aRawClient, expectOrderAroundSignIn, valuesOf } from "./rawClient.ts";
import { aDeployment, convex, type Deployment, eventually, pushOf, temporaryDir } from "./support.ts";

const me = makeFunctionReference<"query">("who:me");
const count = makeFunctionReference<"query">("who:count");
const note = makeFunctionReference<"mutation">("who:note");
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

// The CLI bundles the app of these tests; that takes longer than any of them.
beforeAll(async () => void (await pushOf("auth")), 60_000);

describe("AU2: tokens", () => {
  test("AU2: clocks may differ by five seconds", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    for (const claims of [{ exp: seconds() - 3 }, { nbf: seconds() + 3 }])
      expect(await identityOf(deployment, await issuer.token("ada", claims))).not.toBeNull();
    for (const claims of [{ exp: seconds() - 7 }, { nbf: seconds() + 7 }])
      expect(await refusalOf(deployment, await issuer.token("ada", claims))).toMatchObject({ status: 401 });
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
  test("AU5: a query that does not look at the identity does not run again for another one", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    const client = await aRawClient(deployment);
    client.add(0, 0, "who:count", {});
    client.add(1, 1, "who:me", {});
    await eventually(() => valuesOf(client.received, 1)[0] === null || undefined);
    for (const [baseVersion, sub] of ["ada", "dov"].entries())
      client.send({
        type: "Authenticate",
        baseVersion,
        tokenType: "User",
        value: await issuer.token(sub),
      });
    await eventually(() => (valuesOf(client.received, 1).length === 3 ? true : undefined));
    expect(deployment.log.filter((line) => line.includes("counting"))).toHaveLength(1);
  });

  test("AU5: messages take effect in the order they were sent, however long a token takes", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    issuer.answersAfter(100);
    await expectOrderAroundSignIn(await aRawClient(deployment), await issuer.token("ada"));
  });

  test("AU5: a token that expires on the way leads to AuthError at the next change or message", async () => {
    const issuer = await anIssuer();
    const deployment = await aDeploymentTrusting([issuer.provider]);
    // With the tolerance of five seconds, these are good for about three more.
    const value = await issuer.token("ada", { exp: seconds() - 2 });
    const signedIn = async () => {
      const client = await aRawClient(deployment);
      client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
      client.add(0, 0, "who:count", {});
      await eventually(() => (valuesOf(client.received, 0).length === 1 ? true : undefined));
      return client;
    };
    const [watching, calling] = [await signedIn(), await signedIn()];
    await new Promise((resolve) => setTimeout(resolve, 3_500));
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
});

test("AU6: a query runs once for each user who looks, and once for all when it does not look", async () => {
  const issuer = await anIssuer();
  const deployment = await aDeploymentTrusting([issuer.provider]);
  const write = async (sub: string, text: string) =>
    callerWith(deployment, await issuer.token(sub)).mutation(note, { text });
  const clients = await Promise.all(
    ["ada", "dov", "ada"].map(async (sub) => {
      const client = await aRawClient(deployment);
      const value = await issuer.token(sub);
      client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
      client.add(0, 0, "who:mine", {});
      client.add(1, 1, "who:count", {});
      return client;
    }),
  );
  for (let i = 0; i < 5; i++) for (const sub of ["ada", "dov"]) await write(sub, `${sub} ${i}`);
  for (const client of clients)
    await eventually(() => (valuesOf(client.received, 0).at(-1) as string[])?.length === 5 || undefined);
  // Ten changes and the beginning.
  expect(deployment.log.filter((line) => line.includes("counting")).length).toBeLessThanOrEqual(11);
  expect(deployment.log.filter((line) => line.includes("notes of ada")).length).toBeLessThanOrEqual(11);
});

describe("AU8: the deployment as an issuer", () => {
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
