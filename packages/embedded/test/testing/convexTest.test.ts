import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { componentsGeneric, defineSchema, defineTable } from "convex/server";
import { ConvexError, v } from "convex/values";
import { afterEach, describe, expect, test, vi } from "vitest";
import { convexTest } from "../../testing/index.ts";
import { action, BACKENDS, modules, mutation, query, schema } from "./app.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const note = (text: string, rank = 0) => ({ text, rank });

describe.each(BACKENDS)("TE1: on %s", (_, aBackend) => {
  test("functions are called by reference, public and internal ones", async () => {
    const t = aBackend();
    const id = await t.mutation(mutation("notes:write"), note("first"));
    expect(await t.query(query("notes:read"), { id })).toMatchObject({ _id: id, text: "first" });
    await t.mutation(mutation("notes:again"), { ...note("inside"), delayMs: 0, times: 1 });
    expect(await t.query(query("notes:all"))).toEqual(["first", "inside 1"]);
  });

  test("functions may be written in place, and taken out of t", async () => {
    const { query, mutation: write, action: act, run } = aBackend();
    const id = await write((ctx) => ctx.db.insert("notes", note("in place")));
    expect(await query((ctx) => ctx.db.get("notes", id))).toMatchObject({ text: "in place" });
    const names = await act((ctx) => ctx.runQuery(mutation("notes:all") as never, {}));
    expect(names).toEqual(["in place"]);
    expect(await run(async (ctx) => (await ctx.db.query("notes").collect()).length)).toBe(1);
    expect(await run(async () => {})).toBeNull();
  });

  test("t.run reads, writes and keeps files, all or nothing", async () => {
    const t = aBackend();
    const fileId = await t.run(async (ctx) => {
      const id = await ctx.storage.store(new Blob(["a file"]));
      expect(await (await ctx.storage.get(id))?.text()).toBe("a file");
      await ctx.db.insert("notes", note("with a file"));
      return id;
    });
    expect(await t.run((ctx) => ctx.storage.getUrl(fileId))).toMatch(/^https:/);
    expect(await t.action(async (ctx) => (await ctx.storage.get(fileId))?.text())).toBe("a file");
    const undone = t.run(async (ctx) => {
      await ctx.storage.delete(fileId);
      await ctx.storage.store(new Blob(["another"]));
      await ctx.db.insert("notes", note("never"));
      throw new Error("enough");
    });
    await expect(undone).rejects.toThrow("enough");
    expect(await t.run((ctx) => ctx.db.system.query("_storage").collect())).toHaveLength(1);
    expect(await t.query(query("notes:all"))).toEqual(["with a file"]);
  });

  test("a user has the identity that the test gives, and what it leaves out is made up alike", async () => {
    const t = aBackend();
    expect(await t.query(query("notes:whoAmI"))).toBeNull();
    const ada = t.withIdentity({ name: "Ada", email: "ada@molt.test" });
    expect(await ada.query(query("notes:whoAmI"))).toEqual({
      name: "Ada",
      email: "ada@molt.test",
      subject: "-704369969",
      issuer: "https://convex.test",
      tokenIdentifier: "https://convex.test|-704369969",
    });
    expect(await ada.action((ctx) => ctx.runQuery(query("notes:whoAmI"), {}))).toMatchObject({ name: "Ada" });
    expect(await ada.run(async (ctx) => (await ctx.auth.getUserIdentity())?.name)).toBe("Ada");
    const basil = { subject: "b", issuer: "https://i", tokenIdentifier: "basil" };
    expect(await ada.withIdentity(basil).query(query("notes:whoAmI"))).toEqual(basil);
    expect(await t.query(query("notes:whoAmI"))).toBeNull();
    const from = t.withRequestMetadata({ ip: "10.0.0.1" });
    expect(await from.mutation(mutation("notes:fromWhere"))).toMatchObject({
      ip: "10.0.0.1",
      userAgent: null,
    });
  });

  test("t.fetch reaches the routes of http.ts as the user that t is", async () => {
    const t = aBackend();
    await t.mutation(mutation("notes:write"), note("seen"));
    const asCleo = t.withIdentity({ name: "Cleo" });
    const response = await asCleo.fetch("/echo?q=1", { method: "POST", body: "hello" });
    expect(await response.json()).toEqual({ body: "hello", q: "1", notes: ["seen"], name: "Cleo" });
    expect(await (await t.fetch("/files/a/b.txt")).text()).toBe("/files/a/b.txt");
    expect((await t.fetch("/nowhere")).status).toBe(404);
    await expect(t.fetch("/fails")).rejects.toThrow("out of paper");
    await expect(t.fetch("echo")).rejects.toThrow(/slash|must start/);
  });

  test("a mutation that fails leaves no trace, nor does one that its caller outlives", async () => {
    const t = aBackend();
    await expect(t.mutation(mutation("notes:writeAndFail"), { text: "x" })).rejects.toThrow("no x");
    expect(await t.query(query("notes:all"))).toEqual([]);
    expect(await t.mutation(mutation("notes:attempt"), { text: "x" })).toMatch(/no x/);
    expect(await t.query(query("notes:all"))).toEqual(["before x", "after x"]);
  });

  test("errors arrive as they were thrown: their class, their data, their stack", async () => {
    const t = aBackend();
    const refused = await t.mutation(mutation("notes:refuse")).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConvexError);
    expect(refused).toMatchObject({ name: "Full", data: { code: "full", limit: 3n } });
    const failed = (await t
      .mutation(mutation("notes:writeAndFail"), { text: "x" })
      .catch((error: unknown) => error)) as Error;
    expect(failed).toMatchObject({ name: "Error", message: "no x" });
    expect(failed.stack).toMatch(/convex\/notes\.ts:\d+/);
    const data = { code: "taken", at: [1, null] };
    expect(await t.mutation(mutation("notes:attempt"), { text: "x", data })).toEqual(data);
    expect(await t.action(action("notes:attemptInAction"), { text: "x", data })).toEqual(data);
    expect(await t.action(action("notes:attemptInAction"), { text: "y" })).toMatch(/no y/);
  });

  test("a scheduled function runs when its time has come", async () => {
    vi.useFakeTimers();
    const t = aBackend();
    await t.mutation(mutation("notes:later"), { ...note("soon"), delayMs: 10_000 });
    vi.advanceTimersByTime(9_999);
    await t.finishInProgressScheduledFunctions();
    expect(await t.query(query("notes:all"))).toEqual([]);
    expect(await t.query(query("notes:jobs"))).toEqual(["pending"]);
    vi.advanceTimersByTime(1);
    await t.finishInProgressScheduledFunctions();
    expect(await t.query(query("notes:all"))).toEqual(["soon 1"]);
    expect(await t.query(query("notes:jobs"))).toEqual(["success"]);
  });

  test("each step of a chain waits for the clock, even when it is due at once", async () => {
    vi.useFakeTimers();
    const t = aBackend();
    await t.mutation(mutation("notes:later"), { ...note("step"), delayMs: 0, times: 3 });
    for (const done of [1, 2, 3]) {
      vi.advanceTimersByTime(0);
      await t.finishInProgressScheduledFunctions();
      expect(await t.query(query("notes:all"))).toHaveLength(done);
    }
  });

  test("finishAllScheduledFunctions runs chains to their end, and the clock no further", async () => {
    vi.useFakeTimers();
    const began = Date.now();
    const t = aBackend();
    await t.mutation(mutation("notes:later"), { ...note("hourly"), delayMs: 3_600_000, times: 5 });
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await t.query(query("notes:all"))).toHaveLength(5);
    expect(Date.now() - began).toBe(5 * 3_600_000);
    await t.mutation(mutation("notes:later"), { ...note("for ever"), delayMs: 0, times: 1e9 });
    await expect(t.finishAllScheduledFunctions(vi.runAllTimers, 20)).rejects.toThrow(/maxIterations/);
  });

  test("twenty actions that are due together all run, though not at once", async () => {
    vi.useFakeTimers();
    const t = aBackend();
    await t.mutation(async (ctx) => {
      for (let i = 0; i < 20; i++)
        await ctx.scheduler.runAfter(5, action("notes:attemptInAction") as never, { text: "x" } as never);
    });
    vi.advanceTimersByTime(5);
    await t.finishInProgressScheduledFunctions();
    expect(await t.query(query("notes:jobs"))).toEqual(Array(20).fill("success"));
  });

  test("what was scheduled on the real clock and is due is finished on a faked one", async () => {
    const t = aBackend();
    await t.mutation(mutation("notes:later"), { ...note("due"), delayMs: 0 });
    await t.mutation(mutation("notes:later"), { ...note("not due"), delayMs: 60_000 });
    vi.useFakeTimers();
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await t.query(query("notes:all"))).toContain("due 1");
  });

  test("a cancelled function does not run; one that fails says so on the console", async () => {
    vi.useFakeTimers();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const t = aBackend();
    const id = await t.mutation(mutation("notes:later"), { ...note("never"), delayMs: 5 });
    await t.mutation(mutation("notes:cancel"), { id });
    await t.mutation(mutation("notes:later"), { ...note("boom"), delayMs: 5 });
    await t.mutation((ctx) =>
      ctx.scheduler.runAfter(5, action("notes:attemptInAction") as never, { text: "caught" } as never),
    );
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await t.query(query("notes:jobs"))).toEqual(["canceled", "failed", "success"]);
    expect(await t.query(query("notes:all"))).toEqual([]);
    expect(said).toHaveBeenCalledTimes(1);
    expect(said.mock.calls.flat().map(String).join(" ")).toContain("boom");
  });

  test("actions have the clock, the timers and the fetch of the test", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", async (url: string) => new Response(`from ${url}`));
    const t = aBackend();
    expect(await t.action(action("surroundings:fetchText"))).toBe("from https://nowhere.test");
    const waited = t.action(action("surroundings:waitASecond"));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await waited).toBe(1_000);
    vi.stubEnv("GREETING", "hello");
    expect(await t.query(query("surroundings:variable"))).toBe("hello");
    vi.stubEnv("GREETING", "good evening");
    expect(await t.query(query("surroundings:variable"))).toBe("good evening");
  });

  test("what a function puts in place of a global is its own", async () => {
    const { Math: math, process } = globalThis;
    const t = aBackend();
    const [first, second] = await Promise.all([
      t.mutation(mutation("surroundings:replaceGlobals")),
      t.mutation(async () => [Math === math, typeof globalThis.process]),
    ]);
    expect([first, second]).toEqual([
      [0.25, "undefined"],
      [true, "object"],
    ]);
    expect([Math, globalThis.process]).toEqual([math, process]);
  });

  test("a module that cannot be loaded concerns its own callers only", async () => {
    const t = aBackend();
    expect(await t.query(query("notes:all"))).toEqual([]);
    await expect(t.query(query("broken:get"))).rejects.toThrow("NEVER_SET is not set");
  });

  test("two backends in one test share nothing, and neither do fifty callers of one", async () => {
    const [one, other] = [aBackend(), aBackend()];
    const writes = Array.from({ length: 50 }, (_, i) =>
      one.mutation(mutation("notes:write"), note(String(i))),
    );
    await Promise.all([...writes, other.mutation(mutation("notes:write"), note("other"))]);
    expect(await one.query(query("notes:all"))).toHaveLength(50);
    expect(await other.query(query("notes:all"))).toEqual(["other"]);
  });
});

describe("stronger than convex-test", () => {
  const aBackend = () => convexTest({ schema, modules });

  test("TE2: arguments, documents and results are checked as Convex checks them, in its words", async () => {
    const t = aBackend();
    await expect(t.mutation(mutation("notes:write"), { text: "x" })).rejects.toThrow(
      "ArgumentValidationError: Object is missing the required field `rank`",
    );
    const insert = t.run((ctx) => ctx.db.insert("notes", { text: 1, rank: 1 } as never));
    await expect(insert).rejects.toThrow(/does not match the schema/);
    const id = await t.mutation(mutation("notes:write"), note("x"));
    const stranger = t.query(query("notes:read"), { id: id.replace(/^./, "z") });
    await expect(stranger).rejects.toThrow(/ArgumentValidationError/);
    await expect(t.query(query("notes:nope"))).rejects.toThrow(/Could not find public function/);
  });

  test("TE2: Convex's limits are in force", async () => {
    const t = aBackend();
    const reads = t.query(async (ctx) => {
      for (let i = 0; i < 5_000; i++) await ctx.db.query("notes").first();
    });
    await expect(reads).rejects.toThrow(/Too many reads in a single function execution \(limit: 4096\)/);
    const large = t.run((ctx) => ctx.db.insert("notes", note("x".repeat(1 << 20))));
    await expect(large).rejects.toThrow(/maximum size 1 MiB/);
    expect(() => convexTest({ modules, transactionLimits: { bytesRead: 1 } as never })).toThrow(/always/);
    expect(convexTest({ modules, transactionLimits: {} })).toHaveProperty("run");
    // Names that convex-test lets pass.
    const free = convexTest({ modules });
    await expect(free.run((ctx) => ctx.db.insert("no-table" as never, {}))).rejects.toThrow(/Invalid table/);
  });

  test("TE3: in queries and mutations the clock stands still and the outside world is closed", async () => {
    const t = aBackend();
    const [first, ...others] = await t.query(query("surroundings:clock"));
    expect(others).toEqual([first, first]);
    for (const what of ["fetch", "setTimeout", "setInterval"])
      await expect(t.mutation(mutation("surroundings:tryOne"), { what })).rejects.toThrow(/Can't use/);
    expect(await t.mutation(mutation("surroundings:uuid"))).toMatch(/^[\da-f-]{36}$/);
    expect(await t.mutation(mutation("surroundings:hash"))).toBe(32);
    vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
    expect(await t.mutation(mutation("surroundings:uuid"))).toMatch(/^0+-/);
  });

  test("TE3: a faked clock is the functions' clock, and does not stop the runtime", async () => {
    const t = aBackend();
    vi.useFakeTimers();
    vi.setSystemTime("2031-05-05T05:05:05Z");
    const id = await t.mutation(mutation("notes:write"), note("then"));
    expect(await t.query(query("surroundings:clock"))).toEqual(
      Array(3).fill(Date.parse("2031-05-05T05:05:05Z")),
    );
    expect(await t.query(query("notes:read"), { id })).toMatchObject({
      _creationTime: Date.parse("2031-05-05T05:05:05Z"),
    });
  });

  test("TE4: a transaction that waits for another one is told at once", async () => {
    const t = aBackend();
    const waiting = t.run(() => t.mutation(mutation("notes:write"), note("x")));
    await expect(waiting).rejects.toThrow(/use its ctx instead of t/);
    expect(await t.action(() => t.mutation(mutation("notes:write"), note("y")))).toEqual(expect.any(String));
  });

  test("TE5: text and vectors are searched as a deployment searches them", async () => {
    const searchable = defineSchema({
      posts: defineTable({ body: v.string(), place: v.array(v.number()) })
        .searchIndex("by_body", { searchField: "body" })
        .vectorIndex("by_place", { vectorField: "place", dimensions: 2 }),
    });
    const t = convexTest(searchable, modules);
    const posts: [string, number[]][] = [
      ["the red squid", [1, 0]],
      ["a blue squid", [0, 1]],
      ["nothing", [-1, 0]],
    ];
    await t.run(async (ctx) => {
      for (const [body, place] of posts) await ctx.db.insert("posts", { body, place });
    });
    const found = await t.query(async (ctx) => {
      const search = ctx.db.query("posts").withSearchIndex("by_body", (q) => q.search("body", "squid red"));
      return (await search.take(5)).map(({ body }) => body);
    });
    expect(found).toEqual(["the red squid", "a blue squid"]);
    const near = await t.action((ctx) => ctx.vectorSearch("posts", "by_place", { vector: [1, 1], limit: 2 }));
    const half = expect.closeTo(Math.SQRT1_2, 3);
    expect(near.map(({ _score }) => _score)).toEqual([half, half]);
  });

  test("TE6: components that nobody has registered, and globs without _generated, are refused by name", async () => {
    const t = aBackend();
    const add = (
      componentsGeneric() as unknown as { counter: { public: { add: ReturnType<typeof mutation> } } }
    ).counter.public.add;
    await expect(t.mutation(add)).rejects.toThrow(/"counter" is not registered/);
    expect(() => convexTest(schema, import.meta.glob("./convex/notes.ts"))).toThrow(/_generated/);
  });
});

describe("TE8: after a test", () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("convex-files-"));
  let before: string[];

  test("(which keeps a file)", async () => {
    before = folders();
    const t = convexTest(schema, modules);
    await t.run((ctx) => ctx.storage.store(new Blob(["left behind?"])));
    expect(folders().length).toBeGreaterThan(before.length);
    await t.mutation(mutation("notes:later"), { ...note("after the end"), delayMs: 60_000 });
  });

  test("its files are gone", () => {
    expect(folders()).toEqual(before);
  });
});
