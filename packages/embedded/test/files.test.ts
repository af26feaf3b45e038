import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ConvexClient } from "convex/browser";
import { describe, expect, onTestFinished, test } from "vitest";
import { TooLarge } from "../src/files/bytes.ts";
import { Files } from "../src/files/files.ts";
import { fileRoutes } from "../src/files/http.ts";
import { parseRange } from "../src/files/range.ts";
import { UploadTokens } from "../src/files/uploadToken.ts";
import type { ApiContext } from "../src/http/api.ts";
import { type HttpError, sendJson } from "../src/http/body.ts";
import type { Lane } from "../src/runtime/lane.ts";
import { Catalog } from "../src/store/catalog.ts";
import { CommitClock } from "../src/store/clock.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { Transaction } from "../src/store/transaction.ts";
import { aDeployment, api, type Deployment, eventually, fixturePush, temporaryDir } from "./support.ts";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();

/** Uploads as a browser would: asks for a URL, then posts to it. */
async function upload(
  { client }: Deployment,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  const url = (await client.mutation(api.files.uploadUrl, {})) as string;
  return fetch(url, { method: "POST", body: body as string, headers });
}

async function aFile(deployment: Deployment, body: string | Uint8Array, type?: string): Promise<string> {
  const answer = await upload(deployment, body, type === undefined ? {} : { "Content-Type": type });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { storageId: string }).storageId;
}

/** A deployment whose files can be counted on the disk. */
async function onDisk(dir = temporaryDir()): Promise<Deployment & { dir: string; names: () => string[] }> {
  const deployment = await aDeployment({ dataDir: dir, push: await fixturePush() });
  return { ...deployment, dir, names: () => readdirSync(join(dir, "files")) };
}

const urlOf = async ({ client }: Deployment, id: string) =>
  (await client.query(api.files.url, { id })) as string;

test("FS2: an upload needs a token of this deployment that is not older than an hour", async () => {
  const deployment = await onDisk();
  const url = (await deployment.client.mutation(api.files.uploadUrl, {})) as string;
  const [claims, signature] = new URL(url).searchParams.get("token")!.split(".");
  const forged = Buffer.from(JSON.stringify({ component: "other", expiresAt: Date.now() + 1e9 })).toString(
    "base64url",
  );
  for (const token of ["", "nonsense", `${forged}.${signature}`, `${claims}.`, `${claims}.AAAA`]) {
    const target = `${deployment.url}/api/storage/upload?token=${token}`;
    expect((await fetch(target, { method: "POST", body: "x" })).status).toBe(401);
  }
  expect(deployment.names()).toEqual([]);
  let now = 0;
  const tokens = new UploadTokens(Buffer.alloc(32), 1 << 20, () => now);
  const token = tokens.issue("chat/files");
  now = 3600_000 - 1;
  expect(tokens.admit(token)?.component).toBe("chat/files");
  now = 3600_000;
  expect(tokens.admit(token)).toBeNull();
});

test("FS2: an upload URL is good for so many bytes in all, and what fails costs nothing", async () => {
  const deployment = await aDeployment({ uploadBytes: 1 << 20 });
  const url = (await deployment.client.mutation(api.files.uploadUrl, {})) as string;
  const send = async (bytes: number, init: RequestInit = {}) => {
    const answer = await fetch(url, { method: "POST", body: new Uint8Array(bytes), ...init });
    return answer.ok ? "stored" : ((await answer.json()) as { code: string }).code;
  };
  expect(await send((1 << 20) + 1)).toBe("FileTooLarge");
  // Without a length that says so beforehand, too.
  const stream = () =>
    Readable.toWeb(Readable.from([Buffer.alloc(1 << 20), Buffer.alloc(1)])) as RequestInit["body"];
  expect(await send(0, { body: stream(), duplex: "half" } as RequestInit)).toBe("FileTooLarge");
  const wrong = { Digest: `sha-256=${sha256("other").toString("base64")}` };
  expect(await send(1 << 20, { headers: wrong })).toBe("BadDigest");
  expect(await send(700_000)).toBe("stored");
  expect(await send(700_000)).toBe("UploadUrlUsedUp");
  expect(await send(1 << 18)).toBe("stored");
  // 86,432 bytes are left: one small file, whatever its size.
  expect((await Promise.all([send(0), send(0), send(0)])).sort()).toEqual([
    ...["UploadUrlUsedUp", "UploadUrlUsedUp", "stored"],
  ]);
  expect((await upload(deployment, new Uint8Array(1 << 20))).status).toBe(200);
});

test("FS2: uploads at once by one URL have no more room than one after another", async () => {
  const deployment = await aDeployment({ uploadBytes: 1 << 20 });
  const url = (await deployment.client.mutation(api.files.uploadUrl, {})) as string;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => fetch(url, { method: "POST", body: new Uint8Array(300_000) })),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(3);
  const stored = (await deployment.client.query(api.files.list, {})) as { size: number }[];
  expect(stored.length).toBe(answers.filter(({ status }) => status === 200).length);
});

test("FS2: a file belongs to the component that it was uploaded to", async () => {
  const sqlite = Sqlite.memory();
  const [catalog, clock] = [new Catalog(sqlite), new CommitClock(sqlite)];
  const snapshot = () => new Transaction(sqlite, catalog, clock);
  const lane = {
    writing: async (work: (tx: Transaction) => Promise<string>) => {
      sqlite.exec("BEGIN");
      const value = await work(snapshot());
      sqlite.exec("COMMIT");
      return { value };
    },
  };
  const files = new Files(sqlite, lane as unknown as Lane, null, "http://localhost");
  const store = (component: string) =>
    files.store(component, Readable.from([Buffer.from(component)]), { contentType: null });
  const [ofApp, ofChild] = [await store(""), await store("child")];
  expect(files.url(snapshot(), "child", ofChild)).toMatch(/^http:\/\/localhost\/api\/storage\//);
  expect(files.url(snapshot(), "", ofChild)).toBeNull();
  expect(files.url(snapshot(), "child", ofApp)).toBeNull();
  expect(files.admit(new URL(files.uploadUrl("child")).searchParams.get("token")!)?.component).toBe("child");
  files.close();
  sqlite.close();
});

test("FS3: contents that are not what their digest says are refused and leave nothing", async () => {
  const deployment = await onDisk();
  const right = `sha-256=${sha256("true").toString("base64")}`;
  expect((await upload(deployment, "true", { Digest: right })).status).toBe(200);
  expect((await upload(deployment, "true", { Digest: `md5=abc, ${right}` })).status).toBe(200);
  const wrong = await upload(deployment, "false", { Digest: right });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: "BadDigest" }]);
  expect((await upload(deployment, "true", { Digest: "sha-256=short" })).status).toBe(400);
  expect(deployment.names()).toHaveLength(2);
});

test("FS3: a file that is too large is refused before its body is read", async () => {
  const deployment = await onDisk();
  const url = new URL((await deployment.client.mutation(api.files.uploadUrl, {})) as string);
  const socket = connect(Number(url.port), url.hostname);
  onTestFinished(() => void socket.destroy());
  let answer = "";
  socket.on("data", (data) => (answer += data.toString()));
  socket.write(
    `POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 ** 30 + 1}\r\n\r\n`,
  );
  await eventually(() => (answer.includes("FileTooLarge") ? true : undefined));
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(deployment.names()).toEqual([]);
});

test("FS3: a refusal in the middle of a body reaches the sender", async () => {
  const tokens = new UploadTokens(Buffer.alloc(32), 1 << 30);
  const files = {
    admit: (token: string) => tokens.admit(token),
    store: async (_: string, body: AsyncIterable<Uint8Array>) => {
      for await (const _chunk of body) throw new TooLarge(1);
    },
  };
  const route = fileRoutes["POST /api/storage/upload"]!;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, "http://localhost");
    try {
      await route(request, response, { engine: { files } } as unknown as ApiContext, url);
    } catch (error) {
      sendJson(response, (error as HttpError).status, { code: (error as HttpError).code });
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  for (let n = 0; n < 5; n++) {
    const answer = await fetch(`http://127.0.0.1:${port}/?token=${tokens.issue("")}`, {
      method: "POST",
      body: new Uint8Array(20 << 20),
    });
    expect([answer.status, await answer.json()]).toEqual([413, { code: "FileTooLarge" }]);
  }
});

test("FS3: who goes on sending after a refusal is cut off", async () => {
  const { url } = await aDeployment();
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => socket.on("error", () => {}).once("close", () => resolve()));
  const megabytes = 400;
  socket.write(`POST /api/storage/upload HTTP/1.1\r\nHost: x\r\nContent-Length: ${megabytes * 1e6}\r\n\r\n`);
  let sent = 0;
  for (; sent < megabytes && !socket.destroyed; sent++)
    if (!socket.write(Buffer.alloc(1e6))) await Promise.race([once(socket, "drain").catch(() => {}), closed]);
  await closed;
  expect(sent).toBeLessThan(megabytes);
});

test("FS3: an upload that breaks off leaves nothing", async () => {
  const deployment = await onDisk();
  const url = new URL((await deployment.client.mutation(api.files.uploadUrl, {})) as string);
  const socket = connect(Number(url.port), url.hostname);
  socket.write(`POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n`);
  socket.write(Buffer.alloc(100_000));
  await eventually(() => (deployment.names().length === 1 ? true : undefined));
  socket.destroy();
  await eventually(() => (deployment.names().length === 0 ? true : undefined));
  expect(await deployment.client.query(api.files.list, {})).toEqual([]);
});

describe("FS4: ranges", () => {
  const cases: [header: string | undefined, expected: ReturnType<typeof parseRange>][] = [
    [undefined, "whole"],
    ["bytes=0-0", { start: 0, end: 0 }],
    ["bytes=2-4", { start: 2, end: 4 }],
    ["bytes=4-", { start: 4, end: 9 }],
    ["bytes=-3", { start: 7, end: 9 }],
    ["bytes=-30", { start: 0, end: 9 }],
    ["bytes=9-99", { start: 9, end: 9 }],
    ["BYTES= 1-2", { start: 1, end: 2 }],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=10-20", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=0-1,4-5", "unsatisfiable"],
    ["bytes=5-2", "whole"],
    ["bytes=-", "whole"],
    ["bytes=a-b", "whole"],
    ["items=0-1", "whole"],
  ];
  test.each(cases)("%s", (header, expected) => expect(parseRange(header, 10)).toEqual(expected));
});

test("FS5: what could run in a browser is served in a sandbox", async () => {
  const deployment = await aDeployment();
  const sandboxed = async (type: string) => {
    const answer = await fetch(await urlOf(deployment, await aFile(deployment, "<script>1</script>", type)));
    expect([answer.headers.get("content-type"), answer.headers.get("x-content-type-options")]).toEqual([
      type,
      "nosniff",
    ]);
    return /^sandbox;/.test(answer.headers.get("content-security-policy") ?? "");
  };
  for (const type of [
    "text/html",
    "TEXT/HTML; charset=x",
    "image/svg+xml",
    "application/xhtml+xml",
    "text/xml",
  ])
    expect([type, await sandboxed(type)]).toEqual([type, true]);
  // Browsers take the last type of a list.
  expect(await sandboxed("image/png,text/html")).toBe(true);
  for (const type of ["image/png", "video/mp4", "text/plain;charset=utf-8", "application/pdf"])
    expect([type, await sandboxed(type)]).toEqual([type, false]);
});

test("FS6: the contents of a deleted file go after the commit", async () => {
  const deployment = await onDisk();
  const { client, names } = deployment;
  const id = await aFile(deployment, "keep me");
  await expect(client.mutation(api.files.remove, { id, fail: true })).rejects.toThrow(/rolled back/);
  await client.mutation(api.files.removeInVain, { id });
  // What a file deleted later has lost, one deleted before would have lost too.
  await client.mutation(api.files.remove, { id: await aFile(deployment, "let me go") });
  await eventually(() => (names().length === 1 ? true : undefined));
  await client.mutation(api.files.remove, { id });
  await eventually(() => (names().length === 0 ? true : undefined));
});

test("FS7: a live query that has asked for a file's URL does not run again for other files", async () => {
  const deployment = await aDeployment();
  const [id, other] = [await aFile(deployment, "one"), await aFile(deployment, "two")];
  const client = new ConvexClient(deployment.url, { skipConvexDeploymentUrlCheck: true, logger: false });
  onTestFinished(() => client.close());
  const seen: (string | null)[] = [];
  client.onUpdate(api.files.url, { id }, (url: string | null) => void seen.push(url));
  await eventually(() => seen[0]);
  const runs = () => deployment.log.filter((line) => line.includes("looking up")).length;
  const before = runs();
  await deployment.client.mutation(api.files.remove, { id: other });
  await aFile(deployment, "three");
  await client.mutation(api.messages.send, { room: "a", body: "later" });
  expect(runs()).toBe(before);
});

test("FS9: a restart keeps files and their URLs, and sweeps what has no row", async () => {
  const first = await onDisk();
  const id = await aFile(first, "still here", "text/plain");
  const gone = await aFile(first, "gone");
  await first.client.mutation(api.files.remove, { id: gone });
  const [name] = await eventually(() => (first.names().length === 1 ? first.names() : undefined));
  await first.close();
  writeFileSync(join(first.dir, "files", "half.part"), "half");
  writeFileSync(join(first.dir, "files", crypto.randomUUID()), "orphan");
  const second = await onDisk(first.dir);
  expect(second.names()).toEqual([name]);
  const url = await urlOf(second, id);
  expect(url.endsWith(name!)).toBe(true);
  expect(await (await fetch(url)).text()).toBe("still here");
  expect(readFileSync(join(first.dir, "files", name!), "utf8")).toBe("still here");
});

test("FS9: a deployment in memory removes its files when it ends", async () => {
  const deployment = await aDeployment();
  const before = new Set(temporaryFolders());
  await aFile(deployment, "for a moment");
  const made = temporaryFolders().filter((folder) => !before.has(folder));
  expect(made.length).toBeGreaterThan(0);
  await deployment.close();
  expect(made.some((folder) => !existsSync(join(tmpdir(), folder)))).toBe(true);
});

function temporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("convex-files-"));
}

test("FS12: what a mutation stores and does not keep leaves nothing on the disk", async () => {
  const { client, names } = await onDisk();
  const store = (args: object) =>
    client.mutation(api.files.roundTripInMutation, { text: "kept", type: "", ...args });
  await store({});
  await client.mutation(api.files.storeInVain, { text: "undone" });
  await expect(store({ times: 101 })).rejects.toThrow(/Too many files stored by this mutation/);
  await expect(store({ text: "x".repeat(9 << 20), times: 2 })).rejects.toThrow(
    /Too many bytes of files stored/,
  );
  await eventually(() => (names().length === 1 ? true : undefined));
});
