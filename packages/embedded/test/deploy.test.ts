import { stripVTControlCharacters } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { Engine } from "../src/engine.ts";
import type { PushRequest } from "../src/index.ts";
import { SYSTEM_CALLER } from "../src/runtime/frame.ts";
import { Catalog } from "../src/store/catalog.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import type { JsonObject } from "../src/values/json.ts";
import { aDeployment, api, convex, type Deployment, fixturePush, temporaryDir } from "./support.ts";

/** The fixture app with another schema: each pair replaces a text of `schema.ts` as the CLI has bundled it. */
async function pushWith(...replacements: [before: string | RegExp, after: string][]): Promise<PushRequest> {
  const push = await fixturePush();
  const schema = { ...push.appDefinition.schema! };
  for (const [before, after] of replacements) {
    expect(schema.source.split(before).length).toBeGreaterThan(1);
    schema.source = schema.source.replace(before, after);
  }
  return { ...push, appDefinition: { ...push.appDefinition, schema } };
}

/** The validator of a message's body; the bundle gives `v` another name. */
const BODY = /(messages: \w+\(\{\s*room: (\w+)\.string\(\),\s*body: )\w+\.string\(\)/;
const BY_TAG = '.index("by_tag", ["tag"])';
const STAGED_TAG: [string, string] = [BY_TAG, '.index("by_tag", { fields: ["tag"], staged: true })'];
const NO_TAG: [string, string] = [BY_TAG, ""];
const STAGED_TITLE: [string, string] = ['searchField: "title",', 'searchField: "title", staged: true,'];
const STAGED_EMBEDDING: [string, string] = ["dimensions: 3,", "dimensions: 3, staged: true,"];

/** What the steps of a push answer, as far as the tests look into it. */
interface Step {
  schemaChange: {
    indexDiffs: Record<string, Record<"added_indexes" | "removed_indexes", { name: string }[]>>;
  };
  componentSchemaEvaluations: Record<
    string,
    { tables: { name: string; outcome: string }[]; indexes: object[] }
  >;
}

/** Takes a push through the steps of the CLI and returns what they answered. */
async function pushTo({ admin }: Deployment, push: PushRequest, beforeFinish = async () => {}) {
  const step = async (path: string, body: object) =>
    (await (await admin(`/api/deploy2/${path}`, body)).json()) as Step;
  const { componentSchemaEvaluations } = await step("evaluate_schema", push);
  const started = await step("start_push", push);
  const waited = await step("wait_for_schema", { schemaChange: started.schemaChange });
  await beforeFinish();
  const finished = await step("finish_push", { startPush: started });
  const indexDiff = started.schemaChange.indexDiffs[""]!;
  return { prediction: componentSchemaEvaluations[""]!, indexDiff, waited, finished };
}

const byTag = ({ client }: Deployment) => client.query(api.indexes.byTag, { tag: "x" });

test("DP1: a staged index is kept up to date, and a query of it is refused until it is enabled", async () => {
  const deployment = await aDeployment({ push: await pushWith(NO_TAG) });
  const { client } = deployment;
  await client.mutation(api.indexes.add, { tag: "x", body: "before" });
  const staged = await pushTo(deployment, await pushWith(STAGED_TAG));
  expect(staged.indexDiff.added_indexes).toEqual([
    { name: "messages.by_tag", type: "database", fields: ["tag"], staged: true },
  ]);
  await expect(byTag(deployment)).rejects.toThrow(
    "Index messages.by_tag is currently staged and not available to query until it is enabled.",
  );
  await client.mutation(api.indexes.add, { tag: "x", body: "while it is staged" });
  const enabled = await pushTo(deployment, await fixturePush());
  expect(enabled.indexDiff).toMatchObject({
    added_indexes: [],
    enabled_indexes: [{ name: "messages.by_tag" }],
  });
  expect(enabled.prediction.indexes).toContainEqual(
    expect.objectContaining({ name: "messages.by_tag", change: "enabled", needsBackfill: false, numDocs: 2 }),
  );
  expect(await byTag(deployment)).toEqual(["before", "while it is staged"]);
  const again = await pushTo(deployment, await pushWith(STAGED_TAG));
  expect(again.indexDiff).toMatchObject({
    removed_indexes: [],
    disabled_indexes: [{ name: "messages.by_tag" }],
  });
  await expect(byTag(deployment)).rejects.toThrow("is currently staged");
});

test("DP1: staged search and vector indexes are refused too, and stay staged after a restart", async () => {
  const dataDir = temporaryDir();
  const searches = ({ client }: Deployment) => ({
    "scripts.by_title": client.query(api.search.titles, { words: "comet" }),
    "vectors.by_embedding": client.action(api.search.nearest, { vector: [1, 0, 0] }),
  });
  const first = await aDeployment({ dataDir, push: await pushWith(STAGED_TITLE, STAGED_EMBEDDING) });
  await first.client.mutation(api.search.addMany, { scripts: [{ title: "comet" }] });
  await first.client.mutation(api.search.addVector, { name: "near", embedding: [1, 0, 0] });
  await first.close();
  const second = await aDeployment({ dataDir });
  await Promise.all(
    Object.entries(searches(second)).map(([name, found]) =>
      expect(found).rejects.toThrow(`Index ${name} is currently staged and not available`),
    ),
  );
  await second.close();
  const third = searches(await aDeployment({ dataDir, push: await fixturePush() }));
  expect(await third["scripts.by_title"]).toHaveLength(1);
  expect(await third["vectors.by_embedding"]).toEqual([["near", 1]]);
});

test("DP2: a push whose schema fails after it declared indexes leaves everything as it was", async () => {
  const dataDir = temporaryDir();
  const deployment = await aDeployment({ dataDir, push: await pushWith(NO_TAG) });
  const { client } = deployment;
  // One index comes, one goes, and a document that is written at the last moment does not match.
  const push = await pushWith(
    ['.index("by_room_seq", ["room", "seq"])', ""],
    [BODY, '$1$2.literal("allowed")'],
  );
  await client.mutation(api.indexes.add, { tag: "x", body: "allowed" });
  const { waited, finished } = await pushTo(deployment, push, async () => {
    await client.mutation(api.indexes.add, { tag: "x", body: "late" });
  });
  expect(waited).toEqual({ type: "complete" });
  expect(finished).toMatchObject({
    code: "SchemaDefinitionError",
    message: expect.stringMatching(/Document with ID "\w+" in table "messages" does not match the schema/),
  });
  const { waited: refused } = await pushTo(deployment, push);
  expect(refused).toMatchObject({ type: "failed", componentPath: "", tableName: "messages" });
  await expectAsBefore(deployment, ["allowed", "late"]);
  await client.mutation(api.indexes.add, { tag: "x", body: "later" });
  await expectAsBefore(deployment, ["allowed", "late", "later"]);
  await deployment.close();
  await expectAsBefore(await aDeployment({ dataDir }), ["allowed", "late", "later"]);
});

test("DP2: a push for which the disk has no room leaves the memory as it was, too", async () => {
  const dir = temporaryDir();
  const sqlite = Sqlite.open(dir);
  const engine = new Engine({
    sqlite,
    dataDir: dir,
    projectRoot: dir,
    cloudUrl: "http://127.0.0.1:1",
    siteUrl: "http://127.0.0.1:2",
    report: () => {},
    patiently: (work) => work(),
  });
  onTestFinished(async () => {
    await engine.stop();
    sqlite.close();
  });
  const call = (name: string, args: JsonObject) => ({
    path: `indexes:${name}`,
    args,
    caller: SYSTEM_CALLER,
    internal: true,
  });
  const read = async (name: string, args: JsonObject) => (await engine.calls.query(call(name, args))).text;
  const add = (n: number) => engine.calls.mutation(call("add", { tag: `tag ${n}`, body: "x".repeat(200) }));
  const withNew = await pushWith(['["room", "seq"]', '["room", "body"]']);
  await engine.deployment.deploy(await pushWith(NO_TAG));
  for (let n = 0; n < 300; n++) await add(n);
  const before = await read("inRoom", {});
  const { page_count } = sqlite.prepare("PRAGMA page_count").get();
  sqlite.exec(`PRAGMA max_page_count = ${page_count + 2}`);
  await expect(engine.deployment.deploy(withNew)).rejects.toThrow(/full/);
  expect(await read("inRoom", {})).toBe(before);
  expect((await engine.calls.query(call("byTag", { tag: "tag 1" }))).error?.message).toMatch(
    /by_tag not found/,
  );
  sqlite.exec("PRAGMA max_page_count = 100000");
  await add(300);
  await engine.deployment.deploy(withNew);
  expect(JSON.parse((await read("inRoom", {}))!)).toHaveLength(301);
  expect(JSON.parse((await read("byTag", { tag: "tag 1" }))!)).toHaveLength(1);
});

async function expectAsBefore(deployment: Deployment, bodies: string[]) {
  expect(await deployment.client.query(api.indexes.inRoom, {})).toEqual(bodies);
  await expect(byTag(deployment)).rejects.toThrow("Index messages.by_tag not found.");
}

test("DP6: while a push fills an index, others go on writing, and all that they do is in it", async () => {
  const deployment = await aDeployment({ push: await pushWith(NO_TAG) });
  const { client } = deployment;
  const ids = await client.mutation(api.indexes.addMany, { tag: "old", count: 8_000 });
  let answered = 0;
  let before = 0;
  let filled = false;
  const noteBefore = async () => {
    before = answered;
  };
  const push = pushTo(deployment, await fixturePush(), noteBefore).finally(() => {
    filled = true;
  });
  // However fast the machine is: the index is filled in more steps than these, and each of them lets somebody else in.
  for (let n = 0; !filled; n++, answered++)
    await client.mutation(api.indexes.churn, {
      gone: ids[(n * 613) % ids.length],
      changed: ids[(n * 997 + 1) % ids.length],
    });
  await push;
  expect(answered - before).toBeGreaterThan(10);
  const tallies = await client.query(api.indexes.tally, { tags: ["old", "new", "changed"] });
  for (const { seen, indexed } of tallies) expect([indexed, seen]).toEqual([seen, seen]);
  expect(tallies[1]!.seen).toBe(answered);
}, 60_000);

test("DP6: of an index that was being filled when the process was killed nothing is left at the next start", async () => {
  const sqlite = Sqlite.memory();
  const catalog = new Catalog(sqlite);
  const index = catalog.addIndex(catalog.create("", "messages"), { name: "by_tag", fields: ["tag"] });
  index.write("\x01".repeat(16), null, { tag: "x", _creationTime: 1 });
  const rows = () => sqlite.prepare("SELECT count(*) AS n FROM idx").get().n;
  expect(rows()).toBe(1);
  const { indexes } = new Catalog(sqlite).find("", "messages")!;
  expect([[...indexes.keys()], rows()]).toEqual([["by_creation_time"], 0]);
});

test("DP3: what a push answers about indexes is what it does", async () => {
  const deployment = await aDeployment();
  const { indexDiff, prediction } = await pushTo(
    deployment,
    await pushWith(
      ['["room", "seq"]', '["room", "body"]'],
      ["dimensions: 3", "dimensions: 4"],
      ['.index("by_genre", ["genre"])', ""],
    ),
  );
  const names = (indexes: { name: string }[]) => indexes.map(({ name }) => name).sort();
  expect(names(indexDiff.added_indexes)).toEqual(["messages.by_room_seq", "vectors.by_embedding"]);
  expect(names(indexDiff.removed_indexes)).toEqual([
    "messages.by_room_seq",
    "scripts.by_genre",
    "vectors.by_embedding",
  ]);
  const outcomes = prediction.tables.map(({ name, outcome }) => [name, outcome]);
  expect(outcomes).toContainEqual(["messages", "supersetOfEnforced"]);
  const same = await pushTo(deployment, await fixturePush());
  const again = await pushTo(deployment, await fixturePush());
  expect(names(same.indexDiff.removed_indexes)).toEqual(["messages.by_room_seq", "vectors.by_embedding"]);
  expect(again.indexDiff).toMatchObject({ added_indexes: [], removed_indexes: [] });
});

test("DP3: a table that the schema names no more loses its indexes and keeps its documents", async () => {
  const deployment = await aDeployment();
  await deployment.client.mutation(api.indexes.add, { tag: "x", body: "kept" });
  const { indexDiff } = await pushTo(
    deployment,
    await pushWith([/messages: (\w+\(\{\s*room)/, "letters: $1"]),
  );
  expect(indexDiff.removed_indexes).toHaveLength(2);
  expect(indexDiff.added_indexes).toHaveLength(2);
  await expect(byTag(deployment)).rejects.toThrow("Index messages.by_tag not found.");
  await pushTo(deployment, await fixturePush());
  expect(await byTag(deployment)).toEqual(["kept"]);
});

test("DP4: documents are read again only for a validator that is not in force already", async () => {
  const dataDir = temporaryDir();
  const first = await aDeployment({ dataDir, push: await fixturePush() });
  await first.client.mutation(api.indexes.add, { tag: "x", body: "one" });
  const looser = await pushWith([BODY, "$1$2.any()"]);
  const outcomeOf = ({ prediction }: Awaited<ReturnType<typeof pushTo>>) =>
    prediction.tables.find(({ name }) => name === "messages");
  expect(outcomeOf(await pushTo(first, await fixturePush()))).toMatchObject({
    outcome: "supersetOfEnforced",
  });
  expect(outcomeOf(await pushTo(first, looser))).toMatchObject({ outcome: "mustWalk", numDocs: 1 });
  await first.client.mutation(api.indexes.add, { tag: "x", body: "two" });
  await first.close();
  const second = await aDeployment({ dataDir });
  expect(outcomeOf(await pushTo(second, looser))).toMatchObject({
    outcome: "supersetOfEnforced",
    sizeBytes: 0,
  });
});

test("DP5: the CLI prints what happens to indexes, and asks before it deletes a large one", async () => {
  const deployment = await aDeployment({ push: await pushWith(NO_TAG, ["dimensions: 3", "dimensions: 4"]) });
  const env = {
    CONVEX_SELF_HOSTED_URL: deployment.url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: deployment.adminKey,
    CONVEX_MIN_DOCUMENTS_FOR_INDEX_DELETE_WARNING: "1",
  };
  const deploy = (...args: string[]) =>
    convex(["deploy", "-y", "--typecheck", "disable", "--codegen", "disable", ...args], env).then(
      stripVTControlCharacters,
      ({ stderr }: { stderr: string }) => stripVTControlCharacters(stderr),
    );
  await deployment.client.mutation(api.search.addVector, { name: "near", embedding: [1, 0, 0] });
  expect(await deploy("--dry-run", "--skip-large-indexes-check")).toMatch(
    /Would add table indexes:\s+\[\+\] messages\.by_tag\s+tag/,
  );
  await expect(byTag(deployment)).rejects.toThrow("not found");
  expect(await deploy()).toMatch(/vectors\.by_embedding[\s\S]*1 document[\s\S]*To confirm the push/);
  await expect(byTag(deployment)).rejects.toThrow("not found");
  const deployed = await deploy("--skip-large-indexes-check");
  expect(deployed).toMatch(/Deleted table indexes:\s+\[-\] vectors\.by_embedding/);
  expect(deployed).toMatch(/Added table indexes:\s+\[\+\] messages\.by_tag\s+tag/);
  expect(await byTag(deployment)).toEqual([]);
}, 60_000);
