import { rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readTrackFacts } from "../media/trackFacts.ts";
import { segmentsBetween } from "./archive.ts";
import { type ClipPiece, Cut } from "./cut.ts";
import { decodable, readPieces } from "./reading.ts";
import { durationOf, type SegmentIndex, SegmentWriter, type StoredSegment } from "./segmentFile.ts";
import type { VideoRecord } from "./videoRecord.ts";
import type { Video, Videos } from "./videos.ts";

export type ClipOrder = {
  source: Video;
  startSeconds: number;
  endSeconds: number;
} & Pick<VideoRecord, "meta" | "requireSignedUrls" | "allowedOrigins">;

export const MAX_CLIP_SECONDS = 60;
const MIN_CLIP_SECONDS = 0.1;
const PARALLEL_CUTS = 2;
const MAX_WAITING = 50;
/** The end of a clip of a running broadcast is on its way to the disk, or not even played yet. */
const WAIT_FOR_END_MS = 15_000;

/**
 * Cuts clips out of videos, to the frame: each becomes a video of its own that does not need its source any more. Two are cut
 * at a time, at low priority; the others wait in a line that is kept over a restart.
 */
export class Clipper {
  readonly #videos: Videos;
  readonly #ffmpegPath: string;
  readonly #log: (line: string) => void;
  readonly #line: Video[] = [];
  readonly #cuts = new Set<Cut>();
  #running = 0;
  #stopped = false;

  constructor(videos: Videos, ffmpegPath: string, log: (line: string) => void) {
    this.#videos = videos;
    this.#ffmpegPath = ffmpegPath;
    this.#log = log;
  }

  /** The clip, waiting to be cut; what is wrong with the order; or null when too many wait already. */
  order({ source, startSeconds, endSeconds, ...facts }: ClipOrder): Video | string | null {
    const isRunning = source.record.state === "live-inprogress";
    if (!isRunning && source.record.state !== "ready") return "the video is not ready";
    if (endSeconds - startSeconds < MIN_CLIP_SECONDS) return "endTimeSeconds must be after startTimeSeconds";
    if (endSeconds - startSeconds > MAX_CLIP_SECONDS)
      return `a clip may have ${MAX_CLIP_SECONDS} seconds at most`;
    if (startSeconds >= durationOf(this.#videos.indexOf(source)))
      return "startTimeSeconds is beyond the end of the video";
    if (this.#line.length >= MAX_WAITING) return null;
    const clippedFrom = { uid: source.record.uid, startSeconds, endSeconds };
    const clip = this.#videos.create("queued", { ...facts, clippedFrom, creator: source.record.creator });
    this.resume(clip);
    return clip;
  }

  /** Puts a clip in the line, also one that the last process had not finished. */
  resume(clip: Video): void {
    this.#line.push(clip);
    this.#next();
  }

  /** What is being cut is cut again after the next start. */
  stop(): void {
    this.#stopped = true;
    for (const cut of this.#cuts) cut.kill();
  }

  #next(): void {
    if (this.#stopped || this.#running >= PARALLEL_CUTS) return;
    const clip = this.#line.shift();
    if (!clip) return;
    this.#running++;
    this.#make(clip)
      .catch((error: Error) => {
        if (this.#stopped || !this.#videos.find(clip.record.uid)) return;
        this.#log(`the clip ${clip.record.uid} cannot be made: ${error.message}`);
        this.#videos.fail(clip, "ERR_MALFORMED_VIDEO", "The clip could not be cut from its source.");
      })
      .finally(() => {
        this.#running--;
        this.#next();
      });
  }

  async #make(clip: Video): Promise<void> {
    const { uid, startSeconds, endSeconds } = clip.record.clippedFrom!;
    for (const name of ["media.bin", "index.jsonl"]) rmSync(join(clip.folder, name), { force: true });
    const source = this.#videos.find(uid);
    if (!source) throw new Error("its source was deleted before it was cut");
    this.#videos.update(clip, { state: "inprogress" });
    const index = await this.#indexUpTo(source, endSeconds);
    const segments = segmentsBetween(index, startSeconds, endSeconds);
    if (segments.length === 0) throw new Error("there is nothing at that time");
    const pieces: ClipPiece[] = [];
    for (const run of runsOf(segments))
      pieces.push(await this.#copyPiece(clip, source, index, run, pieces.length));
    const cut = new Cut(this.#ffmpegPath, pieces, { startSeconds, endSeconds });
    this.#cuts.add(cut);
    clip.writer = new SegmentWriter(clip.folder);
    try {
      const { video: size } = await cut.into(clip.writer);
      await clip.writer.close();
      if (clip.writer.failure) throw clip.writer.failure;
      if (!this.#stopped)
        this.#videos.finish(clip, { width: size?.width ?? null, height: size?.height ?? null });
    } finally {
      this.#cuts.delete(cut);
      for (const { path } of pieces) rmSync(path, { force: true });
    }
  }

  async #indexUpTo(source: Video, endSeconds: number): Promise<SegmentIndex> {
    const givenUpAt = Date.now() + WAIT_FOR_END_MS;
    for (;;) {
      const index = this.#videos.indexOf(source);
      const isThere = durationOf(index) >= endSeconds || source.record.state !== "live-inprogress";
      if (isThere || this.#stopped || Date.now() > givenUpAt) return index;
      await sleep(200);
    }
  }

  /** A file of its own for each run, so that the source may be deleted while the clip is cut. */
  async #copyPiece(
    clip: Video,
    source: Video,
    index: SegmentIndex,
    segments: StoredSegment[],
    number: number,
  ): Promise<ClipPiece> {
    const path = join(clip.folder, `piece-${number}.mp4`);
    const media = await readPieces(source.folder, decodable(index, segments));
    await writeFile(path, media);
    const initBytes = index.runs.find((run) => run.number === segments[0]!.run)!.bytes;
    const last = segments.at(-1)!;
    return {
      path,
      startsAt: segments[0]!.startsAt,
      endsAt: last.startsAt + last.durationSeconds,
      tracks: readTrackFacts(media.subarray(0, initBytes)),
    };
  }
}

function runsOf(segments: readonly StoredSegment[]): StoredSegment[][] {
  const runs: StoredSegment[][] = [];
  for (const segment of segments) {
    const current = runs.at(-1);
    if (current?.[0]?.run === segment.run) current.push(segment);
    else runs.push([segment]);
  }
  return runs;
}
