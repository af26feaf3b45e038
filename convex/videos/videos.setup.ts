import { api, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import { call } from "../identity/cast.setup";
import { ensurePersona } from "../personas/personas.model";
import { anAgent, pass, type Registered, type World } from "../world.setup";

/** An agent whose persona is ready. */
export async function aSpeaker(world: World, fields: Record<string, unknown> = {}): Promise<Registered> {
  const ada = await anAgent(world, fields);
  await world.t.run(async (ctx) => {
    await ensurePersona(ctx, (await ctx.db.get(ada.agent_id as Id<"agents">))!);
  });
  await pass(world, 1000);
  return ada;
}

export interface MadeVideo {
  id: string;
  url: string;
  status: string;
  stage: string;
  job_id: string;
  cached: boolean;
}

export const HELLO = "Hello, I am Ada. Tonight we paint the tides.";

/** Asks for a video by the API. */
export async function ask(
  world: World,
  { api_key }: Registered,
  fields: Record<string, unknown> = {},
): Promise<Response> {
  return await call(world, api_key, "POST", "/api/v1/videos", { script: HELLO, ...fields });
}

export async function asked(
  world: World,
  ada: Registered,
  fields: Record<string, unknown> = {},
): Promise<MadeVideo> {
  const answer = await ask(world, ada, fields);
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as MadeVideo;
}

export async function videoOf({ t }: World, { id }: { id: string }): Promise<Doc<"videos">> {
  return await t.run(async (ctx) => (await ctx.db.get(id as Id<"videos">))!);
}

export async function jobOf({ t }: World, { job_id }: { job_id: string }): Promise<Doc<"videoJobs">> {
  return await t.run(async (ctx) => (await ctx.db.get(job_id as Id<"videoJobs">))!);
}

const CRON_MS = 5000;

/** Lets time pass, and the cron do its part that goes on with what was left behind. */
export async function letPass(world: World, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= CRON_MS) {
    await pass(world, Math.min(left, CRON_MS));
    await world.t.mutation(internal.videos.work.rise, {});
    await pass(world, 0);
  }
}

/** Lets time pass in steps, until the video has come to a state or stage. */
export async function until(
  world: World,
  video: { id: string },
  where: string,
  { stepMs = 1000, limitMs = 20 * 60_000 } = {},
): Promise<Doc<"videos">> {
  for (let ms = 0; ms <= limitMs; ms += stepMs) {
    const row = await videoOf(world, video);
    if (row.state.kind === where) return row;
    if (row.state.kind === "processing" && row.state.stage === where) return row;
    await letPass(world, stepMs);
  }
  const { state } = await videoOf(world, video);
  throw new Error(`The video did not become ${where}: ${JSON.stringify(state)}`);
}

/** A video that is ready. */
export async function aVideo(
  world: World,
  ada: Registered,
  fields: Record<string, unknown> = {},
): Promise<MadeVideo> {
  const video = await asked(world, ada, fields);
  await until(world, video, "rendering");
  world.provider.tavus.finish();
  await until(world, video, "ready");
  return video;
}

export const pageOf = ({ t }: World, code: string) => t.query(api.videos.videos.byCode, { code });
