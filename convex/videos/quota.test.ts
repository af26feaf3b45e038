import { describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { call, refusal } from "../identity/cast.setup";
import { aWorld, type Registered, type World } from "../world.setup";
import { aSpeaker, ask, asked, aVideo, letPass, until, videoOf } from "./videos.setup";

const say = (i: number) => ({ script: `This is number ${i}.` });
const usage = async (world: World, { api_key }: Registered) =>
  (await (await call(world, api_key, "GET", "/api/v1/usage")).json()) as {
    videos: { limit: number | null; used: number; made: number; seconds: number };
  };

describe("the videos of a plan", () => {
  test("are ten in a month, also when fifty are asked for at once; the eleventh is told when there are more", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => ask(world, ada, say(i))));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(10);
    expect(statuses.filter((status) => status === 402)).toHaveLength(40);
    const refused = answers.find(({ status }) => status === 402)!;
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(9 * 24 * 3600);
    expect(await refused.json()).toMatchObject({
      code: "quota_exceeded",
      detail: expect.stringContaining("2026-12-01"),
    });
    expect(await world.t.run((ctx) => ctx.db.query("videos").collect())).toHaveLength(10);
    // What is there already costs nothing.
    const [first] = answers.flatMap((answer, i) => (answer.status === 202 ? [i] : []));
    expect(await asked(world, ada, say(first!))).toMatchObject({ cached: true });
    vi.setSystemTime(new Date("2026-12-01T00:00:00Z"));
    expect((await ask(world, ada, say(99))).status).toBe(202);
  });

  test("a failed one does not count, and counts once however often it is tried again", async () => {
    const world = aWorld();
    vi.stubEnv("MOLT_FREE_VIDEOS", "1");
    const ada = await aSpeaker(world);
    const made = await asked(world, ada);
    expect(await refusal(ask(world, ada, say(1)))).toBe("402 quota_exceeded");
    await until(world, made, "rendering");
    Object.assign(world.provider.tavus.ordered[0]!, { status: "error", fault: "no" });
    await until(world, made, "failed");
    expect((await usage(world, ada)).videos).toMatchObject({ used: 0, made: 0 });
    const again = await call(world, ada.api_key, "POST", `/api/v1/videos/${made.id}/retry`, {});
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ id: made.id, url: made.url, job_id: made.job_id });
    expect(await refusal(ask(world, ada, say(1)))).toBe("402 quota_exceeded");
    const retry = () => call(world, ada.api_key, "POST", `/api/v1/videos/${made.id}/retry`, {});
    expect(await refusal(retry())).toBe("409 conflict");
    await until(world, made, "rendering");
    expect(world.provider.tavus.ordered.at(-1)!.name).toBe(`${made.id}.2`);
    world.provider.tavus.finish();
    await until(world, made, "ready");
    await letPass(world, 60_000);
    const rows = await world.t.run((ctx) => ctx.db.query("videoUsage").collect());
    expect(rows).toMatchObject([{ videoId: made.id, month: "2026-11", durationS: 12.345 }]);
    expect((await usage(world, ada)).videos).toEqual({ limit: 1, used: 1, made: 1, seconds: 12.345 });
  });

  test("pro has as many as it likes, from the moment on that it is pro", async () => {
    const world = aWorld();
    vi.stubEnv("MOLT_FREE_VIDEOS", "0");
    const ada = await aSpeaker(world);
    expect(await refusal(ask(world, ada))).toBe("402 quota_exceeded");
    await world.t.mutation(internal.usage.usage.setPlan, { username: "ada", plan: "pro" });
    expect((await ask(world, ada)).status).toBe(202);
    expect((await usage(world, ada)).videos).toMatchObject({ limit: null, used: 1 });
  });

  test("what was used adds up: the rows of a month are its sums, also of what was deleted since", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    let seconds = 0;
    for (const durationS of [10.25, 3600, 61.5]) {
      world.provider.videos.uploadsAre = { state: "ready", durationS };
      const made = await aVideo(world, ada, say(durationS));
      if (durationS === 61.5) await call(world, ada.api_key, "DELETE", `/api/v1/videos/${made.id}`);
      seconds += durationS;
    }
    expect((await usage(world, ada)).videos).toMatchObject({ used: 3, made: 3, seconds });
    const answer = await call(world, ada.api_key, "GET", "/api/v1/usage/videos?limit=2");
    const { data, has_more } = (await answer.json()) as { data: { seconds: number }[]; has_more: boolean };
    expect([data.map((row) => row.seconds), has_more]).toEqual([[61.5, 3600], true]);
    const me = await (await call(world, ada.api_key, "GET", "/agents/me")).json();
    expect(me).toMatchObject({ videos_generated: 3, monthly_usage: 1 });
    vi.setSystemTime(new Date("2026-12-02T00:00:00Z"));
    const december = await (await call(world, ada.api_key, "GET", "/agents/me")).json();
    expect(december).toMatchObject({ videos_generated: 3, monthly_usage: 0, quota: { videos: { used: 0 } } });
  });

  test("ten may be asked for in an hour, and then it is time to wait", async () => {
    const world = aWorld();
    vi.stubEnv("MOLT_LIMITS", "all=100000 videos=2");
    const ada = await aSpeaker(world);
    for (const i of [1, 2]) expect((await ask(world, ada, say(i))).status).toBe(202);
    const refused = await ask(world, ada, say(3));
    expect([refused.status, refused.headers.has("retry-after")]).toEqual([429, true]);
  });

  test("a job can be canceled: it has failed then, and its order is taken back", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await asked(world, ada);
    await until(world, made, "rendering");
    const job = (method: string, what = "") =>
      call(
        world,
        ada.api_key,
        method,
        `/api/v1/jobs/${made.job_id}${what}`,
        method === "POST" ? {} : undefined,
      );
    expect(await (await job("GET")).json()).toMatchObject({
      status: "running",
      stage: "rendering",
      attempt: 1,
    });
    expect(await (await job("POST", "/cancel")).json()).toMatchObject({ status: "cancelled" });
    expect(await refusal(job("POST", "/cancel"))).toBe("409 conflict");
    await letPass(world, 5000);
    expect(world.provider.tavus.ordered).toEqual([]);
    expect(await videoOf(world, made)).toMatchObject({ isCounted: false, state: { kind: "failed" } });
  });

  test.each(["canceled", "deleted"])(
    "one that is %s before it was ordered does not count; afterwards it does, each time",
    async (how) => {
      const world = aWorld();
      const ada = await aSpeaker(world);
      const callOff = async ({ id, job_id }: { id: string; job_id: string }) => {
        const [method, path] =
          how === "deleted" ? ["DELETE", `videos/${id}`] : ["POST", `jobs/${job_id}/cancel`];
        const body = method === "POST" ? {} : undefined;
        expect((await call(world, ada.api_key, method!, `/api/v1/${path}`, body)).status).toBeLessThan(300);
      };
      const used = async () => (await usage(world, ada)).videos.used;
      await callOff(await asked(world, ada));
      expect(await used()).toBe(0);
      for (const times of [1, 2, 3]) {
        const made = await asked(world, ada);
        await until(world, made, "rendering");
        expect(await used()).toBe(times);
        await callOff(made);
        expect(await used()).toBe(times);
      }
      vi.stubEnv("MOLT_FREE_VIDEOS", "3");
      expect(await refusal(ask(world, ada))).toBe("402 quota_exceeded");
      await letPass(world, 10_000);
      expect(world.provider.tavus.ordered).toEqual([]);
      vi.setSystemTime(new Date("2026-12-01T00:00:00Z"));
      expect(await used()).toBe(0);
    },
  );
});
