import type { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { decodeJwt, exportPKCS8, SignJWT } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { aSigningKey } from "../test/issuer.ts";
import { callerWith } from "./authentication.ts";
import { aClient, aHttpClient, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("convexAuth");
const key = await aSigningKey("RS256", "unused");
const { kid: _, ...publicKey } = key.jwk;
const changes = Object.entries({
  // Where a variable holds a line only, its breaks are spaces: so the package's own command writes it.
  JWT_PRIVATE_KEY: (await exportPKCS8(key.privateKey)).trimEnd().replaceAll("\n", " "),
  JWKS: JSON.stringify({ keys: [publicKey] }),
  SITE_URL: "http://localhost:5173",
}).map(([name, value]) => ({ name, value }));
const { status } = await target.admin("/api/update_environment_variables", { changes });
if (status !== 200) throw new Error(`The variables were not accepted: status ${status}.`);

interface Tokens {
  token: string;
  refreshToken: string;
}

type SignIn = { provider?: string; params?: Record<string, string>; refreshToken?: string };

interface Me {
  user: { _id: string; email?: string; isAnonymous?: boolean } | null;
  session: string | null;
}

const signInAction = makeFunctionReference<"action", SignIn, { tokens: Tokens | null }>("auth:signIn");
const signOutAction = makeFunctionReference<"action">("auth:signOut");
const me = makeFunctionReference<"query", Record<string, never>, Me | null>("users:me");

const signIn = async (provider: string, params: Record<string, string> = {}) =>
  (await target.client.action(signInAction, { provider, params })).tokens!;
const refreshed = async (refreshToken: string) =>
  (await target.client.action(signInAction, { refreshToken })).tokens;
const seenBy = ({ token }: Tokens) => callerWith(target, token).query(me, {});
const anAddress = () => `${unique("ada").replace(" ", ".")}@example.com`;

/** Keeps tokens as the package's React client does, and hands them to a stock client. */
function aSignedInClient(tokens: Tokens) {
  const client = aClient(target);
  let kept: Tokens | null = tokens;
  let refreshes = 0;
  client.setAuth(async ({ forceRefreshToken }) => {
    if (forceRefreshToken && kept) {
      refreshes++;
      kept = await refreshed(kept.refreshToken);
    }
    return kept?.token;
  });
  const signOut = async () => {
    await client.action(signOutAction, {});
    kept = null;
    client.client.clearAuth();
  };
  return { client, signOut, refreshes: () => refreshes, tokens: () => kept };
}

/** What a client shows of the caller, one entry per change. */
function watching(client: ConvexClient): (Me | null)[] {
  const seen: (Me | null)[] = [];
  onTestFinished(client.onUpdate(me, {}, (value) => void seen.push(value)));
  return seen;
}

test("CO10: Convex Auth signs up, signs in, and tells functions who calls", async () => {
  const email = anAddress();
  const up = await signIn("password", { flow: "signUp", email, password: "correct horse" });
  const first = await seenBy(up);
  expect(first).toEqual({ user: expect.objectContaining({ email }), session: expect.any(String) });
  const again = await seenBy(await signIn("password", { flow: "signIn", email, password: "correct horse" }));
  expect(again!.user).toEqual(first!.user);
  expect(again!.session).not.toBe(first!.session);
  expect(await target.client.query(me, {})).toBeNull();
  const { iss, aud, sub } = decodeJwt(up.token);
  expect({ iss, aud, sub }).toEqual({
    iss: target.siteUrl,
    aud: "convex",
    sub: `${first!.user!._id}|${first!.session}`,
  });
});

test("CO10: Convex Auth refuses wrong and short passwords, taken addresses and unknown accounts", async () => {
  const account = { email: anAddress(), password: "correct horse" };
  await signIn("password", { flow: "signUp", ...account });
  await refused(signIn("password", { flow: "signIn", ...account, password: "wrong horse" }), /InvalidSecret/);
  await refused(
    signIn("password", { flow: "signUp", ...account, password: "other horse" }),
    /already exists/,
  );
  await refused(signIn("password", { flow: "signIn", ...account, email: anAddress() }), /InvalidAccountId/);
  await refused(
    signIn("password", { flow: "signUp", email: anAddress(), password: "short" }),
    /Invalid password/,
  );
  await signIn("password", { flow: "signIn", ...account });
});

test("CO10: Convex Auth lets people in without a name, each as somebody new", async () => {
  const [one, other] = await Promise.all([signIn("anonymous"), signIn("anonymous")]);
  const [first, second] = [await seenBy(one), await seenBy(other)];
  expect(first!.user).toMatchObject({ isAnonymous: true });
  expect(second!.user!._id).not.toBe(first!.user!._id);
});

test("CO10: a live client of Convex Auth refreshes its token, and signing out ends the session", async () => {
  const { client, signOut, refreshes, tokens } = aSignedInClient(await signIn("anonymous"));
  const old = tokens()!;
  const seen = watching(client);
  // The client asks for a fresh token as soon as the kept one has been accepted.
  await eventually(() => (refreshes() > 0 && tokens() !== old ? true : undefined));
  const newest = tokens()!;
  expect(newest.refreshToken).not.toBe(old.refreshToken);
  await eventually(() => (seen.at(-1)?.session ? true : undefined));
  const signedIn = seen.at(-1)!;
  expect(signedIn).toEqual(await seenBy(newest));
  await signOut();
  await eventually(() => (seen.at(-1) === null ? true : undefined));
  // The token itself is good until it expires, as on Convex; its session is gone.
  expect(await seenBy(newest)).toEqual({ ...signedIn, session: null });
  expect(await refreshed(newest.refreshToken)).toBeNull();
  expect(await refreshed(old.refreshToken)).toBeNull();
});

test("CO10: 20 refreshes at once with one token leave one session that goes on", async () => {
  const { refreshToken } = await signIn("anonymous");
  const all = await Promise.all(Array.from({ length: 20 }, () => refreshed(refreshToken)));
  const sessions = await Promise.all(all.map(async (tokens) => (await seenBy(tokens!))!.session));
  expect(new Set(sessions).size).toBe(1);
  expect(await refreshed(all.at(-1)!.refreshToken)).not.toBeNull();
});

test("CO10: the keys of Convex Auth are on the site origin, where issuers are asked", async () => {
  const discovery = await fetch(`${target.siteUrl}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as { issuer: string; jwks_uri: string };
  expect(issuer).toBe(target.siteUrl);
  expect(await (await fetch(jwks_uri)).json()).toEqual({ keys: [publicKey] });
  const stranger = await aSigningKey("RS256", "unused");
  const { token } = await signIn("anonymous");
  const [, payload] = token.split(".");
  const forged = await new SignJWT(JSON.parse(Buffer.from(payload!, "base64url").toString()))
    .setProtectedHeader({ alg: "RS256" })
    .sign(stranger.privateKey);
  await expect(callerWith(target, forged).query(me, {})).rejects.toThrow();
  await expect(aHttpClient(target.url).query(me, {})).resolves.toBeNull();
});
