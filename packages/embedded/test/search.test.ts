import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { convexTest } from "convex-test";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { seededRandom } from "../src/runtime/frame.ts";
import { SearchIndexes } from "../src/search/indexes.ts";
import type { TextIndex } from "../src/search/text.ts";
import { tokensOf } from "../src/search/tokens.ts";
import { cosineDistance } from "../src/search/vector.ts";
import { Catalog } from "../src/store/catalog.ts";
import { CommitClock } from "../src/store/clock.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { Transaction } from "../src/store/transaction.ts";
import { decodeId } from "../src/values/ids.ts";
import type { JsonObject } from "../src/values/json.ts";
import schema from "./app/convex/schema.ts";
import { aDeployment, api, type Deployment, eventually, fixturePush, temporaryDir } from "./support.ts";

interface Script {
  title: string;
  genre?: string;
  year?: number;
}

const search = ({ client }: Deployment, args: Record<string, unknown>) =>
  client.query(api.search.titles, args) as Promise<string[]>;

async function withScripts(scripts: Script[], deployment?: Deployment): Promise<Deployment> {
  const target = deployment ?? (await aDeployment());
  await target.client.mutation(api.search.addMany, { scripts });
  return target;
}

const titled = (...titles: string[]): Script[] => titles.map((title) => ({ title }));

test("TS2: words are runs of letters and digits in any script, in lower case, accents kept", () => {
  const cases: [string, string[]][] = [
    ["It's 9:30, Ada!", ["it", "s", "9", "30", "ada"]],
    ["snake_case-and/paths", ["snake", "case", "and", "paths"]],
    ["ÉCOLE Straße ΣΊΣΥΦΟΣ", ["école", "straße", "σίσυφοσ"]],
    ["हिन्दी 東京tower ①²", ["हिन", "दी", "東京tower", "①²"]],
    ["👍🏽 nothing\u0000here", ["nothing", "here"]],
    [`${"a".repeat(32)} ${"b".repeat(33)}`, ["a".repeat(32)]],
  ];
  for (const [text, tokens] of cases) expect(tokensOf(text)).toEqual(tokens);
});

test("TS2: what the tokenizer calls a word is found as that word", async () => {
  const titles = ["École Straße", "ΣΊΣΥΦΟΣ", "हिन्दी", "東京tower", "x①²y", "ecole"];
  const deployment = await withScripts(titled(...titles));
  for (const title of titles.slice(0, 5))
    for (const word of tokensOf(title)) expect(await search(deployment, { words: word })).toEqual([title]);
  expect(await search(deployment, { words: "ecole" })).toEqual(["ecole"]);
  expect(await search(deployment, { words: "東" })).toEqual(["東京tower"]);
});

test("TS4: the better match comes first, and of equals the newest", async () => {
  const deployment = await withScripts([
    ...titled("comet in a long title about many other things", "comet comet", "sun a", "sun b", "sun c"),
  ]);
  expect(await search(deployment, { words: "comet" })).toEqual([
    "comet comet",
    "comet in a long title about many other things",
  ]);
  expect(await search(deployment, { words: "sun" })).toEqual(["sun c", "sun b", "sun a"]);
  await withScripts(titled("moon", "moonlight"), deployment);
  expect(await search(deployment, { words: "moon" })).toEqual(["moon", "moonlight"]);
  expect(await search(deployment, { words: "sun", take: 2 })).toEqual(["sun c", "sun b"]);
  expect(await search(deployment, { words: "sun", take: 2, except: "sun b" })).toEqual(["sun c", "sun a"]);
});

test("TS8: nothing stays in the index of what is undone, changed or deleted", async () => {
  const sqlite = Sqlite.memory();
  const [catalog, clock] = [new Catalog(sqlite), new CommitClock(sqlite)];
  const tablet = catalog.create("", "scripts");
  const spec = { kind: "text" as const, name: "by_title", searchField: "title", filterFields: ["genre"] };
  new SearchIndexes(sqlite, catalog).add(tablet, spec);
  const index = tablet.documentIndexes.get("by_title") as TextIndex;
  const matches = (token: string) => index.search({ tokens: [token], facets: [] }).map(({ id }) => id);
  const tx = new Transaction(sqlite, catalog, clock);
  sqlite.exec("BEGIN");
  const undone = tx.nested(async () => {
    tx.insert(tablet, { title: "comet", genre: "drama" });
    expect(matches("comet")).toHaveLength(1);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(matches("comet")).toEqual([]);
  const { internalId } = decodeId(tx.insert(tablet, { title: "comet" }))!;
  expect(matches("comet")).toEqual([internalId]);
  const document = JSON.parse(tx.peek(tablet, internalId)!) as JsonObject;
  const changed = { ...document, title: "planet" };
  tx.replace(tablet, internalId, document, changed);
  expect([matches("comet"), matches("planet")]).toEqual([[], [internalId]]);
  tx.remove(tablet, internalId, changed);
  expect(matches("planet")).toEqual([]);
  sqlite.exec("COMMIT");
  for (const table of [`text_${index.id}`, `textrows_${index.id}`])
    expect(sqlite.prepare(`SELECT count(*) AS n FROM ${table}`).get().n).toBe(0);
  sqlite.close();
});

test("TS8: documents whose words wait to be written are found, changed and deleted like all others", () => {
  const sqlite = Sqlite.memory();
  const clock = new CommitClock(sqlite);
  const open = () => {
    const catalog = new Catalog(sqlite);
    return { catalog, indexes: new SearchIndexes(sqlite, catalog) };
  };
  const first = open();
  const tablet = first.catalog.create("", "scripts");
  const spec = { kind: "text" as const, name: "by_title", searchField: "title", filterFields: ["genre"] };
  first.indexes.add(tablet, spec);
  const tx = new Transaction(sqlite, first.catalog, clock);
  const indexIn = ({ catalog }: typeof first) =>
    catalog.find("", "scripts")!.documentIndexes.get("by_title") as TextIndex;
  const { id } = indexIn(first);
  const written = () => sqlite.prepare(`SELECT count(*) AS n FROM textrows_${id}`).get().n as number;
  const matches = (token: string, opened = first) =>
    indexIn(opened).search({ tokens: [token], facets: [] }).length;
  const add = (title: string) => decodeId(tx.insert(tablet, { title }))!.internalId;
  const read = (internalId: string) => JSON.parse(tx.peek(tablet, internalId)!) as JsonObject;
  sqlite.exec("BEGIN");
  const [changed, deleted] = [add("comet"), add("comet"), add("comet")];
  expect(written()).toBe(0);
  tx.replace(tablet, changed!, read(changed!), { ...read(changed!), title: "planet" });
  tx.remove(tablet, deleted!, read(deleted!));
  sqlite.exec("COMMIT");
  expect([matches("comet"), matches("planet"), written()]).toEqual([1, 1, 2]);
  sqlite.exec("BEGIN");
  const waiting = add("moon");
  tx.replace(tablet, changed!, read(changed!), { ...read(changed!), title: "comet" });
  sqlite.exec("COMMIT");
  // What a process leaves behind, the next one finds.
  expect([matches("moon", open()), matches("comet"), matches("planet")]).toEqual([1, 2, 0]);
  // A folder from before words waited has all of them.
  sqlite.exec("DROP TABLE text_marks");
  const reopened = open();
  const { upTo } = sqlite.prepare("SELECT upTo FROM text_marks").get();
  expect([upTo, matches("moon", reopened)]).toEqual([read(waiting)._creationTime, 1]);
  sqlite.exec("BEGIN");
  tx.remove(tablet, waiting, read(waiting));
  for (let n = 0; n < 600; n++) add("sun");
  sqlite.exec("COMMIT");
  expect(written()).toBeGreaterThan(300);
  expect([matches("moon"), matches("sun"), written()]).toEqual([0, 600, 602]);
  sqlite.close();
});

test("TS9: a live search runs again for writes that could change it, and for no others", async () => {
  const deployment = await withScripts([{ title: "comet", genre: "drama", year: 2000 }]);
  const client = new ConvexClient(deployment.url, { skipConvexDeploymentUrlCheck: true, logger: false });
  onTestFinished(() => client.close());
  const seen: string[][] = [];
  client.onUpdate(
    api.search.titles,
    { words: "moon com", genre: "drama", year: 2000 },
    (titles: string[]) => void seen.push(titles),
  );
  await eventually(() => seen[0]);
  const runs = () => deployment.log.filter((line) => line.includes("searching")).length;
  const add = (title: string, genre: string, year = 2000) =>
    deployment.client.mutation(api.search.add, { title, genre, year });
  const before = runs();
  const other = await add("sun", "drama");
  await add("moons", "drama");
  await add("moon", "farce");
  await add("comet", "drama", 1999);
  await client.mutation(api.messages.send, { room: "a", body: "comet" });
  expect(runs()).toBe(before);
  const id = await add("full moon", "drama");
  await eventually(() => (seen.at(-1)?.length === 2 ? true : undefined));
  await deployment.client.mutation(api.search.edit, { id: other, title: "company" });
  await eventually(() => (seen.at(-1)?.length === 3 ? true : undefined));
  await deployment.client.mutation(api.search.edit, { id, genre: "farce" });
  await eventually(() => (seen.at(-1)?.length === 2 ? true : undefined));
  await deployment.client.mutation(api.search.remove, { id: other });
  await eventually(() => (seen.at(-1)?.length === 1 ? true : undefined));
  expect(runs()).toBe(before + 4);
});

test("TS10: an index is filled at the push, outlives a restart, and goes with its declaration", async () => {
  const dir = temporaryDir();
  const push = await fixturePush();
  const declaration = /\.searchIndex\("by_title", \{[^}]*\}\)/;
  const source = push.appDefinition.schema!.source;
  expect(source).toMatch(declaration);
  const without = {
    ...push,
    appDefinition: {
      ...push.appDefinition,
      schema: { ...push.appDefinition.schema!, source: source.replace(declaration, "") },
    },
  };
  const first = await aDeployment({ dataDir: dir, push: without });
  await withScripts(titled("comet one", "comet two", "sun"), first);
  await expect(search(first, { words: "comet" })).rejects.toThrow(/Index scripts\.by_title not found/);
  await first.close();
  const second = await aDeployment({ dataDir: dir, push });
  expect(await search(second, { words: "comet" })).toEqual(["comet two", "comet one"]);
  await second.close();
  const third = await aDeployment({ dataDir: dir });
  await withScripts(titled("comet three"), third);
  expect(await search(third, { words: "comet" })).toEqual(["comet three", "comet two", "comet one"]);
  await third.close();
  const fourth = await aDeployment({ dataDir: dir, push: without });
  await expect(search(fourth, { words: "comet" })).rejects.toThrow(/Index scripts\.by_title not found/);
});

test("TS12: the same script finds the same on convex-test", async () => {
  const modules = {
    // The reference only wants to know where the functions folder is.
    "./_generated/api.js": async () => ({}),
    "./search.ts": () => import("./app/convex/search.ts"),
  };
  const reference = convexTest(schema, modules);
  // There, functions log to this process.
  const silence = vi.spyOn(console, "log").mockImplementation(() => {});
  onTestFinished(() => silence.mockRestore());
  const deployment = await aDeployment();
  const random = seededRandom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  // No word begins another one: the reference takes every word of a query for a beginning.
  const words = ["comet", "moon", "sun", "planet", "Straße", "9am", "ünder", "東京"];
  const scripts = Array.from({ length: 120 }, () => ({
    title: Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(words)).join(" "),
    ...(random() < 0.7 ? { genre: pick(["drama", "farce"]) } : {}),
    ...(random() < 0.7 ? { year: pick([1990, 2000]) } : {}),
  }));
  const ours = (await deployment.client.mutation(api.search.addMany, { scripts })) as string[];
  const theirs = (await reference.mutation(api.search.addMany, { scripts })) as string[];
  for (let step = 0; step < 150; step++) {
    const at = Math.floor(random() * ours.length);
    const kind = random();
    if (kind < 0.15) {
      const change = random() < 0.5 ? { title: pick(words) } : { genre: pick(["drama", "farce"]) };
      await deployment.client.mutation(api.search.edit, { id: ours[at], ...change });
      await reference.mutation(api.search.edit, { id: theirs[at], ...change });
    } else if (kind < 0.25) {
      await deployment.client.mutation(api.search.remove, { id: ours.splice(at, 1)[0] });
      await reference.mutation(api.search.remove, { id: theirs.splice(at, 1)[0] });
    } else {
      const last = pick(words);
      const args = {
        words: [pick(words), pick(words), last.slice(0, 1 + Math.floor(random() * last.length))].join(" "),
        ...(random() < 0.4 ? { genre: pick(["drama", "farce", null]) } : {}),
        ...(random() < 0.4 ? { year: pick([1990, 2000]) } : {}),
      };
      const expected = (await reference.query(api.search.titles, args)) as string[];
      expect([args, (await search(deployment, args)).sort()]).toEqual([args, expected.sort()]);
    }
  }
});

describe("vector search", () => {
  const nearest = ({ client }: Deployment, args: Record<string, unknown>) =>
    client.action(api.search.nearest, args) as Promise<[string, number][]>;

  const vectors: Record<string, { embedding: unknown; genre?: string; year?: number }> = {
    east: { embedding: [1, 0, 0], genre: "drama", year: 1990 },
    northeast: { embedding: [1, 1, 0], genre: "farce", year: 2000 },
    north: { embedding: [0, 2, 0], genre: "drama" },
    west: { embedding: [-3, 0, 0], year: 2000 },
    nowhere: { embedding: [0, 0, 0], genre: "void" },
  };

  /** Another client: one sends its mutations only when its actions have been answered. */
  const callerOf = ({ url }: Deployment) =>
    new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });

  async function withVectors(): Promise<Deployment & { ids: Record<string, string> }> {
    const deployment = await aDeployment();
    const ids: Record<string, string> = {};
    for (const [name, vector] of Object.entries(vectors))
      ids[name] = (await deployment.client.mutation(api.search.addVector, { name, ...vector })) as string;
    return { ...deployment, ids };
  }

  test("VS5: vectors outlive a restart", async () => {
    const dir = temporaryDir();
    const first = await aDeployment({ dataDir: dir, push: await fixturePush() });
    await first.client.mutation(api.search.addVector, { name: "east", embedding: [1, 0, 0] });
    await first.close();
    const second = await aDeployment({ dataDir: dir });
    expect(await nearest(second, { vector: [1, 0, 0] })).toEqual([["east", 1]]);
  });

  test("VS7: a search of many vectors holds up nobody, and sees what was committed before it", async () => {
    const dataDir = temporaryDir();
    const deployment = await aDeployment({ dataDir, push: await fixturePush() });
    const sqlite = new DatabaseSync(join(dataDir, "data.db"));
    onTestFinished(() => sqlite.close());
    const { id } = sqlite.prepare("SELECT id FROM search_indexes WHERE spec LIKE '%vector%'").get() as {
      id: number;
    };
    // Random bytes are numbers, too; what matters is that there are many of them.
    sqlite.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
      INSERT INTO vectors_${id} SELECT randomblob(16), 'f', 'f', randomblob(12) FROM n`);
    await deployment.client.mutation(api.search.addVector, { name: "first", embedding: [0, 1, 1] });
    const order: string[] = [];
    const search = nearest(deployment, { vector: [0, 1, 1], limit: 1 }).then(() => order.push("search"));
    const other = callerOf(deployment);
    for (let n = 0; n < 3; n++) await other.mutation(api.kitchen.bump, { name: "beside" });
    order.push("mutations");
    await search;
    expect(order).toEqual(["mutations", "search"]);
    for (let n = 0; n < 5; n++) {
      const [name, genre] = [`vector ${n}`, `genre ${n}`];
      await deployment.client.mutation(api.search.addVector, { name, genre, embedding: [1, n, 0] });
      const [found] = await nearest(deployment, { vector: [1, n, 0], genres: [genre] });
      expect(found).toEqual([name, expect.closeTo(1, 5)]);
    }
  });

  test("VS6: the distance in JavaScript is that of the extension", async () => {
    const deployment = await withVectors();
    const random = seededRandom(3);
    const bytes = (vector: number[]) => new Uint8Array(Float32Array.from(vector).buffer);
    for (let n = 0; n < 20; n++) {
      const query = [random() - 0.5, random() - 0.5, random() - 0.5];
      for (const [name, score] of await nearest(deployment, { vector: query })) {
        const distance = cosineDistance(bytes(vectors[name]!.embedding as number[]), bytes(query)) ?? 1;
        expect(score).toBeCloseTo(1 - distance, 5);
      }
    }
  });
});
