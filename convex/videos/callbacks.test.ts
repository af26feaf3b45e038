import { describe, expect, test } from "vitest";
import { refusal } from "../identity/cast.setup";
import { aWorld, post, type World } from "../world.setup";
import { aSpeaker, asked, jobOf, letPass, until, videoOf } from "./videos.setup";

const pathOf = (world: World) =>
  String(world.provider.tavus.ordered[0]!.order.callback_url).replace("http://molt.test", "");

async function rendering() {
  const world = aWorld();
  const made = await asked(world, await aSpeaker(world));
  await until(world, made, "rendering");
  return { world, made, path: pathOf(world) };
}

const outcome = async (answer: Promise<Response>) =>
  ((await (await answer).json()) as { outcome: string }).outcome;
const looks = ({ provider }: World) =>
  provider.tavus.requests.filter(({ method, path }) => method === "GET" && /^\/videos\/./.test(path)).length;

describe("what the provider tells", () => {
  test("is a reason to look at once, and not believed", async () => {
    const { world, made, path } = await rendering();
    const lie = { video_id: "v1", status: "ready", download_url: "http://elsewhere.test/file.mp4" };
    expect(await outcome(post(world.t, path, lie))).toBe("looked");
    await letPass(world, 500);
    expect(looks(world)).toBe(1);
    expect((await videoOf(world, made)).state).toMatchObject({ kind: "processing", stage: "rendering" });
    world.provider.tavus.finish();
    expect(await outcome(post(world.t, path, { video_id: "v1", status: "ready" }))).toBe("looked");
    await letPass(world, 1000);
    await until(world, made, "ready", { limitMs: 15_000 });
    expect(world.provider.videos.all.size).toBe(1);
  });

  test("said again is no news, whether before it is over or after", async () => {
    const { world, made, path } = await rendering();
    world.provider.tavus.finish();
    const told = { status: "ready" };
    const all = await Promise.all(Array.from({ length: 10 }, () => outcome(post(world.t, path, told))));
    expect(all.filter((one) => one === "looked")).toHaveLength(1);
    await until(world, made, "ready");
    const calls = world.provider.tavus.requests.length;
    expect(await outcome(post(world.t, path, { status: "error" }))).toBe("ignored");
    await letPass(world, 60_000);
    expect(world.provider.tavus.requests).toHaveLength(calls);
    expect((await videoOf(world, made)).state.kind).toBe("ready");
    expect((await world.t.run((ctx) => ctx.db.query("providerCallbacks").collect())).length).toBe(1);
  });

  test("before the answer to its order is here is kept until then", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    world.provider.tavus.mishaps.set("POST /videos", "lost");
    const made = await asked(world, ada);
    for (let i = 0; i < 50 && world.provider.tavus.ordered.length === 0; i++) await letPass(world, 100);
    expect((await jobOf(world, made)).step).toBe("order");
    world.provider.tavus.finish();
    expect(await outcome(post(world.t, pathOf(world), { status: "ready" }))).toBe("looked");
    world.provider.tavus.mishaps.clear();
    await until(world, made, "ready");
    expect(world.provider.tavus.ordered).toHaveLength(1);
  });

  test("at an address that was not given out is not there, as anything else that is not", async () => {
    const { world, path } = await rendering();
    const nothing = await refusal(post(world.t, "/api/v1/provider-callbacks/tavus/nothing", {}));
    expect(nothing).toBe("404 not_found");
    const [jobId] = path.split("/").at(-1)!.split(".");
    for (const forged of [`${jobId}.`, `${jobId}.${"A".repeat(43)}`, path.split("/").at(-1)!.slice(0, -1)]) {
      expect(await refusal(post(world.t, `/api/v1/provider-callbacks/tavus/${forged}`, {}))).toBe(nothing);
    }
    await letPass(world, 500);
    expect(looks(world)).toBe(0);
  });
});
