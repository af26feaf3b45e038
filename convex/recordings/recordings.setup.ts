import type { Doc, Id } from "../_generated/dataModel";
import { anAgent, inputOf, pass, type Registered, signal, type World } from "../world.setup";
import type { FakeVideo } from "./videos.setup";

/** A broadcast of Ada's that the provider records, as far as a test wants it. */
export interface Recorded {
  ada: Registered;
  video: FakeVideo;
  recordingId: Id<"recordings">;
}

/** Ada is on air, and the provider has told what it records. */
export async function onAir(world: World, ada?: Registered): Promise<Recorded> {
  const host = ada ?? (await anAgent(world));
  const video = world.provider.videos.record(inputOf(host));
  await signal(world, host, "connected");
  await pass(world, 1500);
  return { ada: host, video, recordingId: (await newestRecording(world))._id };
}

/** The broadcast is over, and the provider has finished its video. */
export async function recorded(
  world: World,
  { seconds = 120, ada }: { seconds?: number; ada?: Registered } = {},
) {
  const running = await onAir(world, ada);
  await pass(world, seconds * 1000 - 1500);
  return await finish(world, running);
}

/** The encoder goes away for good, and the video is ready. */
export async function finish(world: World, running: Recorded): Promise<Recorded> {
  const { spans } = await recordingOf(world, running);
  await signal(world, running.ada, "disconnected");
  const beganAt = spans[0]!.from;
  Object.assign(running.video, { state: "ready", durationS: (Date.now() - beganAt) / 1000 });
  for (let i = 0; i < 8; i++) await pass(world, 5000);
  return running;
}

export async function recordingOf({ t }: World, { recordingId }: Recorded): Promise<Doc<"recordings">> {
  return await t.run(async (ctx) => (await ctx.db.get(recordingId))!);
}

export async function newestRecording({ t }: World): Promise<Doc<"recordings">> {
  const recording = await t.run((ctx) => ctx.db.query("recordings").order("desc").first());
  if (!recording) throw new Error("Nothing is recorded.");
  return recording;
}

export const tasksOf = ({ t }: World) => t.run((ctx) => ctx.db.query("videoTasks").collect());
