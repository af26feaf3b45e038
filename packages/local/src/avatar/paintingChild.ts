import { Scene, type SceneJob } from "./scene.ts";

/** What the child is asked for, once: all pictures of a scene, one after the other on its output. */
export type PaintingOrder = { scene: SceneJob; framesPerS: number; frames: number };
/** How many pictures are through. */
export type PaintingNews = { painted: number };

const NEWS_EVERY = 10;

process.once("disconnect", () => process.exit());
// An encoder that is gone wants no more pictures.
process.stdout.on("error", () => process.exit(1));
process.once("message", async ({ scene: job, framesPerS, frames }: PaintingOrder) => {
  const scene = new Scene({ ...job, speech: { ...job.speech, wav: Buffer.from(job.speech.wav) } });
  for (let frame = 0; frame < frames; frame++) {
    const pixels = scene.paint(frame / framesPerS).data();
    await new Promise<void>((written) => process.stdout.write(pixels, () => written()));
    if ((frame + 1) % NEWS_EVERY === 0) process.send?.({ painted: frame + 1 } satisfies PaintingNews);
    // Lets the news go out, and word come in that the parent is gone.
    await new Promise(setImmediate);
  }
  process.stdout.end(() => process.disconnect());
});
process.send?.("ready");
