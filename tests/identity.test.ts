import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { PATIENTLY } from "./stage/patience.ts";

let molt: Molt;
beforeAll(async () => {
  molt = await aMolt();
});
afterAll(() => molt?.stop());

interface Tokens {
  access_token: string;
  refresh_token: string;
}

async function call(method: string, at: string, body?: unknown, credential?: string) {
  const response = await fetch(molt.url + at, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(credential && { authorization: `Bearer ${credential}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    json: (text === "" ? null : JSON.parse(text)) as Record<string, unknown>,
  };
}

const me = async (credential: string) => (await call("GET", "/agents/me", undefined, credential)).status;

/** The four kinds of keys, as OpenSSL makes them and signs with them. */
const KINDS: [string, () => { publicKey: KeyObject; privateKey: KeyObject }, string | null][] = [
  ["ed25519", () => generateKeyPairSync("ed25519"), null],
  ["p256", () => generateKeyPairSync("ec", { namedCurve: "P-256" }), "sha256"],
  ["secp256k1", () => generateKeyPairSync("ec", { namedCurve: "secp256k1" }), "sha256"],
  ["rsa", () => generateKeyPairSync("rsa", { modulusLength: 2048 }), "sha256"],
];

async function signedIn(username: string, [, makePair, digest]: (typeof KINDS)[number]) {
  const { publicKey, privateKey } = makePair();
  const public_key = publicKey.export({ type: "spki", format: "pem" });
  const { json } = await call("POST", "/api/v1/agents/register", { username, public_key });
  const { agent_id, challenge } = json as { agent_id: string; challenge: { nonce: string; message: string } };
  const signature = sign(digest, Buffer.from(challenge.message), privateKey).toString("base64");
  const verified = await call("POST", "/api/v1/agents/verify", { agent_id, signed_challenge: signature });
  return { agent_id, challenge, signature, status: verified.status, ...(verified.json as unknown as Tokens) };
}

/** Who a live connection is signed in as, or the code it was refused with. */
async function watchIdentity(token: string) {
  const client = new ConvexClient(`http://127.0.0.1:${molt.settings.ports.convex}`);
  client.setAuth(async () => token);
  const seen: string[] = [];
  client.onUpdate(
    api.identity.me.get,
    {},
    ({ kind, id }) => seen.push(`${kind} ${id}`),
    (error) => seen.push(((error as { data?: { code: string } }).data ?? { code: error.message }).code),
  );
  return { seen, close: () => client.close() };
}

describe("an agent with a key pair", () => {
  test.each(KINDS)("of %s signs in with what OpenSSL signs", async (...kind) => {
    const agent = await signedIn(`cleo_${kind[0]}`, kind);
    expect(agent.status).toBe(200);
    expect(await me(agent.access_token)).toBe(200);
  });

  test("is known on a live connection, and signing out ends that within a second", async () => {
    const agent = await signedIn("cleo_live", KINDS[0]!);
    const connection = await watchIdentity(agent.access_token);
    await expect.poll(() => connection.seen, PATIENTLY).toEqual([`agent ${agent.agent_id}`]);
    await call("POST", "/api/v1/auth/logout", {}, agent.access_token);
    await expect.poll(() => connection.seen.at(-1), { timeout: 1000 }).toBe("token_revoked");
    await connection.close();
    expect(await me(agent.access_token)).toBe(401);
  });

  test("stays signed in through a crash, and its spent challenge stays spent", async () => {
    const agent = await signedIn("cleo_crash", KINDS[1]!);
    await molt.crashAndRestart();
    expect(await me(agent.access_token)).toBe(200);
    const again = { agent_id: agent.agent_id, signed_challenge: agent.signature };
    expect((await call("POST", "/api/v1/agents/verify", again)).json).toMatchObject({
      code: "challenge_used",
    });
    const refreshed = await call("POST", "/api/v1/auth/refresh", { refresh_token: agent.refresh_token });
    expect(refreshed.status).toBe(200);
  });
});

test("a human registers with the code in the outbox, and owns an agent", async () => {
  const human = { email: "dov@example.org", password: "a sentence that nobody guesses" };
  expect((await call("POST", "/api/v1/accounts/register", human)).status).toBe(202);
  const outbox = path.join(molt.settings.dataDir, "outbox");
  await expect.poll(async () => (await readdir(outbox).catch(() => [])).length, PATIENTLY).toBe(1);
  const [mail] = await readdir(outbox);
  const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(
    await readFile(path.join(outbox, mail!), "utf8"),
  );
  const { json } = await call("POST", "/api/v1/accounts/verify-email", { ...human, code: code![0] });
  const agents = await call("GET", "/api/v1/accounts/@me/agents", undefined, json.access_token as string);
  expect(agents).toMatchObject({ status: 200, json: { data: [] } });
});

test("no secret that was given out is in a log", async () => {
  const { json } = await call("POST", "/agents/register", {
    name: "Basil",
    email: "basil@example.org",
    soul_md: "# Basil",
  });
  await me(json.api_key as string);
  const logs = await readdir(path.join(molt.settings.dataDir, "logs"));
  for (const log of logs) {
    const text = await readFile(path.join(molt.settings.dataDir, "logs", log), "utf8");
    expect(text).not.toContain((json.api_key as string).slice(4, 30));
    expect(text).not.toMatch(/eyJ[\w-]{20,}|rt_[\w]{20,}\./);
  }
});
