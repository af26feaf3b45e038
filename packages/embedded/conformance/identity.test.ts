import { afterAll, beforeEach, expect, type TestContext, test } from "vitest";
import { anIssuer, aSigningKey, type Issuer, seconds, signWith } from "../test/issuer.ts";
import { aRawClient, valuesOf } from "../test/rawClient.ts";
import { anIssuerByKey, callerWith, trust, who } from "./authentication.ts";
import { eventually, expectReason, theDeployment } from "./deployment.ts";

const target = await theDeployment("auth");
const { client: http, url, siteUrl, adminKey } = target;
const issuer = await anIssuerByKey("https://tokens.example");
const own = await aSigningKey("RS256", "own");
const oidc = await issuersOfThisMachine();
await trust(
  target,
  [
    issuer.provider,
    { domain: "self", applicationID: "convex" },
    ...Object.values(oidc).flatMap((one) => one?.provider ?? []),
  ],
  [own.jwk],
);

async function issuersOfThisMachine() {
  const host = target.issuerHost;
  if (host === null) return { rs256: null, eddsa: null };
  const whereabouts = { host, ended: afterAll };
  return { rs256: await anIssuer("RS256", whereabouts), eddsa: await anIssuer("EdDSA", whereabouts) };
}

function orSkip(issuer: Issuer | null, { skip }: TestContext): Issuer {
  return issuer ?? skip("the deployment cannot reach an issuer on this machine (see --issuer-host)");
}

const identityOf = (token: string) => callerWith(target, token).query(who.me, {});

beforeEach(async () => void (await http.mutation(who.startOver, {})));

test("AU1: OpenID Connect claims appear by Convex's names, those of the token itself not at all", async (context) => {
  const issuer = orSkip(oidc.rs256, context);
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
  expect(await identityOf(token)).toEqual({
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
  const token = await signWith(issuer.key, {
    iss: `${issuer.iss}/`,
    sub: "basil",
    aud: ["app", "b"],
    exp: seconds() + 60,
    name: "Basil",
    given_name: "B",
    properties: { id: 7, more: { tags: ["x"] } },
    fva: [0],
  });
  expect(await identityOf(token)).toEqual({
    tokenIdentifier: `${issuer.iss}/|basil`,
    issuer: `${issuer.iss}/`,
    subject: "basil",
    name: "Basil",
    given_name: "B",
    "properties.id": 7,
    "properties.more.tags": ["x"],
  });
});

test("AU1: queries, mutations, actions and what they call see the caller; scheduled functions see nobody", async () => {
  const ada = callerWith(target, await issuer.token("ada"));
  expect(await ada.action(who.act, {})).toEqual(["ada", "ada", "ada"]);
  await ada.mutation(who.note, { text: "mine" });
  await ada.mutation(who.noteLater, { text: "nobody's" });
  expect(await ada.query(who.mine, {})).toEqual(["by an action", "mine"]);
  const nobodys = await eventually(async () => {
    const notes = (await http.query(who.mine, {})) as string[];
    return notes.length > 0 ? notes : undefined;
  });
  expect(nobodys).toEqual(["nobody's"]);
  expect(await http.query(who.me, {})).toBeNull();
});

test("AU1: an administrator acts as a user over HTTP and over the socket", async () => {
  const attributes = { issuer: "https://i", subject: "cleo", name: "Cleo" };
  const identity = { ...attributes, tokenIdentifier: "https://i|cleo" };
  const response = await fetch(`${url}/api/function`, {
    method: "POST",
    headers: {
      Authorization: `Convex ${adminKey}:${Buffer.from(JSON.stringify(attributes)).toString("base64")}`,
    },
    body: JSON.stringify({ path: "who:internalMe", args: {} }),
  });
  expect(await response.json()).toMatchObject({ status: "success", value: identity });
  const client = await aRawClient(target);
  const admin = { type: "Authenticate", tokenType: "Admin", value: adminKey };
  client.send({ ...admin, baseVersion: 0, impersonating: attributes });
  client.add(0, 0, "who:internalMe", {});
  await eventually(() => valuesOf(client.received, 0)[0]);
  client.send({ ...admin, baseVersion: 1 });
  await eventually(() => (valuesOf(client.received, 0).length === 2 ? true : undefined));
  expect(valuesOf(client.received, 0)).toEqual([identity, null]);
});

test("AU10: functions read the token that a call came with, over HTTP and over the socket", async () => {
  const token = await issuer.token("ada");
  const ada = callerWith(target, token);
  expect(await ada.mutation(who.token, {})).toBe(token);
  expect(await ada.action(who.tokenInAction, {})).toEqual([token, token]);
  expect(await http.mutation(who.token, {})).toBeNull();
  const answer = await target.admin("/api/function", { path: "who:token", args: {} });
  expect(await answer.json()).toMatchObject({ status: "success", value: null });
  const socket = await aRawClient(target);
  const call = (requestId: number) =>
    socket.send({ type: "Mutation", requestId, udfPath: "who:token", args: [{}] });
  call(0);
  socket.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value: token });
  call(1);
  await eventually(() => (socket.received.some(({ requestId }) => requestId === 1) ? true : undefined));
  const results = socket.received
    .filter(({ type }) => type === "MutationResponse")
    .map(({ result }) => result);
  expect(results).toEqual([null, token]);
});

test("AU7: a token that proves nothing is an error only for who asks", async () => {
  const get = async (path: string, authorization?: string) => {
    const response = await fetch(`${siteUrl}${path}`, {
      headers: authorization === undefined ? {} : { Authorization: authorization },
    });
    return { status: response.status, text: await response.text() };
  };
  const good = `Bearer ${await issuer.token("ada")}`;
  expect(JSON.parse((await get("/me", good)).text)).toMatchObject({ subject: "ada" });
  expect(JSON.parse((await get("/me/by-query", good)).text)).toMatchObject({ subject: "ada" });
  expect(await get("/me")).toEqual({ status: 200, text: "null" });
  expect(await get("/me", `Convex ${adminKey}`)).toEqual({ status: 200, text: "null" });
  for (const [authorization, reason] of [
    ["Bearer the-app-knows-what-this-is", /JWT|token/],
    [`Bearer ${await issuer.token("ada", { exp: seconds() - 60 })}`, /token/],
    ["Convex guess", /key/],
    ["Basic YTpi", /begin with|Authorization|[Uu]nauth/],
  ] as const) {
    expect(await get("/open", authorization)).toEqual({ status: 200, text: "open" });
    for (const path of ["/me", "/me/by-query"]) {
      const { status, text } = await get(path, authorization);
      expect(status).toBe(500);
      expectReason((JSON.parse(text) as { trace: string }).trace, reason);
    }
  }
});

test("AU8: an app that issues tokens of its own is its own provider", async () => {
  const token = await signWith(own, {
    iss: siteUrl,
    aud: "convex",
    sub: "user|session",
    iat: seconds(),
    exp: seconds() + 60,
  });
  expect(await identityOf(token)).toMatchObject({ tokenIdentifier: `${siteUrl}|user|session` });
  const me = await fetch(`${siteUrl}/me`, { headers: { Authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ subject: "user|session" });
});

test("AU2: OpenID Connect tokens may be signed with EdDSA", async (context) => {
  const issuer = orSkip(oidc.eddsa, context);
  expect(await identityOf(await issuer.token("ada"))).toMatchObject({ subject: "ada" });
});
