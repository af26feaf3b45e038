import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { Mishap } from "../lib/tavus.setup";
import { aWorld, eventKinds, type World } from "../world.setup";
import type { Step } from "./jobs.model";
import { aSpeaker, asked, jobOf, letPass, type MadeVideo, until, videoOf } from "./videos.setup";

const MINUTE = 60_000;
const PATIENCE_MS = 10 * MINUTE;

async function aWish(): Promise<{ world: World; made: MadeVideo }> {
  const world = aWorld();
  return { world, made: await asked(world, await aSpeaker(world)) };
}

/** Up to where a step's call is made, with that call going wrong from now on. */
async function upTo(where: "order" | "watch" | "rehost", { world, made }: { world: World; made: MadeVideo }) {
  if (where === "order") return;
  await until(world, made, "rendering");
  if (where === "rehost") world.provider.tavus.finish();
}

const CALLS = {
  order: "POST /videos",
  watch: "GET /videos/*",
  rehost: "GET /files/*",
} as const;

const errorOf = ({ state }: Awaited<ReturnType<typeof videoOf>>) =>
  state.kind === "failed" ? [state.error.code, state.error.isRetryable] : state.kind;

describe.each(Object.entries(CALLS) as [keyof typeof CALLS, string][])(
  "while %s is under way",
  (where, call) => {
    test.each<Mishap>([500, "timeout", 429])(
      "%s for a minute is survived, and nothing is made twice",
      async (mishap) => {
        const stage = await aWish();
        await upTo(where, stage);
        const { world, made } = stage;
        const { tavus, videos } = world.provider;
        tavus.mishaps.set(call, mishap);
        await letPass(world, MINUTE);
        expect((await videoOf(world, made)).state.kind).toBe("processing");
        tavus.mishaps.clear();
        if (where !== "rehost") {
          await until(world, made, "rendering");
          tavus.finish();
        }
        await until(world, made, "ready");
        expect(tavus.ordered).toHaveLength(1);
        expect([...videos.all.values()].filter(({ name }) => name !== null)).toHaveLength(1);
      },
    );

    test.each<Mishap>([500, "timeout"])(
      "%s for good has failed after ten minutes, with a cause",
      async (mishap) => {
        const stage = await aWish();
        await upTo(where, stage);
        const { world, made } = stage;
        const { tavus } = world.provider;
        tavus.mishaps.set(call, mishap);
        const row = await until(world, made, "failed", { stepMs: 10_000 });
        const code = where === "rehost" ? "publish_failed" : "provider_timeout";
        expect(errorOf(row)).toEqual([code, true]);
        expect(row).toMatchObject({ isCounted: false, isListed: false });
        expect(row.timeline.at(-1)).toMatchObject({
          stage: "failed",
          note: expect.stringContaining("ten minutes"),
        });
        expect(await eventKinds(world)).toContain("video.failed");
        tavus.mishaps.clear();
        await letPass(world, 5 * MINUTE);
        expect(tavus.ordered).toEqual([]); // What had been ordered was removed.
        expect((await jobOf(world, made)).isOpen).toBe(false);
      },
    );
  },
);

describe("what will not get better has failed at once", () => {
  test.each<[string, string, Mishap, [string, boolean]]>([
    ["an order that is refused", "POST /videos", 400, ["render_refused", false]],
    ["a replica that is gone", "POST /videos", 404, ["render_refused", false]],
    ["a render that is gone", "GET /videos/*", 404, ["render_failed", true]],
  ])("%s", async (_what, call, mishap, expected) => {
    const { world, made } = await aWish();
    if (call !== "POST /videos") await until(world, made, "rendering");
    world.provider.tavus.mishaps.set(call, mishap);
    expect(errorOf(await until(world, made, "failed", { limitMs: MINUTE }))).toEqual(expected);
  });

  test("a render that the provider could not make, in its words without its addresses", async () => {
    const { world, made } = await aWish();
    await until(world, made, "rendering");
    const fault = "No face in https://tavus.test/secret/file.mp4\nat all";
    Object.assign(world.provider.tavus.ordered[0]!, { status: "error", fault });
    const row = await until(world, made, "failed", { limitMs: MINUTE });
    expect(row.state).toMatchObject({
      error: { code: "render_failed", message: "The provider could not render it: No face in … at all" },
    });
  });

  test.each([
    ["a page", new TextEncoder().encode("<html>An MP4? No, no, no, no, no, no.</html>")],
    ["nothing", new Uint8Array()],
  ])("a file that is %s", async (_what, file) => {
    const { world, made } = await aWish();
    await until(world, made, "rendering");
    Object.assign(world.provider.tavus.finish(), { file });
    expect(errorOf(await until(world, made, "failed", { limitMs: MINUTE }))).toEqual(["bad_file", true]);
    expect(world.provider.videos.all.size).toBe(0);
  });

  test.each([
    ...["http://169.254.169.254/latest/meta-data", "https://127.0.0.1/file.mp4", "https://[::1]/file.mp4"],
    ...["https://10.0.0.8/file.mp4", "file:///etc/passwd", "http://cloudflare.test/client/v4/accounts"],
  ])("a file at %s is not fetched", async (downloadUrl) => {
    const { world, made } = await aWish();
    await until(world, made, "rendering");
    Object.assign(world.provider.tavus.finish(), { downloadUrl });
    await until(world, made, "downloading");
    const before = world.provider.requests.length;
    await letPass(world, MINUTE);
    expect(world.provider.requests.slice(before)).toEqual([]);
    expect((await videoOf(world, made)).state).toMatchObject({ kind: "processing", stage: "downloading" });
  });

  test("a file that the video service can make nothing of; it is removed there", async () => {
    const { world, made } = await aWish();
    world.provider.videos.uploadsAre = { state: "error", durationS: -1 };
    await until(world, made, "rendering");
    world.provider.tavus.finish();
    expect(errorOf(await until(world, made, "failed", { limitMs: MINUTE }))).toEqual([
      "publish_failed",
      true,
    ]);
    await letPass(world, MINUTE);
    expect(world.provider.videos.all.size).toBe(0);
  });
});

describe("at the video service", () => {
  test.each([500, 413])("uploads refused with %s for a minute are survived", async (status) => {
    const { world, made } = await aWish();
    world.provider.videos.refuses = status;
    await until(world, made, "rendering");
    world.provider.tavus.finish();
    await until(world, made, "uploading");
    await letPass(world, MINUTE);
    world.provider.videos.refuses = null;
    await until(world, made, "ready");
    expect(world.provider.videos.all.size).toBe(1);
  });

  test("uploads refused for good have failed after ten minutes", async () => {
    const { world, made } = await aWish();
    world.provider.videos.refuses = 500;
    await until(world, made, "rendering");
    world.provider.tavus.finish();
    const row = await until(world, made, "failed", { stepMs: 10_000 });
    expect(errorOf(row)).toEqual(["publish_failed", true]);
  });
});

test("a provider that works on and on without moving has failed after ten minutes, and one that moves has not", async () => {
  const { world, made } = await aWish();
  await until(world, made, "rendering");
  const [render] = world.provider.tavus.ordered;
  for (let share = 0; share < 4; share++) {
    Object.assign(render!, { status: "generating", progress: `${share}/100` });
    await letPass(world, PATIENCE_MS - MINUTE);
  }
  expect((await videoOf(world, made)).state.kind).toBe("processing");
  const row = await until(world, made, "failed", { stepMs: 30_000 });
  expect(errorOf(row)).toEqual(["provider_timeout", true]);
});

describe("a process that is killed", () => {
  /** Takes what is due as an action does, and never comes back. */
  async function killIn(world: World, made: MadeVideo, step: Step): Promise<number> {
    const jobId = made.job_id as Id<"videoJobs">;
    for (let i = 0; i < 200 && (await jobOf(world, made)).step !== step; i++) await letPass(world, 100);
    await world.t.run((ctx) => ctx.db.patch(jobId, { dueAt: Date.now(), isClaimed: false }));
    const claimed = await world.t.mutation(internal.videos.work.claim, { jobId });
    expect(claimed?.step).toBe(step);
    return claimed!.attempt;
  }
  const restart = (world: World) => letPass(world, 4 * MINUTE);

  test.each<Step>(["prepare", "order", "watch", "rehost", "publish"])(
    "in %s is followed by one that goes on",
    async (step) => {
      const world = aWorld();
      const ada = await aSpeaker(world);
      // So that each step lasts long enough to be killed in.
      if (step === "prepare") world.provider.tavus.down = true;
      if (step === "prepare")
        await world.t.run(async (ctx) => {
          const persona = (await ctx.db.query("personas").first())!;
          await ctx.db.patch(persona._id, { state: { kind: "creating" } });
        });
      if (step === "order") world.provider.tavus.mishaps.set("POST /videos", 500);
      if (step === "rehost") world.provider.tavus.mishaps.set("GET /files/*", 500);
      if (step === "publish") world.provider.videos.uploadsAre = { state: "inprogress", durationS: -1 };
      const made = await asked(world, ada);
      if (step === "rehost" || step === "publish") {
        await until(world, made, "rendering");
        world.provider.tavus.finish();
      }
      const attempt = await killIn(world, made, step);
      world.provider.tavus.down = false;
      world.provider.tavus.mishaps.clear();
      for (const video of world.provider.videos.all.values())
        Object.assign(video, { state: "ready", durationS: 12.345 });
      if (step === "prepare")
        await world.t.run(async (ctx) => {
          const persona = (await ctx.db.query("personas").first())!;
          await ctx.db.patch(persona._id, { state: { kind: "ready", at: 1 } });
        });
      await restart(world);
      if (world.provider.tavus.ordered[0]?.status !== "ready") {
        await until(world, made, "rendering");
        world.provider.tavus.finish();
      }
      await until(world, made, "ready");
      expect(world.provider.tavus.ordered).toHaveLength(1);
      expect(world.provider.videos.all.size).toBe(1);
      // What the killed one would have settled is nobody's any more.
      const found = { kind: "failed" as const, cause: "late", isFinal: true };
      await world.t.mutation(internal.videos.work.settle, {
        jobId: made.job_id as Id<"videoJobs">,
        attempt,
        found,
      });
      expect((await videoOf(world, made)).state.kind).toBe("ready");
    },
  );

  test("and was not dead after all settles nothing, once another has taken its work", async () => {
    const { world, made } = await aWish();
    const attempt = await killIn(world, made, "watch");
    expect(await killIn(world, made, "watch")).toBe(attempt + 1);
    const found = { kind: "failed" as const, cause: "late", isFinal: true };
    const jobId = made.job_id as Id<"videoJobs">;
    await world.t.mutation(internal.videos.work.settle, { jobId, attempt, found });
    expect((await videoOf(world, made)).state.kind).toBe("processing");
    await world.t.mutation(internal.videos.work.settle, { jobId, attempt: attempt + 1, found });
    expect((await videoOf(world, made)).state.kind).toBe("failed");
  });

  test("between an order and its answer: the order is found by its name, and not given again", async () => {
    const { world, made } = await aWish();
    world.provider.tavus.mishaps.set("POST /videos", "lost");
    await letPass(world, 5000);
    expect(world.provider.tavus.ordered).toHaveLength(1);
    world.provider.tavus.mishaps.clear();
    await until(world, made, "rendering");
    expect((await jobOf(world, made)).externalId).toBe(world.provider.tavus.ordered[0]!.id);
    await letPass(world, 2 * MINUTE);
    expect(
      world.provider.tavus.requests.filter(({ method, path }) => `${method} ${path}` === "POST /videos"),
    ).toHaveLength(1);
  });

  describe("between an order that costs and its answer", () => {
    const orders = ({ provider }: World) =>
      provider.tavus.requests.filter(({ method, path }) => `${method} ${path}` === "POST /videos").length;

    /** An order that was taken, whose answer got lost, and that is not listed for now. */
    async function aLostOrder(): Promise<{ world: World; made: MadeVideo }> {
      const world = aWorld();
      const { tavus } = world.provider;
      for (const replica of tavus.replicas.values()) replica.model_name = "phoenix-3";
      const made = await asked(world, await aSpeaker(world));
      tavus.mishaps.set("POST /videos", "lost");
      tavus.listsNothing = true;
      for (let i = 0; i < 100 && tavus.ordered.length === 0; i++) await letPass(world, 100);
      tavus.mishaps.clear();
      return { world, made };
    }

    test("it is looked for however long it takes to turn up, and not given again", async () => {
      const { world, made } = await aLostOrder();
      await letPass(world, 8 * MINUTE);
      expect((await videoOf(world, made)).state).toMatchObject({ stage: "submitted" });
      world.provider.tavus.listsNothing = false;
      await until(world, made, "rendering");
      world.provider.tavus.finish();
      await until(world, made, "ready");
      expect([orders(world), world.provider.tavus.ordered.length]).toEqual([1, 1]);
    });

    test("it has failed when it does not turn up for ten minutes, and is taken back when it does after all", async () => {
      const { world, made } = await aLostOrder();
      const row = await until(world, made, "failed", { stepMs: 10_000 });
      expect(row.state).toMatchObject({
        error: {
          ...{ code: "provider_timeout", isRetryable: true },
          message: expect.stringContaining("never answered"),
        },
      });
      expect(orders(world)).toBe(1);
      await letPass(world, 5 * MINUTE);
      world.provider.tavus.listsNothing = false;
      for (let i = 0; i < 24 && world.provider.tavus.ordered.length > 0; i++)
        await letPass(world, 5 * MINUTE);
      expect(world.provider.tavus.ordered).toEqual([]);
      await letPass(world, MINUTE);
      expect(await world.t.run((ctx) => ctx.db.query("renderRemovals").collect())).toEqual([]);
    });

    test.each<Mishap>([429, 503])("%s says that it was not taken, and it is given again", async (mishap) => {
      const world = aWorld();
      const { tavus } = world.provider;
      for (const replica of tavus.replicas.values()) replica.model_name = "phoenix-3";
      const made = await asked(world, await aSpeaker(world));
      tavus.mishaps.set("POST /videos", mishap);
      await letPass(world, MINUTE);
      expect(orders(world)).toBeGreaterThan(1);
      tavus.mishaps.clear();
      await until(world, made, "rendering");
      expect(tavus.ordered).toHaveLength(1);
    });
  });

  test("between an upload and its answer: the upload is found by its name, and not made again", async () => {
    const { world, made } = await aWish();
    await until(world, made, "rendering");
    world.provider.tavus.finish();
    const { videos } = world.provider;
    videos.losesAnswers = true;
    await until(world, made, "uploading");
    await letPass(world, 1000);
    videos.losesAnswers = false;
    await until(world, made, "ready");
    expect(videos.all.size).toBe(1);
  });
});
