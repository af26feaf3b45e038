import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { strangersFile } from "../media/ffmpeg.ts";
import type { TrackFacts } from "../media/trackFacts.ts";
import { FRAGMENTED_TO_PIPE, Fragmenting } from "./fragmenting.ts";
import { SegmentWriter } from "./segmentFile.ts";
import type { Video, Videos } from "./videos.ts";

/** Ten minutes of the largest pictures, on a machine that has other things to do. */
const TIMEOUT_MS = 20 * 60_000;
/** Constrained baseline, baseline, main and high: what every browser plays. Others are of more colours than eyes see. */
const PLAYED_PROFILES = /^avc1\.(42|4d|58|64)/i;
const UPLOADED = "upload.bin";

/**
 * Makes videos of files that were uploaded, one at a time. What browsers play is copied as it is; the rest is encoded again.
 * The file is kept until then, so that what a crash interrupts begins again at the next start.
 */
export class Uploads {
  readonly #videos: Videos;
  readonly #folder: string;
  readonly #ffmpegPath: string;
  readonly #log: (line: string) => void;
  #line: Promise<void> = Promise.resolve();
  #current: Fragmenting | null = null;
  #stopped = false;

  constructor(videos: Videos, folder: string, ffmpegPath: string, log: (line: string) => void) {
    this.#videos = videos;
    this.#folder = folder;
    this.#ffmpegPath = ffmpegPath;
    this.#log = log;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
  }

  /** Where an upload may be while it arrives. What is there at a start was cut off, and goes. */
  draft(name: string): string {
    return join(this.#folder, name);
  }

  /** A video of a file that has arrived; the file is taken. */
  take(file: string, name: string): Video {
    const video = this.#videos.create("queued", { meta: { name } });
    renameSync(file, join(video.folder, UPLOADED));
    this.resume(video);
    return video;
  }

  resume(video: Video): void {
    this.#line = this.#line.then(() => this.#make(video));
  }

  /** What is being made is made again after the next start. */
  stop(): void {
    this.#stopped = true;
    this.#current?.kill();
  }

  async #make(video: Video): Promise<void> {
    const isGone = () => this.#stopped || !this.#videos.find(video.record.uid);
    if (isGone()) return;
    const file = join(video.folder, UPLOADED);
    // The process died before it had told anybody of this video.
    if (!existsSync(file)) return this.#videos.remove(video);
    try {
      this.#videos.update(video, { state: "inprogress" });
      const { video: size } = await this.#copyOrEncode(video, file);
      if (isGone()) return;
      this.#videos.finish(video, { width: size?.width ?? null, height: size?.height ?? null });
      rmSync(file, { force: true });
      this.#videos.makeRoom();
    } catch (error) {
      if (isGone()) return;
      this.#log(`the upload ${video.record.uid} cannot be played: ${(error as Error).message}`);
      const hasNoVideo = error instanceof NoVideoError;
      const code = hasNoVideo ? "ERR_NON_VIDEO" : "ERR_MALFORMED_VIDEO";
      this.#videos.fail(
        video,
        code,
        hasNoVideo ? "The file was not recognized as a valid video file." : "The video could not be read.",
      );
      rmSync(file, { force: true });
    }
  }

  async #copyOrEncode(video: Video, file: string): Promise<TrackFacts> {
    const copied = await this.#write(video, file, ["-c", "copy"]).catch(() => null);
    if (this.#stopped) throw new Error("stopped");
    if (copied?.video && PLAYED_PROFILES.test(copied.video.codec)) {
      if (copied.audio === null || copied.audio.codec.startsWith("mp4a.40.2")) return copied;
    }
    return await this.#write(video, file, ENCODED);
  }

  async #write(video: Video, file: string, codecs: readonly string[]): Promise<TrackFacts> {
    for (const name of ["media.bin", "index.jsonl"]) rmSync(join(video.folder, name), { force: true });
    const work = new Fragmenting(
      this.#ffmpegPath,
      [...strangersFile(file), "-map", "0:v:0", "-map", "0:a:0?", ...codecs, ...FRAGMENTED_TO_PIPE],
      TIMEOUT_MS,
    );
    this.#current = work;
    const writer = new SegmentWriter(video.folder);
    video.writer = writer;
    try {
      const facts = await work.into(writer);
      await writer.close();
      if (writer.failure) throw writer.failure;
      if (!facts.video) throw new NoVideoError();
      return facts;
    } catch (error) {
      await writer.close();
      video.writer = null;
      throw /matches no streams|Invalid data/.test((error as Error).message) ? new NoVideoError() : error;
    } finally {
      this.#current = null;
    }
  }
}

class NoVideoError extends Error {}

const ENCODED = [
  ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-bf", "0", "-pix_fmt", "yuv420p"],
  ...["-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-force_key_frames", "expr:gte(t,n_forced*2)"],
  ...["-c:a", "aac", "-b:a", "128k", "-ac", "2"],
];
