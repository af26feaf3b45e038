import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Found } from "../convex/identity/domainProof.model.ts";
import { ROOT } from "../scripts/lib/settings.ts";

/**
 * A claim file read over real TLS, as the action that proves a domain reads it. The process that reads trusts an authority
 * of the test's own besides the usual ones; the names lead to this machine.
 */
const NAME = "claims.example";
const PROOF = "molt-claim the proof";

let dir: string;
const at = (file: string) => path.join(dir, file);
const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: dir, stdio: "pipe" });
const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "molt-tls-"));
  for (const authority of ["trusted", "stranger"])
    openssl(
      ...["req", "-x509", ...NEW_KEY, "-days", "2", "-subj", `/CN=${authority}`],
      ...["-keyout", `${authority}.key`, "-out", `${authority}.pem`],
    );
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let server: Server | null = null;
afterEach(() => void server?.close());

/** Serves the file with a certificate for `name`, which ends in so many days. */
async function aSite({ name = NAME, days = 1, by = "trusted", redirect = false } = {}): Promise<number> {
  writeFileSync(at("names"), `subjectAltName=DNS:${name}`);
  openssl("req", ...NEW_KEY, "-subj", `/CN=${name}`, "-keyout", "site.key", "-out", "site.csr");
  openssl(
    ...["x509", "-req", "-in", "site.csr", "-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"],
    ...["-days", `${days}`, "-extfile", "names", "-out", "site.pem"],
  );
  const files = { key: readFileSync(at("site.key")), cert: readFileSync(at("site.pem")) };
  server = createServer(files, (_request, response) => {
    if (redirect) response.writeHead(302, { Location: "https://elsewhere.example/" }).end();
    else response.end(`${PROOF}\n`);
  });
  await new Promise<void>((ready) => server!.listen(0, "127.0.0.1", ready));
  return (server.address() as AddressInfo).port;
}

/** What a process that trusts the authority finds there. */
async function found(port: number, name = NAME): Promise<Found> {
  writeFileSync(
    at("look.mts"),
    `import { callOutside } from ${JSON.stringify(path.join(ROOT, "convex/lib/outbound.client.ts"))};
import { linesOfFile } from ${JSON.stringify(path.join(ROOT, "convex/identity/domainProof.model.ts"))};
const url = "https://${name}:${port}/.well-known/molt-claim.txt";
const call = { url, method: "GET", timeoutMs: 8000, maxBytes: 4096 } as const;
console.log(JSON.stringify(linesOfFile(await callOutside(call, async () => ["127.0.0.1"]))));`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", at("look.mts")], {
    cwd: ROOT,
    env: { ...process.env, NODE_EXTRA_CA_CERTS: at("trusted.pem"), MOLT_OUTBOUND_ALLOW: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const piece of child.stdout) said += String(piece);
  return JSON.parse(said) as Found;
}

const DISTRUSTED = { kind: "nothing", why: "its certificate is not one to trust" };

test("a file behind a good certificate is read", async () => {
  expect(await found(await aSite())).toMatchObject({ kind: "lines", lines: [PROOF, ""] });
});

test("one behind a certificate for another name is not", async () => {
  expect(await found(await aSite({ name: "other.example" }))).toEqual(DISTRUSTED);
});

test("nor behind one for a name that only begins or ends alike", async () => {
  expect(await found(await aSite(), `not-${NAME}`)).toEqual(DISTRUSTED);
  server?.close();
  expect(await found(await aSite({ name: `*.${NAME}` }))).toEqual(DISTRUSTED);
});

test("nor behind one that has expired", async () => {
  expect(await found(await aSite({ days: -1 }))).toEqual(DISTRUSTED);
});

test("nor behind one of an authority that nobody trusts", async () => {
  expect(await found(await aSite({ by: "stranger" }))).toEqual(DISTRUSTED);
});

test("a redirect is not followed, whoever vouches for where it comes from", async () => {
  expect(await found(await aSite({ redirect: true }))).toEqual({
    kind: "nothing",
    why: "redirects are not followed",
  });
});
