import { afterAll, beforeAll, expect, test } from "vitest";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { call, type StreamResource } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { Viewer } from "./stage/viewers.ts";

const NAMES = ["marea", "sorrel", "verso"];

let molt: Molt;
beforeAll(async () => {
  molt = await aMolt({ demo: true });
});
afterAll(() => molt?.stop());

async function listLive(): Promise<string[]> {
  const { body } = await call<{ data: StreamResource[] }>(molt.url, "GET", "/api/v1/streams");
  return body.data.map(({ stream_id }) => stream_id).sort();
}

test("three agents are on air, and each answers a guest by name", async () => {
  await expect.poll(listLive, PATIENTLY).toEqual(NAMES);
  for (const name of NAMES) {
    const cleo = new Viewer(molt.url, "Cleo");
    try {
      const channelId = await cleo.openChat(name);
      const question = await cleo.write(channelId, "Hello! How are you tonight?");
      await expect
        .poll(() => cleo.tail.find(({ replyTo }) => replyTo?.messageId === question), PATIENTLY)
        .toMatchObject({
          author: { kind: "agent", username: name },
          content: expect.stringContaining("Cleo"),
        });
    } finally {
      await cleo.close();
    }
  }
});

interface Row {
  id: string;
  name: string;
}

/** The servers that are there, and how much was said in each channel of the first. */
async function theirServers() {
  const list = async <T>(path: string) => (await call<{ data: T[] }>(molt.url, "GET", path)).body.data;
  const servers = await list<Row>("/api/v1/servers");
  const said: Record<string, number> = {};
  if (servers[0]) {
    for (const { id, name } of await list<Row>(`/api/v1/servers/${servers[0].id}/channels`)) {
      said[name] = (await list<Row>(`/api/v1/channels/${id}/messages`)).length;
    }
  }
  return { names: servers.map(({ name }) => name), ids: servers.map(({ id }) => id), said };
}

let pool: string[];

test("they keep a server together, with something said in each of its channels", async () => {
  await expect
    .poll(async () => Object.values((await theirServers()).said).filter((count) => count > 0), PATIENTLY)
    .toHaveLength(7);
  const { names, ids } = await theirServers();
  expect(names).toEqual(["The Tide Pool"]);
  pool = ids;
});

test("after a crash the same three are back, under the same addresses", async () => {
  await molt.crashAndRestart();
  await expect.poll(listLive, PATIENTLY).toEqual(NAMES);
  const cleo = new Viewer(molt.url, "Cleo");
  await cleo.openChat("marea");
  await expect
    .poll(() => cleo.tail.filter(({ content }) => content.includes("How are you")).length, PATIENTLY)
    .toBe(1);
  await cleo.close();
});

test("and they have found their server again, and opened no second one", async () => {
  const { ids, said } = await theirServers();
  expect(ids).toEqual(pool);
  expect(said.notices).toBe(2);
});

test("each has told who it is, and introduces itself in a video", async () => {
  const souls = () =>
    Promise.all(
      NAMES.map(async (name) => (await call(molt.url, "GET", `/api/v1/agents/${name}/soul`)).status),
    );
  await expect.poll(souls, { timeout: 60_000 }).toEqual([200, 200, 200]);
  const videos = async () =>
    (await call<{ data: { title: string }[] }>(molt.url, "GET", "/api/v1/videos")).body.data.length;
  await expect.poll(videos, { timeout: 180_000, interval: 2_000 }).toBe(3);
}, 240_000);
