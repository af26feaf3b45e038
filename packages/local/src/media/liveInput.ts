import { Recorder } from "../videos/recorder.ts";
import type { Videos } from "../videos/videos.ts";
import { HealthWatch } from "./healthWatch.ts";
import type { InputRecord } from "./inputRecord.ts";
import { type EncoderBudget, Ladder } from "./ladder.ts";
import { Push } from "./push.ts";
import type { Publisher, PublishSink } from "./rtmpIngest.ts";
import type { Thumbnails } from "./thumbnails.ts";
import { Timeline } from "./timeline.ts";
import { readTrackFacts } from "./trackFacts.ts";
import type { LiveInputEvent } from "./webhooks.ts";

export type LiveInputSurroundings = {
  ffmpegPath: string;
  thumbnails: Thumbnails;
  videos: Videos;
  encoders: EncoderBudget;
  log(line: string): void;
  /** Called after the record's status changed and before anyone is told. */
  save(record: InputRecord): void;
  tell(event: LiveInputEvent): void;
  timing: LiveInputTiming;
};

/** So is the input of a stream that is switched off, was just cut off or has no hours left, and one whose key was replaced. */
export const DISABLED = "this live input is disabled; its console says why, unless its key was replaced";

/** All in milliseconds. */
export type LiveInputTiming = {
  /** A publisher that returns within this continues the same playlist, unless its input says how long. */
  reconnectWindow: number;
  /** How long an ended playlist can still be read. */
  afterglow: number;
  /** A push without playable media for this long is dropped. */
  silenceTimeout: number;
  /** A publisher that has been mute for this long may be replaced: its network is probably gone, and it is back. */
  takeoverAfter: number;
  thumbnailInterval: number;
  healthInterval: number;
};

export const defaultTiming: LiveInputTiming = {
  reconnectWindow: 10_000,
  afterglow: 60_000,
  silenceTimeout: 30_000,
  takeoverAfter: 5000,
  thumbnailInterval: 10_000,
  healthInterval: 1000,
};

/**
 * One live input at run time: who pushes, what can be watched, and what the backend has been told.
 *
 * idle → pushing → connected (told once media can be played) → holding (told "disconnected"; the playlist waits) →
 * ended (the playlist has its end mark) → idle. A push may come back from any of the later states.
 */
export class LiveInput {
  readonly record: InputRecord;
  readonly recorder: Recorder;
  readonly timeline: Timeline;
  readonly ladder: Ladder;
  readonly #surroundings: LiveInputSurroundings;
  readonly #health: HealthWatch;
  #push: Push | null = null;
  #pushing = false;
  #stopped = false;
  #endTimer: NodeJS.Timeout | undefined;
  #thumbnailTimer: NodeJS.Timeout | undefined;
  #lastError: { code: string; at: string } | null = null;

  constructor(record: InputRecord, surroundings: LiveInputSurroundings) {
    this.record = record;
    this.#surroundings = surroundings;
    this.recorder = new Recorder(surroundings.videos, record, surroundings.log);
    this.timeline = new Timeline(this.recorder);
    const { ffmpegPath, encoders, log } = surroundings;
    this.#health = new HealthWatch((cause, at) => {
      const event = cause ? ({ type: "live_input.degraded", cause } as const) : RECOVERED;
      surroundings.tell({ uid: record.uid, at, ...event });
    });
    this.ladder = new Ladder(this.timeline, ffmpegPath, encoders, log);
  }

  /** What has been shown with tokens only stays with those who had one: others see what comes from now on. */
  openFromNow(): void {
    this.timeline.openFromNow();
    this.ladder.timeline.openFromNow();
    this.#surroundings.thumbnails.remove(this.record.uid);
  }

  /** Takes a publisher whose key is right, or answers why not. */
  admit(publisher: Publisher): PublishSink | string {
    if (!this.record.enabled) return DISABLED;
    const { takeoverAfter, silenceTimeout } = this.#surroundings.timing;
    if (this.#pushing && this.#push && this.#push.silentMs < takeoverAfter)
      return "this live input is already live";
    this.#push?.abandon();
    clearTimeout(this.#endTimer);
    // After its end mark a playlist cannot go on: this is another broadcast.
    if (this.timeline.ended) this.#clear();
    const push = new Push({
      ffmpegPath: this.#surroundings.ffmpegPath,
      timeline: this.timeline,
      ladder: this.ladder,
      publisher,
      silenceTimeoutMs: silenceTimeout,
      events: {
        playable: () => this.#connected(),
        failed: (code, message) => this.#errored(code, message),
        left: () => this.#left(),
        ended: () => this.#ended(push),
      },
    });
    this.#push = push;
    this.#pushing = true;
    return push;
  }

  /** Ends a push in progress; its encoder is told why. */
  drop(reason: string): void {
    this.#push?.drop(reason);
  }

  /** Leaves without telling anyone: the next start tells what the record says. Resolves once all is on disk. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#endTimer);
    clearInterval(this.#thumbnailTimer);
    this.#health.stop();
    this.#push?.abandon();
    this.timeline.clear();
    this.ladder.reset();
    await this.recorder.forget();
  }

  /**
   * Told at start about an input that was connected when the last process died. The push ended then and not now: the
   * newest picture, taken every few seconds while a push lasts, is the last sign of it. A broadcast must not bridge
   * hours in which nothing ran.
   */
  reportLost(): void {
    const connectedAt = Date.parse(this.record.status?.enteredAt ?? "");
    const lastSignAt = this.#surroundings.thumbnails.takenAt(this.record.uid)?.getTime() ?? 0;
    this.#setStatus("disconnected", "ingest_restarted", new Date(Math.max(lastSignAt, connectedAt + 1)));
  }

  /** Whether somebody pushes what can be played. */
  get live(): boolean {
    return this.#pushing && this.record.status?.state === "connected";
  }

  /** How the push fares, for whoever sends it. Cloudflare has nothing like it. */
  describeHealth() {
    const { status } = this.record;
    const push = this.live ? this.#push : null;
    const init = push && this.timeline.runInit;
    const tracks = init ? readTrackFacts(init) : null;
    return {
      connected: push !== null,
      since: status?.enteredAt ?? null,
      ...(push ? push.health.measure(Date.now()) : NOT_MEASURED),
      width: tracks?.video?.width ?? null,
      height: tracks?.video?.height ?? null,
      video_codec: tracks?.video?.codec ?? null,
      audio_codec: tracks?.audio?.codec ?? null,
      renditions: push ? 1 + Number(this.ladder.playable) : 0,
      last_error: this.#lastError,
      degraded: this.#health.degraded,
    };
  }

  get packagerPid(): number | undefined {
    return this.#push?.packagerPid;
  }

  #connected(): void {
    this.#setStatus("connected", "connected");
    clearInterval(this.#thumbnailTimer);
    this.#takeThumbnail();
    this.#thumbnailTimer = setInterval(
      () => this.#takeThumbnail(),
      this.#surroundings.timing.thumbnailInterval,
    );
    this.#health.start(
      () => this.#push?.health.cause(Date.now()) ?? null,
      this.#surroundings.timing.healthInterval,
    );
  }

  #errored(code: string, message: string): void {
    this.#surroundings.log(`live input ${this.record.uid} is dropped: ${message}`);
    this.#lastError = { code, at: new Date().toISOString() };
    this.#surroundings.tell({
      uid: this.record.uid,
      type: "live_input.errored",
      at: new Date(),
      error: { code, message },
    });
  }

  #left(): void {
    this.#pushing = false;
    clearInterval(this.#thumbnailTimer);
    this.#health.stop();
    if (!this.#stopped && this.record.status?.state === "connected")
      this.#setStatus("disconnected", "client_disconnect");
  }

  #ended(push: Push): void {
    if (this.#push !== push || this.#stopped) return;
    this.#push = null;
    const { reconnectWindow, afterglow } = this.#surroundings.timing;
    const { timeoutSeconds } = this.record.recording;
    this.#endTimer = setTimeout(
      () => {
        this.timeline.end();
        this.ladder.end();
        void this.recorder.end();
        this.#endTimer = setTimeout(() => this.#clear(), afterglow);
      },
      timeoutSeconds === undefined ? reconnectWindow : timeoutSeconds * 1000,
    );
  }

  #clear(): void {
    this.timeline.clear();
    this.ladder.reset();
    void this.recorder.forget();
  }

  #setStatus(state: "connected" | "disconnected", reason: string, at = new Date()): void {
    this.record.status = { state, reason, enteredAt: at.toISOString() };
    this.#surroundings.save(this.record);
    this.#surroundings.tell({ uid: this.record.uid, type: `live_input.${state}`, at });
  }

  #takeThumbnail(): void {
    const media = this.timeline.newest();
    if (!media) return;
    this.#surroundings.thumbnails.take(this.record.uid, media).catch((error: Error) => {
      this.#surroundings.log(`thumbnail of ${this.record.uid}: ${error.message}`);
    });
  }
}

const NOT_MEASURED = { bitrate_kbps: null, fps: null, keyframe_interval_s: null, dropped_frames: null };
const RECOVERED = { type: "live_input.recovered" } as const;
