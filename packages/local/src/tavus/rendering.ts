import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { rename, rm, stat } from "node:fs/promises";
import { promisify } from "node:util";
import type { Outside } from "../outside/outside.ts";
import type { Speaker } from "../speech/speaker.ts";
import { fetchBackground, isAddress } from "./background.ts";
import type { RenderRecord } from "./records.ts";

const run = promisify(execFile);

const SIZES = { "16:9": [1280, 720], "9:16": [720, 1280], "1:1": [1080, 1080] } as const;

/** What draws. */
export type Drawing = Pick<typeof import("../avatar/renderVideo.ts"), "lookOf" | "renderVideo">;

export type RenderTools = {
  ffmpegPath: string;
  speaker: Speaker;
  drawing: Drawing;
  outside: Pick<Outside, "download">;
};

/** Of all the work on a video, as far as it can be told: speaking is quick, drawing takes long. */
const SPOKEN = 0.08;
const DRAWN = 0.97;

/** Speaks a script, draws who says it, and takes a picture of it. Both files are whole when this resolves. */
export async function renderScript(
  record: RenderRecord,
  tools: RenderTools,
  files: { video: string; picture: string },
  { signal, onProgress }: { signal: AbortSignal; onProgress(share: number): void },
): Promise<{ durationS: number; bytes: number }> {
  const { script, manner, host, aspectRatio, captions, background, name } = record;
  const { ffmpegPath, speaker, drawing } = tools;
  const [width, height] = SIZES[aspectRatio];
  const file = `${files.video}.background`;
  const picture = isAddress(background)
    ? await fetchBackground(background, { file, width, height }, tools, signal)
    : undefined;
  const speech = await speaker.speak(script, manner, signal);
  onProgress(SPOKEN);
  const { durationS } = await drawing.renderVideo(
    {
      speech,
      look: drawing.lookOf(host),
      ...{ width, height, captions, name: host },
      ...(picture ? { picture } : background !== null && { background }),
      provenance: { title: name, agent: host, scriptHash: sha256(script) },
    },
    {
      ffmpegPath,
      file: files.video,
      signal,
      onProgress: (share) => onProgress(SPOKEN + share * (DRAWN - SPOKEN)),
    },
  );
  await takePicture(ffmpegPath, files, Math.min(1, durationS / 2), signal);
  return { durationS, bytes: (await stat(files.video)).size };
}

async function takePicture(
  ffmpegPath: string,
  { video, picture }: { video: string; picture: string },
  atSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  const draft = `${picture}.new`;
  try {
    await run(
      ffmpegPath,
      [
        ...["-hide_banner", "-nostdin", "-loglevel", "error", "-y"],
        ...["-ss", atSeconds.toFixed(2), "-i", video, "-frames:v", "1", "-q:v", "4", "-f", "mjpeg", draft],
      ],
      { signal, killSignal: "SIGKILL" },
    );
    await rename(draft, picture);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
