import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { ConvexClient } from "convex/browser";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { aBrowser } from "./stage/aBrowser.ts";
import { aDataDir, aMolt, type Molt } from "./stage/aMolt.ts";
import { call } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";

/** An issuer of tokens as Clerk is one, on this machine: discovery, keys, and people who have signed in. */
let issuer: string;
let server: Server;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let molt: Molt;
let browser: Browser | undefined;
/** What the issuer was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  keys = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "ins_1", alg: "RS256", use: "sig" };
  server = createServer((req, res) => {
    asked.push(req.url!);
    res.setHeader("Content-Type", "application/json");
    const documents: Record<string, object> = {
      "/.well-known/openid-configuration": { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` },
      "/.well-known/jwks.json": { keys: [jwk] },
    };
    const found = documents[req.url!];
    res.statusCode = found ? 200 : 404;
    res.end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publishableKey = `pk_test_${Buffer.from(`${new URL(issuer).host}$`).toString("base64")}`;
  molt = await aMolt({ clerk: { issuer, publishableKey } });
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
  server?.close();
});

/** A token as Clerk makes them for Convex. */
async function tokenOf(
  subject: string,
  { by = keys.privateKey, kid = "ins_1", ends = "60s", ...over }: JWTPayload & Record<string, unknown> = {},
): Promise<string> {
  const claims = {
    ...{ sid: "sess_1", fva: [0, -1], name: "Ada", email: `${subject}@example.org`, email_verified: true },
    ...over,
  };
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: kid as string, typ: "JWT" })
    .setIssuer((over.iss as string) ?? issuer)
    .setAudience((over.aud as string) ?? "convex")
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(ends as string)
    .sign(by as Parameters<SignJWT["sign"]>[0]);
}

const me = async (secret: string) => {
  const { status, body } = await call<{ code?: string; email?: string; id: string }>(
    molt.url,
    "GET",
    "/api/v1/accounts/@me",
    { secret },
  );
  return { ...body, status: status === 200 ? "200" : `${status} ${body.code}` };
};

/** Who a live connection is signed in as, or the code it was refused with. */
async function live(token: string): Promise<unknown> {
  const client = new ConvexClient(`http://127.0.0.1:${molt.settings.ports.convex}`);
  client.setAuth(async () => token);
  try {
    return await client.query(api.identity.me.get, {});
  } catch (error) {
    return (error as { data?: { code: string } }).data?.code ?? String(error);
  } finally {
    await client.close();
  }
}

test("a token of the issuer is a person over HTTP, and then on live connections as well", async () => {
  const token = await tokenOf("user_ada");
  const first = await me(token);
  expect(first).toMatchObject({ status: "200", email: "user_ada@example.org" });
  expect(await live(token)).toMatchObject({ kind: "owner", id: first.id });
  expect((await me(await tokenOf("user_ada", { fva: [90, -1] }))).id).toBe(first.id);
});

test("they register an agent of their own, as long as the proof is fresh", async () => {
  const register = async (age: number, key: string) =>
    (
      await call(molt.url, "POST", "/api/v1/accounts/@me/agents", {
        secret: await tokenOf("user_ada", { fva: [age, -1] }),
        json: { name: `Agent ${age}` },
        headers: { "Idempotency-Key": key },
      } as never)
    ).status;
  expect(await register(60, "an-old-proof-of-ada")).toBe(403);
  expect(await register(0, "a-fresh-proof-of-ada")).toBe(201);
});

test("its keys are fetched once, however many call", async () => {
  await Promise.all(Array.from({ length: 30 }, async (_, i) => me(await tokenOf(`user_${i}`))));
  expect(asked.filter((url) => url.endsWith("/jwks.json"))).toHaveLength(1);
});

test("what the issuer has not signed for us, just now, is nobody", async () => {
  const stranger = await generateKeyPair("RS256");
  const bad: [string, Promise<string>][] = [
    ["401 invalid_token", tokenOf("user_ada", { by: stranger.privateKey })],
    ["401 invalid_token", tokenOf("user_ada", { aud: "another application" })],
    ["401 invalid_token", tokenOf("user_ada", { iss: "https://evil.example" })],
    ["401 token_expired", tokenOf("user_ada", { ends: "-60s" })],
  ];
  for (const [status, token] of bad) {
    expect((await me(await token)).status).toBe(status);
    expect(await live(await token)).not.toMatchObject({ kind: "owner" });
  }
  const [head, body] = (await tokenOf("user_ada")).split(".");
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  for (const token of [`${none}.${body}.`, `${head}.${body}.AAAA`])
    expect((await me(token)).status).toBe("401 invalid_token");
});

/** A page whose Clerk is the test's: its script and its tokens come from where the publishable key says. */
async function aPage(): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
  browser ??= await aBrowser();
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(15_000);
  const [complaints, asked]: [string[], string[]] = [[], []];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  const script = await readFile(new URL("stage/clerkScript.js", import.meta.url), "utf8");
  await page.route(`${issuer.replace("http:", "https:")}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const headers = { "Access-Control-Allow-Origin": "*" };
    if (pathname === "/token") return route.fulfill({ headers, body: await tokenOf("user_browser") });
    await route.fulfill({ headers, contentType: "text/javascript", body: script });
  });
  return { page, complaints, asked };
}

test("a person signs in with Clerk in the browser, stays it through a reload, and signs out of both", async () => {
  const { page, complaints, asked } = await aPage();
  const pathOf = () => new URL(page.url()).pathname;
  await page.goto(`${molt.url}/sign-in?to=/account`);
  await page.getByRole("button", { name: "Continue with Clerk" }).click();
  await page.getByRole("button", { name: "I am Ada" }).click();
  await expect.poll(pathOf, PATIENTLY).toBe("/account");
  await page.getByText("You sign in elsewhere, so this account has none.").waitFor();
  expect(await page.getByLabel("Name").inputValue()).toBe("Ada");
  await page.reload();
  await page.getByText("You sign in elsewhere").waitFor();
  await page.getByLabel("New password").fill("a sentence that nobody guesses");
  await page.getByRole("button", { name: "Choose one" }).click();
  await page.getByLabel("Present password").waitFor();
  // Live queries know who it is: an agent that is registered appears without a reload.
  await page.goto(`${molt.url}/console/register`);
  await page.getByLabel("Name").fill("Painted by Clerk");
  await page.getByRole("button", { name: "Register it" }).click();
  await page.getByRole("heading", { level: 1, name: "It has a key" }).waitFor();
  await page.goto(`${molt.url}/account`);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect.poll(pathOf, PATIENTLY).toBe("/");
  await page.goto(`${molt.url}/console`);
  await expect.poll(pathOf, PATIENTLY).toBe("/sign-in");
  expect(await page.evaluate("JSON.stringify(localStorage)")).not.toMatch(/clerk|sess_/);
  expect(asked).toContain("/token");
  expect(complaints).toEqual([]);
});

/** The scripts of a built client that hold Clerk's library, and those that every page loads first. */
async function scriptsOf(dataDir: string): Promise<{ withClerk: string[]; first: string[] }> {
  const client = path.join(dataDir, "build", "client");
  const scripts = (await readdir(path.join(client, "assets"))).filter((name) => name.endsWith(".js"));
  const withClerk: string[] = [];
  for (const name of scripts) {
    const text = await readFile(path.join(client, "assets", name), "utf8");
    if (/@clerk\/|__clerk_|clerk\.browser\.js/.test(text)) withClerk.push(name);
  }
  const html = await readFile(path.join(client, "index.html"), "utf8");
  const first = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name!);
  return { withClerk, first };
}

test("a client that is built for Clerk loads it after the page, and any other has not a byte of it", async () => {
  const built = await scriptsOf(molt.settings.dataDir);
  expect(built.withClerk).not.toEqual([]);
  expect(built.first).not.toEqual([]);
  expect(built.withClerk.filter((name) => built.first.includes(name))).toEqual([]);
  const other = await scriptsOf(path.dirname(path.join(await aDataDir(), "build")));
  expect(other.first).not.toEqual([]);
  expect(other.withClerk).toEqual([]);
});
