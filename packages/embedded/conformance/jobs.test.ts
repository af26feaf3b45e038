import { expect, test } from "vitest";
import { api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const { client } = await theDeployment("app");
const { jobs, kitchen } = api;

interface Job {
  name: string;
  args: unknown[];
  scheduledTime: number;
  completedTime?: number;
  state: { kind: string; error?: string };
}

const value = (name: string) => client.query(kitchen.value, { name });
const job = (id: unknown) => client.query(kitchen.job, { id }) as Promise<Job>;
const schedule = (name: string, args: object, when: { ms?: number; at?: number } = {}) =>
  client.mutation(jobs.schedule, { name, args, ...when });

/** A job that has come to an end. */
const ended = (id: unknown) =>
  eventually(async () => {
    const now = await job(id);
    return ["success", "failed", "canceled"].includes(now.state.kind) ? now : undefined;
  });

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("JB1: a scheduled mutation runs once; one whose mutation failed never runs", async () => {
  const name = unique("later");
  const id = await client.mutation(kitchen.bumpLater, { name, ms: 50 });
  await refused(client.mutation(kitchen.bumpLater, { name, ms: 0, fail: true }), /rolled back/);
  await client.mutation(jobs.scheduleInVain, { name });
  expect(await ended(id)).toMatchObject({ state: { kind: "success" } });
  await eventually(async () => ((await value(name)) === 2 ? true : undefined));
  await soon(300);
  expect(await value(name)).toBe(2);
});

test("JB1: a job tells what it will do and when, and what came of it", async () => {
  const name = unique("later");
  const before = Date.now();
  const id = await schedule("kitchen:internalBump", { name }, { ms: 60_000 });
  const pending = await job(id);
  expect(pending).toEqual({
    _id: id,
    _creationTime: expect.any(Number),
    name: "kitchen.js:internalBump",
    args: [{ name }],
    scheduledTime: expect.any(Number),
    state: { kind: "pending" },
  });
  expect(Math.abs(pending.scheduledTime - before - 60_000)).toBeLessThan(30_000);
  expect(await client.query(jobs.listed, { id })).toBe(true);
  await client.mutation(kitchen.cancelJob, { id });
  const done = await ended(await schedule("kitchen:internalBump", { name }));
  expect(done.completedTime).toBeGreaterThanOrEqual(done.scheduledTime);
});

test("JB1: a job may be due at a time, and one that is past is due at once", async () => {
  const name = unique("at");
  await schedule("kitchen:internalBump", { name }, { at: Date.now() - 60_000 });
  await schedule("kitchen:internalBump", { name }, { at: Date.now() + 100 });
  await eventually(async () => ((await value(name)) === 2 ? true : undefined));
});

test("JB1: a job that fails leaves its reason and nothing else", async () => {
  const name = unique("failing");
  expect((await ended(await schedule("jobs:fails", { name }))).state).toEqual({
    kind: "failed",
    error: expect.stringMatching(/the job failed/),
  });
  expect(await value(name)).toBe(0);
  expect((await ended(await schedule("jobs:failsInAction", {}))).state).toEqual({
    kind: "failed",
    error: expect.stringMatching(/the action failed/),
  });
});

test("JB1: arguments are checked when the job runs, and queries cannot be jobs", async () => {
  const wrong = await ended(await schedule("kitchen:internalBump", { name: 5 }));
  expect(wrong.state).toMatchObject({
    kind: "failed",
    error: expect.stringMatching(/ArgumentValidationError/),
  });
  const query = await ended(await schedule("kitchen:value", { name: "x" }));
  expect(query.state.kind).toBe("failed");
});

test("JB1: what cannot be scheduled is refused at once", async () => {
  await refused(schedule("jobs:nope", {}), /schedule function at nonexistent path/);
  const year = 365 * 24 * 3600_000;
  for (const at of [Date.now() + 6 * year, Date.now() - 6 * year])
    await refused(schedule("kitchen:internalBump", { name: "x" }, { at }), /5 years|five years|schedul/i);
  await expect(schedule("kitchen:internalBump", { name: "x" }, { ms: -1 })).rejects.toThrow();
  await expect(schedule("kitchen:internalBump", { name: "x" }, { ms: NaN })).rejects.toThrow();
});

test("JB1: jobs schedule jobs, in a chain of transactions", async () => {
  const name = unique("chain");
  await schedule("jobs:chain", { name, left: 9 });
  await eventually(async () => ((await value(name)) === 10 ? true : undefined));
});

test("JB1: a job and what it calls know the job's id", async () => {
  for (const who of ["jobs:who", "jobs:whoInAction"]) {
    const room = unique("who");
    const id = await schedule(who, { room });
    await ended(id);
    expect(await client.query(api.messages.list, { room, n: 5 })).toMatchObject([{ body: id }]);
  }
});

test("JB2: a job that is cancelled in time does not run", async () => {
  const name = unique("cancelled");
  const id = await client.mutation(kitchen.bumpLater, { name, ms: 1_000 });
  await client.mutation(kitchen.cancelJob, { id });
  const atOnce = await client.mutation(jobs.scheduleAndCancel, { name });
  const other = await client.mutation(kitchen.bumpLater, { name, ms: 1_000 });
  await client.action(jobs.cancelFromAction, { id: other });
  await soon(1_500);
  expect(await value(name)).toBe(0);
  for (const one of [id, atOnce, other]) expect((await job(one)).state).toEqual({ kind: "canceled" });
});

test("JB2: cancelling what has ended changes nothing", async () => {
  const id = await client.mutation(kitchen.bumpLater, { name: unique("done"), ms: 0 });
  const done = await ended(id);
  await client.mutation(kitchen.cancelJob, { id });
  await client.action(jobs.cancelFromAction, { id });
  expect(await job(id)).toEqual(done);
});

test("JB2: a cancelled action that runs already is not interrupted, and says that it was cancelled", async () => {
  const name = unique("running");
  const id = await client.mutation(kitchen.actLater, { name, ms: 700 });
  await eventually(async () => ((await job(id)).state.kind === "inProgress" ? true : undefined));
  await client.mutation(kitchen.cancelJob, { id });
  expect((await job(id)).state.kind).toBe("canceled");
  await eventually(async () => ((await value(name)) === 1 ? true : undefined));
  expect((await job(id)).state.kind).toBe("canceled");
});

test("JB6: what a cancelled action goes on to schedule is cancelled; that of another one runs", async () => {
  const scheduledBy = async (cancelled: boolean) => {
    const room = unique("late");
    const id = await schedule("jobs:schedulesLate", { room, ms: 700 });
    await eventually(async () => ((await job(id)).state.kind === "inProgress" ? true : undefined));
    if (cancelled) await client.mutation(kitchen.cancelJob, { id });
    const [message] = await eventually(async () => {
      const messages = (await client.query(api.messages.list, { room, n: 1 })) as { body: string }[];
      return messages.length > 0 ? messages : undefined;
    });
    const ids = message!.body.split(",");
    if (!cancelled) await Promise.all(ids.map(ended));
    return { room, jobs: await Promise.all(ids.map(job)) };
  };
  const [cancelled, other] = await Promise.all([scheduledBy(true), scheduledBy(false)]);
  for (const late of cancelled.jobs)
    expect(late).toMatchObject({ state: { kind: "canceled" }, completedTime: expect.any(Number) });
  await soon(300);
  expect(await value(cancelled.room)).toBe(0);
  expect(await value(other.room)).toBe(2);
});

test("JB3: 30 scheduled actions all run, and once", async () => {
  const names = Array.from({ length: 30 }, () => unique("act"));
  for (const name of names) await client.mutation(kitchen.actLater, { name, ms: 20 });
  await eventually(async () => {
    const counts = await Promise.all(names.map(value));
    return counts.every((count) => count === 1) ? true : undefined;
  });
});

test("JB3: what an action schedules stays scheduled when the action fails", async () => {
  const name = unique("kept");
  await refused(client.action(jobs.scheduleFromAction, { name, fail: true }), /too late/);
  await client.action(jobs.scheduleFromAction, { name });
  await eventually(async () => ((await value(name)) === 2 ? true : undefined));
});

test("JB4: a cron with an interval runs again and again", async () => {
  const before = (await value("cron")) as number;
  await eventually(async () => (((await value("cron")) as number) >= before + 2 ? true : undefined));
});
