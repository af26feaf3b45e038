import { numberIn } from "./flvMetadata.ts";
import type { FlvTag } from "./flvTags.ts";

/** Why a push that goes on is less than it should be; the first that holds is told. */
export type Cause =
  | "stalled"
  | "timestamps_jump"
  | "no_video"
  | "no_audio_promised"
  | "picture_format"
  | "long_keyframe_interval"
  | "low_fps"
  | "low_bitrate";

/** What was measured over the last seconds. Null where nothing can be said yet. */
export type Measures = {
  bitrate_kbps: number;
  fps: number | null;
  keyframe_interval_s: number | null;
  /** Frames that are missing between those that came, by their timestamps, since the push began. */
  dropped_frames: number;
};

const WINDOW_MS = 10_000;
/** A push is given this long to become what it will be. */
const SETTLING_MS = 6000;
const STALLED_MS = 3000;
/** Encoders send in bursts, and their clocks are not ours. */
const JUMP_MS = 2000;
/** A jump is worth telling for as long as players feel it. */
const JUMP_LASTS_MS = 10_000;
const MAX_KEYFRAME_INTERVAL_MS = 10_000;
const MIN_FPS = 5;
/** Of what the encoder itself says it sends. */
const MIN_SHARE_OF_FPS = 0.5;
/** H.264's profiles of eight bits and a colour for every four pixels: what phones and all browsers decode. */
const PLAIN_PROFILES = new Set([66, 77, 88, 100]);
/** Where a sequence header has its profile: behind the tag's head, the packet's, and the version of what follows. */
const PROFILE_AT = 11 + 5 + 1;
/** Less than a still picture with silence. */
const MIN_KBPS = 20;

type Sample = { atMs: number; bytes: number; frame: boolean };

/**
 * Watches the tags of one push and says how it fares. Rates are over the last ten seconds and by our clock; what the encoder
 * announces (frame rate, sound) is what it is held to.
 */
export class IngestHealth {
  readonly #startedAtMs: number;
  #samples: Sample[] = [];
  #lastAtMs: number;
  #lastTimestampMs: number | null = null;
  #lastFrameMs: number | null = null;
  #lastKeyFrameMs: number | null = null;
  #keyframeIntervalMs: number | null = null;
  #jumpedAtMs: number | null = null;
  #dropped = 0;
  #hasVideo = false;
  #profile: number | null = null;
  #hasAudio = false;
  #promisedFps: number | null = null;
  #promisesAudio = false;

  constructor(nowMs: number) {
    this.#startedAtMs = nowMs;
    this.#lastAtMs = nowMs;
  }

  note(tag: FlvTag, nowMs: number): void {
    if (tag.kind === "metadata") {
      this.#promisedFps = numberIn(tag.bytes, "framerate");
      this.#promisesAudio = tag.bytes.includes("audiocodecid");
    }
    if (tag.kind === "videoHeader") this.#profile = tag.bytes[PROFILE_AT] ?? null;
    const isFrame = tag.kind === "frame" || tag.kind === "keyFrame";
    if (tag.kind === "audio") this.#hasAudio = true;
    if (isFrame) this.#noteFrame(tag);
    if (isFrame || tag.kind === "audio") this.#noteClock(tag.timestampMs, nowMs);
    this.#samples.push({ atMs: nowMs, bytes: tag.bytes.length, frame: isFrame });
    this.#lastAtMs = nowMs;
    if (this.#samples.length > 64 && this.#samples[0]!.atMs < nowMs - 2 * WINDOW_MS) this.#forgetOld(nowMs);
  }

  measure(nowMs: number): Measures {
    this.#forgetOld(nowMs);
    const seconds = Math.max(1, Math.min(WINDOW_MS, nowMs - this.#startedAtMs) / 1000);
    const bytes = this.#samples.reduce((sum, sample) => sum + sample.bytes, 0);
    const frames = this.#samples.filter(({ frame }) => frame).length;
    return {
      bitrate_kbps: Math.round((bytes * 8) / seconds / 1000),
      fps: this.#hasVideo ? Math.round((frames / seconds) * 10) / 10 : null,
      keyframe_interval_s: this.#keyframeIntervalMs && this.#keyframeIntervalMs / 1000,
      dropped_frames: this.#dropped,
    };
  }

  /** What is wrong, or null. */
  cause(nowMs: number): Cause | null {
    if (nowMs - this.#lastAtMs > STALLED_MS) return "stalled";
    if (this.#jumpedAtMs !== null && nowMs - this.#jumpedAtMs < JUMP_LASTS_MS) return "timestamps_jump";
    if (nowMs - this.#startedAtMs < SETTLING_MS) return null;
    if (!this.#hasVideo) return "no_video";
    if (this.#promisesAudio && !this.#hasAudio) return "no_audio_promised";
    if (this.#profile !== null && !PLAIN_PROFILES.has(this.#profile)) return "picture_format";
    if (this.#sinceKeyFrameMs > MAX_KEYFRAME_INTERVAL_MS) return "long_keyframe_interval";
    const { fps, bitrate_kbps } = this.measure(nowMs);
    const leastFps = this.#promisedFps ? this.#promisedFps * MIN_SHARE_OF_FPS : MIN_FPS;
    if (fps !== null && fps < leastFps) return "low_fps";
    return bitrate_kbps < MIN_KBPS ? "low_bitrate" : null;
  }

  /** The last whole interval, or the one that is under way when it is longer already. */
  get #sinceKeyFrameMs(): number {
    const open = (this.#lastFrameMs ?? 0) - (this.#lastKeyFrameMs ?? 0);
    return Math.max(open, this.#keyframeIntervalMs ?? 0);
  }

  #noteFrame({ kind, timestampMs }: FlvTag): void {
    this.#hasVideo = true;
    if (this.#promisedFps && this.#lastFrameMs !== null) {
      const missing = Math.round(((timestampMs - this.#lastFrameMs) * this.#promisedFps) / 1000) - 1;
      if (missing > 0 && missing < this.#promisedFps * 60) this.#dropped += missing;
    }
    if (kind === "keyFrame") {
      if (this.#lastKeyFrameMs !== null && timestampMs > this.#lastKeyFrameMs)
        this.#keyframeIntervalMs = timestampMs - this.#lastKeyFrameMs;
      this.#lastKeyFrameMs = timestampMs;
    }
    this.#lastFrameMs = timestampMs;
  }

  /** Media time and our time pass alike, or the encoder's timestamps have jumped. */
  #noteClock(timestampMs: number, nowMs: number): void {
    if (this.#lastTimestampMs !== null) {
      const step = timestampMs - this.#lastTimestampMs;
      // Sound and pictures are interleaved, each with times of its own that are a little apart.
      if (step < -JUMP_MS || step > JUMP_MS + (nowMs - this.#lastAtMs)) this.#jumpedAtMs = nowMs;
    }
    this.#lastTimestampMs = timestampMs;
  }

  #forgetOld(nowMs: number): void {
    const first = this.#samples.findIndex(({ atMs }) => atMs >= nowMs - WINDOW_MS);
    this.#samples = first < 0 ? [] : this.#samples.slice(first);
  }
}
