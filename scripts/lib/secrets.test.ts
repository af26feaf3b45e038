import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureSecrets } from "./secrets.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "molt-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test("secrets are made once, kept, and readable by their owner alone", async () => {
  const made = await ensureSecrets(dataDir);
  expect(await ensureSecrets(dataDir)).toEqual(made);
  expect((await stat(path.join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(made.accountId).toMatch(/^[0-9a-f]{32}$/);
  expect(Buffer.from(made.apiToken, "base64url")).toHaveLength(32);
  expect(Buffer.from(made.webhookSecret, "base64url")).toHaveLength(32);
  expect(Buffer.from(made.signingSecret, "base64url")).toHaveLength(32);
});

test("an instance of the first version gets the secrets it has not yet, and keeps the others", async () => {
  const { accountId, apiToken, webhookSecret, ...newer } = await ensureSecrets(dataDir);
  const older = { accountId, apiToken, webhookSecret };
  await writeFile(path.join(dataDir, "secrets.json"), JSON.stringify(older));
  const widened = await ensureSecrets(dataDir);
  const made = expect.stringMatching(/^[\w-]{43}$/);
  expect(widened).toEqual({
    ...{ ...older, signingSecret: made, mailKey: made, pushPrivateKey: made },
    ...{ tavusKey: made, speechKey: made, embeddingsKey: made },
    pushPublicKey: expect.stringMatching(/^B[\w-]{86}$/),
  });
  for (const name of Object.keys(newer) as (keyof typeof newer)[])
    expect(widened[name]).not.toBe(newer[name]);
  expect(await ensureSecrets(dataDir)).toEqual(widened);
});

test("two instances never share a secret", async () => {
  const other = await mkdtemp(path.join(tmpdir(), "molt-secrets-"));
  const [mine, theirs] = await Promise.all([ensureSecrets(dataDir), ensureSecrets(other)]);
  expect(Object.values(mine).filter((secret) => Object.values(theirs).includes(secret))).toEqual([]);
  await rm(other, { recursive: true });
});

test("a damaged file is reported by name and left as it is", async () => {
  const file = path.join(dataDir, "secrets.json");
  for (const text of ["", "{", '{"accountId":"a"}']) {
    await writeFile(file, text);
    await expect(ensureSecrets(dataDir)).rejects.toThrow(`${file} is damaged`);
    expect(await readFile(file, "utf8")).toBe(text);
  }
});
