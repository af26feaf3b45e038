import { makeFunctionReference } from "convex/server";
import { beforeEach, expect, test } from "vitest";
import { eventually, refused, theDeployment, unique } from "./deployment.ts";

// An app that uses ten published components, eleven instances and their children.
const { client, admin, cli } = await theDeployment("components");

const query = (name: string) => makeFunctionReference<"query">(`work:${name}`);
const mutation = (name: string) => makeFunctionReference<"mutation">(`work:${name}`);
const action = (name: string) => makeFunctionReference<"action">(`work:${name}`);
const notes = () => client.query(query("notes"), {}) as Promise<string[]>;

beforeEach(async () => void (await client.mutation(mutation("startOver"), {})));

test("CO1: rate-limiter, aggregate and sharded-counter count in the caller's transaction", async () => {
  const verdicts = [];
  const [ada, basil] = [unique("ada"), unique("basil")];
  for (let i = 0; i < 4; i++) verdicts.push(await client.mutation(mutation("limit"), { key: ada }));
  expect(verdicts).toEqual([true, true, true, false]);
  expect(await client.mutation(mutation("limit"), { key: basil })).toBe(true);
  for (const score of [5, 1, 9]) await client.mutation(mutation("addScore"), { score });
  expect(await client.query(query("rank"), { at: 1 })).toEqual({ count: 3, key: 5 });
  const before = (await client.query(query("counted"), {})) as number;
  for (let i = 0; i < 3; i++) await client.mutation(mutation("count"), {});
  expect(await client.query(query("counted"), {})).toBe(before + 6);
}, 30_000);

test("CO2: two instances of one definition keep their work apart and call back through handles", async () => {
  await client.mutation(mutation("enqueue"), { pool: "small", text: "from the small pool" });
  await client.mutation(mutation("enqueue"), { pool: "big", text: "from the big pool" });
  const all = await eventually(async () => ((await notes()).length === 4 ? await notes() : undefined));
  expect([...all].sort()).toEqual([
    "done: success",
    "done: success",
    "from the big pool",
    "from the small pool",
  ]);
}, 30_000);

test("CO3: a workflow of two steps ends with its result", async () => {
  const id = await client.mutation(mutation("startFlow"), { a: 2 });
  const status = await eventually(async () => {
    const now = (await client.query(query("flowStatus"), { id })) as { type: string };
    return now.type === "completed" ? now : undefined;
  });
  expect(status).toMatchObject({ type: "completed", result: 4 });
}, 30_000);

test("CO4: action-retrier tries again, crons tick, migrations run", async () => {
  expect(await client.action(action("retry"), {})).toBe("success");
  expect((await notes()).filter((text) => text === "try")).toHaveLength(2);
  const id = await client.mutation(mutation("everySecond"), {});
  await eventually(async () => ((await notes()).includes("tick") ? true : undefined));
  await client.mutation(mutation("noMore"), { id });
  // A migration that has run once is done; told to begin again it runs again.
  const args = { fn: "work:shout", cursor: null };
  const migrated = await admin("/api/function", { path: "work:migrate", args });
  expect(await migrated.json()).toMatchObject({ status: "success" });
  await eventually(async () =>
    (await notes()).filter((text) => text === "try!").length === 2 ? true : undefined,
  );
}, 30_000);

test("CO5: presence and persistent-text-streaming answer", async () => {
  const room = unique("room");
  const { roomToken } = (await client.mutation(mutation("heartbeat"), { room, user: "cleo" })) as {
    roomToken: string;
  };
  await client.mutation(mutation("heartbeat"), { room, user: "dov" });
  expect(((await client.query(query("present"), { roomToken })) as string[]).sort()).toEqual(["cleo", "dov"]);
  const id = await client.mutation(mutation("createText"), {});
  expect(await client.query(query("textOf"), { id })).toMatchObject({ text: "", status: "pending" });
}, 30_000);

test("CO6: clients cannot reach into a component, and administrators can", async () => {
  const inside = makeFunctionReference<"query">("shardedCounter/public:count");
  await refused(client.query(inside, { name: "visits" }), /Could not find public function/);
  const call = { path: "public:count", componentPath: "shardedCounter", args: { name: "visits" } };
  expect(await (await admin("/api/function", call)).json()).toMatchObject({ status: "success" });
  await expect(
    client.query(makeFunctionReference<"query">("public:count"), { name: "visits" }),
  ).rejects.toThrow();
});

test("CO6: the CLI pushes an app with its components, again and again", async () => {
  const counted = await client.query(query("counted"), {});
  await cli("deploy", "-y", "--typecheck", "disable", "--codegen", "disable");
  expect(await client.query(query("counted"), {})).toBe(counted);
}, 60_000);
