import { numberIn } from "./flvMetadata.ts";
import { type FlvTag, flvHeader, promisesAudio } from "./flvTags.ts";
import { IngestHealth } from "./ingestHealth.ts";
import type { Ladder } from "./ladder.ts";
import { Packager, SOURCE } from "./packager.ts";
import type { Publisher, PublishSink } from "./rtmpIngest.ts";
import type { Timeline } from "./timeline.ts";

export type PushEvents = {
  /** Viewers can play now. Called once per push. */
  playable(): void;
  /** The push had to be given up; `left` follows. */
  failed(code: string, message: string): void;
  /** The publisher left; its last frames may still be on their way. Called once. */
  left(): void;
  /** Everything is written. Called once, after `left`, unless the push was abandoned. */
  ended(): void;
};

export type PushOptions = {
  ffmpegPath: string;
  timeline: Timeline;
  /** Gets the same as the packager, and is not waited for. */
  ladder: Ladder;
  publisher: Publisher;
  events: PushEvents;
  /** A push without playable media for this long is dropped. */
  silenceTimeoutMs?: number;
};

const MAX_PACKAGER_FAILURES = 3;
/** Failures further apart than this are separate accidents. */
const FAILURE_WINDOW_MS = 30_000;
/** How long, in media time, a stream is given to show the rest of what it carries. */
const AUDIO_GRACE_MS = 500;
const VIDEO_GRACE_MS = 2000;
/** Tags kept while the packager has not started: one very long key frame interval. */
const MAX_QUEUED_TAGS = 2000;
/** So much without a playable piece is no stream: it would all be kept, here or by the packager. */
const MAX_UNPLAYED_BYTES = 64 * 1024 * 1024;
/** Encoders send some hundred tags a second, and some thousand when they catch up; more would keep everybody else waiting. */
const MAX_TAGS_PER_SECOND = 10_000;

/**
 * One push of one publisher: from its first tag to its last. Starts a packager at the first key frame, and another one
 * when that dies. Does not know what an input is, nor who is told about it.
 */
export class Push implements PublishSink {
  /** How the push fares, from its first tag on. */
  readonly health = new IngestHealth(Date.now());
  readonly #options: PushOptions;
  readonly #silenceTimer: NodeJS.Timeout;
  readonly #silenceTimeoutMs: number;
  /** What a decoder needs before the first frame; sent again to every new packager. */
  readonly #headers = new Map<FlvTag["kind"], FlvTag>();
  #queue: FlvTag[] = [];
  /** How many tags came in which second. */
  #pace = { second: 0, tags: 0 };
  /** Taken since the last playable piece. */
  #unplayedBytes = 0;
  #packager: Packager | null = null;
  #failures: number[] = [];
  #announced = false;
  #publisherGone = false;
  #abandoned = false;
  #lastTagAt = Date.now();

  constructor(options: PushOptions) {
    this.#options = options;
    this.#silenceTimeoutMs = options.silenceTimeoutMs ?? 30_000;
    this.#silenceTimer = setTimeout(() => this.#giveUpSilent(), this.#silenceTimeoutMs);
  }

  /** The packager's process id while there is one. */
  get packagerPid(): number | undefined {
    return this.#packager?.pid;
  }

  tag(tag: FlvTag): boolean {
    if (this.#publisherGone) return true;
    this.#lastTagAt = Date.now();
    if (this.#isTooFast(this.#lastTagAt)) {
      this.#giveUp("ERR_NO_MEDIA", "More tags arrive in a second than any stream has.");
      return true;
    }
    this.health.note(tag, this.#lastTagAt);
    if (tag.kind === "foreignVideo" || tag.kind === "foreignAudio") {
      this.#giveUpForeign(tag.kind);
      return true;
    }
    this.#unplayedBytes += tag.bytes.length;
    if (this.#unplayedBytes > MAX_UNPLAYED_BYTES) {
      this.#giveUp("ERR_NO_MEDIA", "64 MiB arrived, and nothing of it could be played.");
      return true;
    }
    if (tag.kind === "metadata" || tag.kind === "audioHeader" || tag.kind === "videoHeader") {
      this.#headers.set(tag.kind, tag);
      return this.#packager ? this.#write(this.#packager, tag.bytes) : true;
    }
    if (this.#packager) return this.#write(this.#packager, tag.bytes);
    this.#enqueue(tag);
    return this.#readyToStart() ? this.#startPackager() : true;
  }

  end(): void {
    if (this.#publisherGone) return;
    this.#publisherGone = true;
    clearTimeout(this.#silenceTimer);
    this.#options.events.left();
    this.#options.ladder.endRun();
    if (this.#packager) this.#packager.end();
    else this.#options.events.ended();
  }

  /** How long the publisher has sent nothing. */
  get silentMs(): number {
    return Date.now() - this.#lastTagAt;
  }

  /** Gives the timeline up at once, for a successor: drops the publisher and whatever it still had to deliver. */
  abandon(): void {
    this.#abandoned = true;
    this.drop();
    this.#options.ladder.cutRun();
    this.#packager?.kill();
  }

  /** Ends the push from our side. */
  drop(reason?: string): void {
    this.#options.publisher.drop(reason);
  }

  #isTooFast(nowMs: number): boolean {
    const second = Math.floor(nowMs / 1000);
    if (this.#pace.second !== second) this.#pace = { second, tags: 0 };
    return ++this.#pace.tags > MAX_TAGS_PER_SECOND;
  }

  /** Frames before the first key frame cannot be decoded, so the queue starts with one. */
  #enqueue(tag: FlvTag): void {
    if (tag.kind === "keyFrame")
      this.#queue = this.#queue.filter(({ kind }) => kind === "audio" || kind === "keyFrame");
    if (tag.kind === "frame" && !this.#queue.some(({ kind }) => kind === "keyFrame")) return;
    this.#queue.push(tag);
    if (this.#queue.length > MAX_QUEUED_TAGS) this.#queue.shift();
  }

  #readyToStart(): boolean {
    const newest = this.#queue.at(-1);
    if (!newest) return false;
    const keyFrame = this.#queue.find(({ kind }) => kind === "keyFrame");
    const metadata = this.#headers.get("metadata");
    if (keyFrame) {
      const audioIsSettled = this.#hasAudio() || (metadata && !promisesAudio(metadata));
      return Boolean(audioIsSettled) || newest.timestampMs - keyFrame.timestampMs >= AUDIO_GRACE_MS;
    }
    return (
      !this.#headers.has("videoHeader") && newest.timestampMs - this.#queue[0]!.timestampMs >= VIDEO_GRACE_MS
    );
  }

  #hasAudio(): boolean {
    return this.#headers.has("audioHeader") || this.#queue.some(({ kind }) => kind === "audio");
  }

  #startPackager(): boolean {
    const video = this.#queue.some(({ kind }) => kind === "keyFrame");
    const { timeline, publisher, ffmpegPath, ladder } = this.#options;
    const metadata = this.#headers.get("metadata");
    ladder.startRun(video && metadata ? numberIn(metadata.bytes, "height") : null);
    const packager = new Packager(ffmpegPath, SOURCE, {
      init: (bytes) => {
        if (!this.#abandoned) timeline.startRun(bytes);
      },
      fragment: (fragment) => {
        if (this.#abandoned) return;
        timeline.append(fragment, Date.now());
        this.#unplayedBytes = 0;
        this.#silenceTimer.refresh();
        this.#announce();
      },
      drain: () => publisher.resume(),
      exit: (reason) => this.#packagerGone(reason),
    });
    this.#packager = packager;
    this.#write(packager, flvHeader({ audio: this.#hasAudio(), video }));
    for (const kind of ["metadata", "audioHeader", "videoHeader"] as const) {
      const header = this.#headers.get(kind);
      if (header) this.#write(packager, header.bytes);
    }
    const queue = this.#queue;
    this.#queue = [];
    return queue.map((tag) => this.#write(packager, tag.bytes)).every(Boolean);
  }

  #write(packager: Packager, bytes: Buffer): boolean {
    this.#options.ladder.write(bytes);
    return packager.write(bytes);
  }

  #announce(): void {
    if (this.#announced || this.#publisherGone || !this.#options.timeline.playable) return;
    this.#announced = true;
    this.#options.events.playable();
  }

  #packagerGone(reason: string | null): void {
    this.#packager = null;
    this.#unplayedBytes = 0;
    if (this.#abandoned) return;
    if (!this.#publisherGone) this.#options.ladder.cutRun();
    this.#options.timeline.endRun();
    // The new packager waits for the next key frame; until then the publisher must keep flowing.
    this.#options.publisher.resume();
    if (this.#publisherGone) {
      this.#options.events.ended();
      return;
    }
    const now = Date.now();
    this.#failures = [...this.#failures.filter((at) => now - at < FAILURE_WINDOW_MS), now];
    if (this.#failures.length >= MAX_PACKAGER_FAILURES)
      this.#giveUp("ERR_PACKAGER", reason ?? "the packager ended");
  }

  #giveUpForeign(kind: "foreignVideo" | "foreignAudio"): void {
    if (kind === "foreignVideo") {
      this.#giveUp("ERR_UNSUPPORTED_VIDEO_CODEC", "Video must be H.264; with ffmpeg, add -c:v libx264.");
    } else {
      this.#giveUp("ERR_UNSUPPORTED_AUDIO_CODEC", "Sound must be AAC or MP3; with ffmpeg, add -c:a aac.");
    }
  }

  #giveUpSilent(): void {
    this.#giveUp(
      "ERR_NO_MEDIA",
      `No playable media arrived for ${Math.round(this.#silenceTimeoutMs / 1000)} s.`,
    );
  }

  #giveUp(code: string, message: string): void {
    if (this.#publisherGone) return;
    this.#options.events.failed(code, message);
    this.drop(message);
  }
}
