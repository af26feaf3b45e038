import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { aClient, api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client, url } = target;
const { files } = api;

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();

/** Uploads as a browser would: asks for a URL, then posts to it. */
async function upload(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  const uploadUrl = (await client.mutation(files.uploadUrl, {})) as string;
  return fetch(uploadUrl, { method: "POST", body: body as string, headers });
}

async function aFile(body: string | Uint8Array, type?: string): Promise<string> {
  const answer = await upload(body, type === undefined ? {} : { "Content-Type": type });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { storageId: string }).storageId;
}

const urlOf = (id: string) => client.query(files.url, { id }) as Promise<string>;
const metadataOf = (id: string) =>
  client.query(files.metadata, { id }) as Promise<{ document: Record<string, unknown>; older: unknown }>;

test("FS1: an uploaded file comes back with its type, length and digest", async () => {
  const text = unique("<p>Ada</p>");
  const type = "text/plain; charset=utf-8";
  const id = await aFile(text, type);
  const address = await urlOf(id);
  expect(address).not.toContain(id);
  for (const method of ["GET", "HEAD"]) {
    const answer = await fetch(address, { method });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": type,
      digest: `sha-256=${sha256(text).toString("base64")}`,
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=2592000",
    });
    if (method === "HEAD") expect(answer.headers.get("content-length")).toBe(`${text.length}`);
    expect(await answer.text()).toBe(method === "GET" ? text : "");
  }
  const { document, older } = await metadataOf(id);
  expect(document).toEqual({
    _id: id,
    _creationTime: expect.any(Number),
    sha256: sha256(text).toString("base64"),
    size: text.length,
    contentType: type,
  });
  expect(older).toEqual({
    storageId: id,
    sha256: sha256(text).toString("hex"),
    size: text.length,
    contentType: type,
  });
});

test("FS1: nothing is found under an address that nobody was given", async () => {
  const id = await aFile(unique("hidden"));
  for (const path of [randomUUID(), id, "../admin.key", "%2e%2e/admin.key", ""])
    expect([path, (await fetch(`${url}/api/storage/${path}`)).ok]).toEqual([path, false]);
});

test("FS1: a file without a type and an empty file are files too", async () => {
  const id = await aFile(new Uint8Array());
  const answer = await fetch(await urlOf(id));
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  const { document } = await metadataOf(id);
  expect(document).toMatchObject({ size: 0 });
  expect(document.contentType ?? null).toBeNull();
});

test("FS2: an upload needs a token of this deployment", async () => {
  const token = new URL((await client.mutation(files.uploadUrl, {})) as string).searchParams.get("token")!;
  for (const wrong of ["", "nonsense", `${token.slice(0, -6)}AAAAAA`, `A${token.slice(1)}`]) {
    const answer = await fetch(`${url}/api/storage/upload?token=${wrong}`, { method: "POST", body: "x" });
    expect([wrong, answer.status >= 400 && answer.status < 500]).toEqual([wrong, true]);
  }
});

test("FS3: contents that are not what their digest says are refused", async () => {
  const right = `sha-256=${sha256("true").toString("base64")}`;
  expect((await upload("true", { Digest: right })).status).toBe(200);
  expect((await upload("false", { Digest: right })).status).toBe(400);
});

test("FS4: one range is answered with 206 and the part, one beyond the end and several with 416", async () => {
  const address = await urlOf(await aFile("0123456789"));
  const get = (Range: string, method = "GET") => fetch(address, { method, headers: { Range } });
  for (const [range, part, text] of [
    ["bytes=2-4", "bytes 2-4/10", "234"],
    ["bytes=7-", "bytes 7-9/10", "789"],
    ["bytes=-3", "bytes 7-9/10", "789"],
    ["bytes=0-0", "bytes 0-0/10", "0"],
  ]) {
    const answer = await get(range!);
    expect([range, answer.status, answer.headers.get("content-range"), await answer.text()]).toEqual([
      range,
      206,
      part,
      text,
    ]);
  }
  for (const beyond of ["bytes=10-", "bytes=0-1,4-5"])
    expect([beyond, (await get(beyond)).status]).toEqual([beyond, 416]);
});

test("FS6: deleting is part of the transaction", async () => {
  const id = await aFile("keep me");
  const address = await urlOf(id);
  await refused(client.mutation(files.remove, { id, fail: true }), /rolled back/);
  expect(await client.mutation(files.removeInVain, { id })).toBe(address);
  expect(await (await fetch(address)).text()).toBe("keep me");
  expect(await client.mutation(files.remove, { id })).toBeNull();
  expect(await urlOf(id)).toBeNull();
  expect((await metadataOf(id)).document).toBeNull();
  await eventually(async () => ((await fetch(address)).status === 404 ? true : undefined));
  await refused(client.mutation(files.remove, { id }), /storage id .* not found/);
});

test("FS7: a live query that has asked for a URL hears of the deletion", async () => {
  const id = await aFile("one");
  const seen: (string | null)[] = [];
  const stock = aClient(target);
  stock.onUpdate(files.url, { id }, (address: string | null) => void seen.push(address));
  await eventually(() => seen[0]);
  await stock.mutation(files.remove, { id });
  await eventually(() => (seen.at(-1) === null ? true : undefined));
});

test("FS8: actions store, read and delete blobs", async () => {
  const made = (await client.action(files.roundTrip, { text: "grüße", type: "text/plain" })) as {
    id: string;
    url: string;
  };
  expect(made).toMatchObject({ text: "grüße", type: "text/plain" });
  expect(await (await fetch(made.url)).text()).toBe("grüße");
  for (const encoding of ["hex", "base64"] as const) {
    const hash = sha256("x").toString(encoding);
    await client.action(files.roundTrip, { text: "x", type: "", sha256: hash });
    await expect(client.action(files.roundTrip, { text: "y", type: "", sha256: hash })).rejects.toThrow();
  }
  expect(await client.action(files.removeFromAction, { id: made.id })).toBeNull();
  expect(await urlOf(made.id)).toBeNull();
  const uploadUrl = (await client.action(files.uploadUrlFromAction, {})) as string;
  const stored = await fetch(uploadUrl, { method: "POST", body: "from an action" });
  const { storageId } = (await stored.json()) as { storageId: string };
  expect((await metadataOf(storageId)).document).toMatchObject({ size: 14 });
});

test("FS8: ids of other tables and of nothing are refused", async () => {
  const message = await client.mutation(api.messages.send, { room: unique("a"), body: "x" });
  for (const id of [message, "nonsense"])
    await refused(client.query(files.url, { id }), /ArgumentValidationError|not the ID/);
});

test("FS12: mutations store and read files, and are told how much they have used", async () => {
  const text = unique("in a mutation");
  const args = { text, type: "text/plain", sha256: sha256(text).toString("hex") };
  const stored = (await client.mutation(files.roundTripInMutation, args)) as { id: string };
  expect(stored).toEqual({
    id: expect.any(String),
    text,
    type: "text/plain",
    used: [1, text.length, 1, text.length],
  });
  expect(await (await fetch(await urlOf(stored.id))).text()).toBe(text);
  const before = await client.query(files.list, {});
  await refused(client.mutation(files.roundTripInMutation, { ...args, sha256: "0".repeat(64) }), /SHA-?256/);
  await refused(client.mutation(files.roundTripInMutation, { ...args, times: 5_000 }), /limit|too many/i);
  expect(await client.mutation(files.storeInVain, { text })).toEqual([0, 0]);
  expect(await client.query(files.list, {})).toEqual(before);
});

test("FS10: 30 uploads at once all arrive whole", async () => {
  const bodies = Array.from({ length: 30 }, (_, i) => Buffer.alloc(100_000 + i, i));
  const ids = await Promise.all(bodies.map((body) => aFile(body)));
  for (const [i, id] of ids.entries()) {
    const contents = Buffer.from(await (await fetch(await urlOf(id))).arrayBuffer());
    expect(contents.equals(bodies[i]!)).toBe(true);
  }
});
