import { makeFunctionReference } from "convex/server";
import { expect, test } from "vitest";
import { aDeployment, convex, eventually, pushOf } from "./support.ts";

const query = (name: string) => makeFunctionReference<"query">(`work:${name}`);
const mutation = (name: string) => makeFunctionReference<"mutation">(`work:${name}`);
const action = (name: string) => makeFunctionReference<"action">(`work:${name}`);

/** An app that uses ten published components, eleven instances and their children. */
async function aDeploymentOfComponents() {
  const deployment = await aDeployment({ push: await pushOf("components") });
  const { client } = deployment;
  return { ...deployment, notes: async () => (await client.query(query("notes"), {})) as string[] };
}

test("CO1: rate-limiter, aggregate and sharded-counter count in the caller's transaction", async () => {
  const { client } = await aDeploymentOfComponents();
  const verdicts = [];
  for (let i = 0; i < 4; i++) verdicts.push(await client.mutation(mutation("limit"), { key: "ada" }));
  expect(verdicts).toEqual([true, true, true, false]);
  expect(await client.mutation(mutation("limit"), { key: "basil" })).toBe(true);
  for (const score of [5, 1, 9]) await client.mutation(mutation("addScore"), { score });
  expect(await client.query(query("rank"), { at: 1 })).toEqual({ count: 3, key: 5 });
  for (let i = 0; i < 3; i++) await client.mutation(mutation("count"), {});
  expect(await client.query(query("counted"), {})).toBe(6);
}, 30_000);

test("CO2: two instances of one definition keep their work apart and call back through handles", async () => {
  const { client, notes } = await aDeploymentOfComponents();
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
  const { client } = await aDeploymentOfComponents();
  const id = await client.mutation(mutation("startFlow"), { a: 2 });
  const status = await eventually(async () => {
    const now = (await client.query(query("flowStatus"), { id })) as { type: string };
    return now.type === "completed" ? now : undefined;
  });
  expect(status).toMatchObject({ type: "completed", result: 4 });
}, 30_000);

test("CO4: action-retrier tries again, crons tick, migrations run", async () => {
  const { client, notes, admin } = await aDeploymentOfComponents();
  expect(await client.action(action("retry"), {})).toBe("success");
  expect((await notes()).filter((text) => text === "try")).toHaveLength(2);
  await client.mutation(mutation("everySecond"), {});
  await eventually(async () => ((await notes()).includes("tick") ? true : undefined));
  const migrated = await admin("/api/function", { path: "work:migrate", args: { fn: "work:shout" } });
  expect(await migrated.json()).toMatchObject({ status: "success" });
  await eventually(async () =>
    (await notes()).filter((text) => text === "try!").length === 2 ? true : undefined,
  );
}, 30_000);

test("CO5: presence and persistent-text-streaming answer", async () => {
  const { client } = await aDeploymentOfComponents();
  const { roomToken } = (await client.mutation(mutation("heartbeat"), { user: "cleo" })) as {
    roomToken: string;
  };
  await client.mutation(mutation("heartbeat"), { user: "dov" });
  expect(((await client.query(query("present"), { roomToken })) as string[]).sort()).toEqual(["cleo", "dov"]);
  const id = await client.mutation(mutation("createText"), {});
  expect(await client.query(query("textOf"), { id })).toMatchObject({ text: "", status: "pending" });
}, 30_000);

test("CO6: clients cannot reach into a component, and the CLI pushes all of them", async () => {
  const { client, url, adminKey } = await aDeploymentOfComponents();
  const inside = makeFunctionReference<"query">("shardedCounter/public:count");
  await expect(client.query(inside, { name: "visits" })).rejects.toThrow(/Could not find public function/);
  const output = await convex(
    ["dev", "--once", "--typecheck", "disable", "--tail-logs", "disable"],
    {
      CONVEX_SELF_HOSTED_URL: url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
    },
    "components",
  );
  expect(output).toMatch(/Convex functions ready/);
}, 60_000);
