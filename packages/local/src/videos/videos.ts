import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { durationOf, readIndex, type SegmentIndex, type SegmentWriter } from "./segmentFile.ts";
import { loadRecord, saveRecord, UID, type VideoRecord } from "./videoRecord.ts";

export type VideosOptions = {
  folder: string;
  /** What all videos together may take on disk. */
  maxBytes: number;
  log(line: string): void;
  /** A video became ready, or failed. Called again at the next start until `told` is set. */
  tell(video: Video): void;
};

export type NewVideo = Partial<
  Pick<VideoRecord, "meta" | "creator" | "requireSignedUrls" | "allowedOrigins" | "liveInput" | "clippedFrom">
>;
export type VideoChanges = Partial<
  Pick<
    VideoRecord,
    "meta" | "requireSignedUrls" | "allowedOrigins" | "scheduledDeletion" | "thumbnailTimestampPct"
  >
>;

/** One video: a recording of a broadcast, a clip, or what was uploaded. */
export type Video = {
  readonly record: VideoRecord;
  readonly folder: string;
  /** While media is being written. */
  writer: SegmentWriter | null;
};

const NOTHING: SegmentIndex = { runs: [], segments: [], bytes: 0 };
/** Indexes of videos that nobody writes, kept for who reads them. */
const KEPT_INDEXES = 32;
const LOOK_AT_DELETIONS_EVERY_MS = 30_000;

/**
 * All videos of this machine, one folder each, named by a uid made here. Changes are on disk before they are answered;
 * media follows within seconds. What was being written when the process died is closed at the next start.
 */
export class Videos {
  readonly #options: VideosOptions;
  readonly #videos = new Map<string, Video>();
  readonly #indexes = new Map<string, SegmentIndex>();
  readonly #deletions: NodeJS.Timeout;

  constructor(options: VideosOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    const found = readdirSync(options.folder).flatMap((name) => this.#read(name) ?? []);
    found.sort((a, b) => a.record.createdAt.localeCompare(b.record.createdAt));
    for (const video of found) this.#videos.set(video.record.uid, video);
    this.#deletions = setInterval(() => this.#deleteDue(), LOOK_AT_DELETIONS_EVERY_MS);
    this.#deletions.unref();
  }

  /** Closes what a crash left open, has made what was not, and tells again what nobody may have heard. */
  start(resume: { clip(video: Video): void; upload(video: Video): void }): void {
    for (const video of this.#videos.values()) {
      const { state } = video.record;
      if (state === "live-inprogress") this.finish(video);
      else if (state === "queued" || state === "inprogress")
        resume[video.record.clippedFrom ? "clip" : "upload"](video);
      else if (!video.record.told) this.#options.tell(video);
    }
    this.#deleteDue();
    this.makeRoom();
  }

  stop(): void {
    clearInterval(this.#deletions);
  }

  create(state: VideoRecord["state"], facts: NewVideo): Video {
    const uid = randomBytes(16).toString("hex");
    const folder = join(this.#options.folder, uid);
    const now = new Date().toISOString();
    const video: Video = {
      record: {
        version: 1,
        uid,
        liveInput: null,
        clippedFrom: null,
        meta: {},
        creator: null,
        ...facts,
        createdAt: now,
        modifiedAt: now,
        state,
        error: null,
        durationSeconds: 0,
        bytes: 0,
        width: null,
        height: null,
        requireSignedUrls: facts.requireSignedUrls ?? false,
        allowedOrigins: facts.allowedOrigins ?? [],
        scheduledDeletion: null,
        thumbnailTimestampPct: 0,
        captions: [],
        told: false,
      },
      folder,
      writer: null,
    };
    mkdirSync(folder);
    saveRecord(folder, video.record);
    this.#videos.set(uid, video);
    return video;
  }

  find(uid: string): Video | null {
    return this.#videos.get(uid) ?? null;
  }

  /** Newest first; those of one live input when it is named. */
  list(liveInput?: string): Video[] {
    const videos = [...this.#videos.values()].reverse();
    return liveInput === undefined ? videos : videos.filter(({ record }) => record.liveInput === liveInput);
  }

  /** What can be read of a video now. */
  indexOf(video: Video): SegmentIndex {
    if (video.writer) return video.writer.index;
    if (video.record.state !== "ready") return NOTHING;
    const index = this.#indexes.get(video.record.uid) ?? readIndex(video.folder);
    this.#keepIndex(video, index);
    return index;
  }

  #keepIndex({ record }: Video, index: SegmentIndex): void {
    this.#indexes.delete(record.uid);
    this.#indexes.set(record.uid, index);
    if (this.#indexes.size > KEPT_INDEXES) this.#indexes.delete(this.#indexes.keys().next().value!);
  }

  update(video: Video, changes: Partial<VideoRecord>): void {
    Object.assign(video.record, changes, { modifiedAt: new Date().toISOString() });
    if (this.#videos.has(video.record.uid)) saveRecord(video.folder, video.record);
  }

  /** Everything is written: it can be played from now on, as long as there is anything. */
  finish(video: Video, changes: Partial<VideoRecord> = {}): void {
    const index = video.writer?.index ?? readIndex(video.folder);
    video.writer = null;
    if (index.segments.length === 0) return this.remove(video);
    this.#keepIndex(video, index);
    const facts = { durationSeconds: durationOf(index), bytes: index.bytes };
    this.update(video, { ...changes, ...facts, state: "ready", told: false });
    this.#options.tell(video);
  }

  fail(video: Video, code: string, message: string): void {
    video.writer = null;
    this.update(video, { state: "error", error: { code, message }, told: false });
    this.#options.tell(video);
  }

  /** Forgets a video at once; its folder goes right after. Clips made of it stay. */
  remove(video: Video): void {
    const { uid } = video.record;
    if (!this.#videos.delete(uid)) return;
    this.#indexes.delete(uid);
    // Renamed first, so that no half-deleted video is found after a crash.
    const doomed = `${video.folder}.deleted`;
    try {
      renameSync(video.folder, doomed);
    } catch (error) {
      this.#options.log(`video ${uid} cannot be deleted: ${(error as Error).message}`);
      return;
    }
    rm(doomed, { recursive: true, force: true }).catch(() => {});
  }

  /**
   * Deletes videos until the rest has room, and answers whether it has: the oldest of whoever takes most, again and again, so
   * that nobody pays for what somebody else fills the disk with. What is being written stays.
   */
  makeRoom(): boolean {
    const taken = new Map<string, number>();
    for (const video of this.#videos.values())
      taken.set(partyOf(video), (taken.get(partyOf(video)) ?? 0) + bytesOf(video));
    let bytes = [...taken.values()].reduce((sum, each) => sum + each, 0);
    if (bytes <= this.#options.maxBytes) return true;
    const ready = [...this.#videos.values()].filter(({ record }) => record.state === "ready");
    ready.sort((a, b) => a.record.createdAt.localeCompare(b.record.createdAt));
    while (bytes > this.#options.maxBytes) {
      const largest = Math.max(...ready.map((video) => taken.get(partyOf(video))!));
      const at = ready.findIndex((video) => taken.get(partyOf(video)) === largest);
      if (at < 0) return false;
      const [video] = ready.splice(at, 1) as [Video];
      const size = bytesOf(video);
      bytes -= size;
      taken.set(partyOf(video), largest - size);
      this.#removeForRoom(video);
    }
    return true;
  }

  #removeForRoom(video: Video): void {
    const { uid, createdAt } = video.record;
    this.#options.log(
      `video ${uid} of ${createdAt} is deleted: there is no room for more (MOLT_MEDIA_MAX_BYTES)`,
    );
    this.remove(video);
    const error = { code: "ERR_STORAGE_FULL", message: "There was no room for it any more." };
    this.update(video, { state: "error", error });
    this.#options.tell(video);
  }

  /** A video that is there. What a crash left of one that was just made, or just deleted, goes. */
  #read(name: string): Video | null {
    const folder = join(this.#options.folder, name);
    const record = UID.test(name) ? loadRecord(folder) : null;
    if (record && record !== "damaged" && record.uid === name) return { record, folder, writer: null };
    if (record) this.#options.log(`${folder} is damaged and left as it is`);
    else rmSync(folder, { recursive: true, force: true });
    return null;
  }

  #deleteDue(): void {
    const now = Date.now();
    for (const video of this.#videos.values()) {
      const { scheduledDeletion, state } = video.record;
      if (scheduledDeletion && Date.parse(scheduledDeletion) <= now && state !== "live-inprogress")
        this.remove(video);
    }
  }
}

/** Who shares the room with others: whose it is, where that is said; otherwise each live input is somebody of its own. */
const partyOf = ({ record }: Video) => record.creator ?? record.liveInput ?? record.uid;
const bytesOf = ({ record, writer }: Video) => writer?.index.bytes ?? record.bytes;
