import { expect, test } from "vitest";
import { aDeployment, api, eventually } from "./support.ts";

test("FN9: 50 mutations of one counter at once all count", async () => {
  const { client } = await aDeployment();
  const results = await Promise.all(
    Array.from({ length: 50 }, () => client.mutation(api.kitchen.bump, { name: "hot" }, { skipQueue: true })),
  );
  expect([...(results as number[])].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
});

test("FN11: a function that reads too much is refused with Convex's message", async () => {
  const { client } = await aDeployment();
  await expect(client.query(api.kitchen.readMany, {})).rejects.toThrow(
    /Too many reads in a single function execution \(limit: 4096\)/,
  );
});

test("JB1: a scheduled mutation runs once; one whose mutation failed never runs", async () => {
  const { client } = await aDeployment();
  const id = await client.mutation(api.kitchen.bumpLater, { name: "later", ms: 50 });
  await expect(client.mutation(api.kitchen.bumpLater, { name: "later", ms: 0, fail: true })).rejects.toThrow(
    /rolled back/,
  );
  const done = await eventually(async () => {
    const job = (await client.query(api.kitchen.job, { id })) as { state: { kind: string }; name: string };
    return job.state.kind === "success" ? job : undefined;
  });
  expect(done).toMatchObject({ name: "kitchen.js:internalBump", state: { kind: "success" } });
  expect(await client.query(api.kitchen.value, { name: "later" })).toBe(1);
});

test("JB2: a job that is cancelled in time does not run", async () => {
  const { client } = await aDeployment();
  const id = await client.mutation(api.kitchen.bumpLater, { name: "cancelled", ms: 150 });
  await client.mutation(api.kitchen.cancelJob, { id });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await client.query(api.kitchen.value, { name: "cancelled" })).toBe(0);
  expect(await client.query(api.kitchen.job, { id })).toMatchObject({ state: { kind: "canceled" } });
});

test("JB3: 30 scheduled actions all run, a few at a time", async () => {
  const { client } = await aDeployment();
  for (let i = 0; i < 30; i++) await client.mutation(api.kitchen.actLater, { name: "acts", ms: 20 });
  await eventually(async () =>
    (await client.query(api.kitchen.value, { name: "acts" })) === 30 ? true : undefined,
  );
});

test("JB4: a cron with an interval runs at once and then again", async () => {
  const { client } = await aDeployment();
  await eventually(async () =>
    ((await client.query(api.kitchen.value, { name: "cron" })) as number) >= 2 ? true : undefined,
  );
});

test("HT1: HTTP actions are found by exact path and by prefix, with headers, cookies, bodies and streams", async () => {
  const { siteUrl } = await aDeployment();
  expect(await (await fetch(`${siteUrl}/hello?name=Ada`)).text()).toBe("hello Ada");
  const counted = await fetch(`${siteUrl}/count/things`, { method: "POST", body: new Uint8Array(3_000_000) });
  expect(counted.status).toBe(201);
  expect(await counted.json()).toEqual({ value: 1 });
  expect(counted.headers.get("x-bytes")).toBe("3000000");
  expect(counted.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await (await fetch(`${siteUrl}/stream`)).text()).toBe("one two three");
  const head = await fetch(`${siteUrl}/hello?name=Ada`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect((await fetch(`${siteUrl}/nowhere`)).status).toBe(404);
  const thrown = await fetch(`${siteUrl}/throws`);
  expect(thrown.status).toBe(500);
  expect(await thrown.json()).toMatchObject({ trace: expect.stringMatching(/no answer/) });
});

test("HT2: malformed requests are answered with 4xx and change nothing", async () => {
  const { url, client } = await aDeployment();
  const post = (body: string) => fetch(`${url}/api/mutation`, { method: "POST", body });
  expect((await post("{")).status).toBe(400);
  expect((await post("[]")).status).toBe(400);
  expect((await post(JSON.stringify({ path: 5, args: {} }))).status).toBe(400);
  expect((await fetch(`${url}/api/nowhere`)).status).toBe(404);
  const wrongKind = await post(JSON.stringify({ path: "messages:list", args: { room: "a", n: 1 } }));
  expect(await wrongKind.json()).toMatchObject({ status: "error" });
  expect(await client.query(api.messages.list, { room: "a", n: 1 })).toEqual([]);
});

test("HT3: a body that the action does not read is accepted and dropped, so that the answer arrives", async () => {
  const { siteUrl } = await aDeployment();
  for (let i = 0; i < 20; i++) {
    const answer = await fetch(`${siteUrl}/unread`, { method: "POST", body: new Uint8Array(2_000_000) });
    expect([answer.status, await answer.text()]).toEqual([200, "not read"]);
  }
});

test("ER1: redacted errors tell clients the request id and nothing else", async () => {
  const { client } = await aDeployment({ redactErrors: true });
  const error = (await client
    .mutation(api.kitchen.fail, { kind: "error" })
    .catch((e: unknown) => e)) as Error;
  expect(error.message).toMatch(/^\[Request ID: [0-9a-f]{16}\] Server Error$/);
});
