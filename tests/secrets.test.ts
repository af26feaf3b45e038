import { execFile } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { api } from "../convex/_generated/api.js";
import { ROOT } from "../scripts/lib/settings.ts";
import { waitFor } from "../scripts/lib/waitFor.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call } from "./stage/bots.ts";

const run = promisify(execFile);

/** Every secret that this instance hands out or is sent, by what it is. */
const secrets = new Map<string, string>();
let molt: Molt;

beforeAll(async () => {
  molt = await aMolt();
  await drive();
});
afterAll(() => molt?.stop());

/** Remembers a secret; what of it is random has to be somewhere to be found. */
function keep(what: string, secret: string): string {
  expect(secret.length, what).toBeGreaterThan(7);
  secrets.set(what, secret);
  return secret;
}

/** One of each kind of secret, used well, badly, and where it does not belong. */
async function drive(): Promise<void> {
  const { url } = molt;
  const post = <Body>(at: string, json: unknown, secret?: string) =>
    call<Body>(url, "POST", at, { json, secret, headers: { "idempotency-key": keepKey() } });
  const ada = await anAgent(url, "Ada");
  keep("stream secret", ada.agent_secret);
  keep("stream key", ada.stream_key);
  const key = keep("API key", ada.api_key);
  const persona = { name: "Basil", email: "basil@example.org", soul_md: "# Basil" };
  keep("key of a persona", (await post<{ api_key: string }>("/agents/register", persona)).body.api_key);
  const made = await post<{ key_id: string; api_key: string }>("/api/v1/keys", { name: "second" }, key);
  keep("second key", made.body.api_key);
  const rotate = `/api/v1/keys/${made.body.key_id}/rotate`;
  keep("rotated key", (await post<{ api_key: string }>(rotate, { overlap_s: 60 }, key)).body.api_key);
  const tokens = await post<{ access_token: string; refresh_token: string }>("/api/v1/auth/token", {
    grant_type: "api_key",
    api_key: key,
  });
  const token = keep("access token", tokens.body.access_token);
  const refresh_token = keep("refresh token", tokens.body.refresh_token);
  const next = await post<{ refresh_token: string }>("/api/v1/auth/refresh", { refresh_token });
  keep("second refresh token", next.body.refresh_token);
  await signature();
  await human();

  const everything = [...secrets.values()];
  for (const secret of everything) {
    // In the header, in the address, in a path, in a body where it is not meant to be, and with the wrong scheme.
    await call(url, "GET", "/agents/me", { secret });
    await call(url, "GET", `/api/v1/streams?cursor=${encodeURIComponent(secret)}`);
    await call(url, "GET", `/api/v1/streams?api_key=${encodeURIComponent(secret)}`);
    // The runtime names a request by its path, without what is longer than an id (HT7).
    if (secret.length > 32) await call(url, "GET", `/api/v1/streams/${encodeURIComponent(secret)}`);
    await call(url, "GET", `/${encodeURIComponent(secret)}`);
    await call(url, "GET", `/media/${encodeURIComponent(secret)}/manifest/video.m3u8`);
    await post("/api/register", { agent_name: secret, description: secret, owner_wallet: secret });
    await post("/api/v1/auth/refresh", { refresh_token: secret });
    await call(url, "POST", "/api/register", {
      raw: `{"agent_name": "${secret}`,
      headers: { "content-type": "application/json" },
    });
    await call(url, "GET", "/agents/me", {
      headers: {
        authorization: `Basic ${btoa(secret)}`,
        cookie: `s=${secret}`,
        // A word of the caller's own that is logged; a credential of ours is none.
        ...(/^(mlt|molt|ml)_/.test(secret) && { "x-request-id": secret }),
      },
    });
  }
  for (const port of [molt.settings.ports.convex, molt.settings.ports.site]) {
    for (const secret of everything)
      await call(`http://127.0.0.1:${port}`, "GET", `/api/query?key=${encodeURIComponent(secret)}`, {
        secret,
      });
  }
  await live(token);
  await live(key);
}

let keys = 0;
const keepKey = () => keep(`Idempotency-Key ${keys}`, `idempotency-canary-${keys++}-q8Zr2`);

/** An agent with a key pair signs in: the challenge, and what it is answered with. */
async function signature(): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const public_key = publicKey.export({ type: "spki", format: "pem" });
  const pending = await call<{ agent_id: string; challenge: { nonce: string; message: string } }>(
    molt.url,
    "POST",
    "/api/v1/agents/register",
    { json: { username: "cleo", public_key } },
  );
  const { agent_id, challenge } = pending.body;
  const signed_challenge = sign(null, Buffer.from(challenge.message), privateKey).toString("base64url");
  keep("nonce", challenge.nonce);
  keep("signature", signed_challenge);
  const { body } = await call<{ refresh_token: string; access_token: string }>(
    molt.url,
    "POST",
    "/api/v1/agents/verify",
    { json: { agent_id, signed_challenge } },
  );
  keep("access token of a key pair", body.access_token);
  keep("refresh token of a key pair", body.refresh_token);
}

/** A human registers and signs in; the code comes by mail. */
async function human(): Promise<void> {
  const form = { email: "dov-canary@example.org", password: keep("password", "a canary of a sentence") };
  await call(molt.url, "POST", "/api/v1/accounts/register", { json: form });
  const outbox = path.join(molt.settings.dataDir, "outbox");
  await waitFor("a mail", async () => (await readdir(outbox).catch(() => [])).length === 1);
  const [mail] = await readdir(outbox);
  const text = await readFile(path.join(outbox, mail!), "utf8");
  const code = keep("mailed code", /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text)![0]);
  const { body } = await call<{ access_token: string; refresh_token: string }>(
    molt.url,
    "POST",
    "/api/v1/accounts/verify-email",
    { json: { ...form, code } },
  );
  keep("access token of an account", body.access_token);
  keep("refresh token of an account", body.refresh_token);
  keep("e-mail address", form.email);
}

/** A live connection that shows a credential, whether or not it is one for that. */
async function live(token: string): Promise<void> {
  const client = new ConvexClient(molt.url, {
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
    logger: false,
  });
  client.setAuth(async () => token);
  await client.query(api.identity.me.get, {}).catch(() => undefined);
  await client.close();
}

/** What of a secret is long and random enough to be looked for: also when only a part of it was written. */
function tracesOf(secret: string): string[] {
  if (secret.length < 40) return [secret];
  // Before its MAC it is the id of a row, which is no secret.
  if (secret.startsWith("rt_")) return [secret.slice(-20)];
  const body = secret.startsWith("eyJ") ? secret.split(".")[2]! : secret.replace(/^[a-z]+_/, "");
  return [body.slice(0, 20), body.slice(-20)];
}

async function leaksIn(files: string[], allowed: readonly string[] = []): Promise<string[]> {
  const leaks: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    for (const [what, secret] of secrets) {
      if (allowed.includes(what)) continue;
      if (tracesOf(secret).some((trace) => bytes.includes(trace)))
        leaks.push(`${what} in ${path.relative(molt.settings.dataDir, file)}`);
    }
  }
  return leaks;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path: older, name }) => path.join(parentPath ?? older, name));
}

test("no log has anything of a secret in it, wherever that was sent, nor an e-mail address", async () => {
  const logs = await filesBelow(path.join(molt.settings.dataDir, "logs"));
  expect(logs.length).toBeGreaterThan(1);
  expect(await leaksIn(logs)).toEqual([]);
  const lines = (await Promise.all(logs.map((log) => readFile(log, "utf8"))))
    .join("\n")
    .split("\n")
    .filter(Boolean);
  // The requests above are all in there.
  expect(
    lines.filter((line) => line.includes('"request"') || line.includes("request_id")).length,
  ).toBeGreaterThan(100);
  for (const line of lines) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
  for (const line of molt.lines)
    for (const [what, secret] of secrets)
      for (const trace of tracesOf(secret)) expect(line, what).not.toContain(trace);
});

/** Who pushes video shows the stream key to the provider; agents read it again. An address is data, not a secret. */
const KEPT = ["stream key", "e-mail address", "nonce"];

test("the database has no secret in it that opens anything", async () => {
  const files = await filesBelow(path.join(molt.settings.dataDir, "convex"));
  expect(await leaksIn(files, KEPT)).toEqual([]);
});

test("nor has a backup of it, nor anything that browsers are given", async () => {
  const { dataDir } = molt.settings;
  const [from, to] = [path.join(dataDir, "backup.zip"), path.join(dataDir, "restored")];
  const embedded = path.join(ROOT, "packages/embedded/bin/embedded.mjs");
  await run(process.execPath, [embedded, "backup", "--data", path.join(dataDir, "convex"), "--to", from]);
  await run(process.execPath, [embedded, "restore", "--from", from, "--data", to]);
  const restored = await filesBelow(to);
  expect(await leaksIn(restored, KEPT)).toEqual([]);
  // What is compared is there: the address is data.
  expect(
    await leaksIn(
      restored,
      [...secrets.keys()].filter((what) => what !== "e-mail address"),
    ),
  ).not.toEqual([]);
  expect(await leaksIn(await filesBelow(path.join(dataDir, "build", "client")))).toEqual([]);
});
