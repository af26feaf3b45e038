import { cpus, loadavg } from "node:os";
import { Packager, smallerRendition } from "./packager.ts";
import { Timeline } from "./timeline.ts";

/** The encoder's work that this machine takes on besides its own: so many smaller renditions at a time. */
export class EncoderBudget {
  #free: number;
  readonly #isBusy: () => boolean;

  /** Further behind its source than this, an encoder is too slow for a live stream. */
  readonly maxLagMs: number;

  constructor(places = Math.floor(cpus().length / 4), isBusy = machineIsBusy, maxLagMs = 5000) {
    this.#free = places;
    this.#isBusy = isBusy;
    this.maxLagMs = maxLagMs;
  }

  /** False when all places are taken, or the machine has enough to do already. */
  take(): boolean {
    if (this.#free <= 0 || this.#isBusy()) return false;
    this.#free--;
    return true;
  }

  release(): void {
    this.#free++;
  }
}

/** Whether the last minute left less than a fifth of the cores idle. */
function machineIsBusy(): boolean {
  return loadavg()[0]! > cpus().length * 0.8;
}

/** Smaller pictures are small enough as they are. */
const MIN_SOURCE_HEIGHT = 540;

/**
 * A smaller rendition of a broadcast, for viewers whose line or screen is small: encoded at low priority beside the
 * source, which it never holds up. Whether there is one is decided once, when the broadcast begins; when it falls behind
 * or fails it is given up for the rest of the broadcast.
 */
export class Ladder {
  readonly timeline = new Timeline();
  readonly #source: Timeline;
  readonly #ffmpegPath: string;
  readonly #budget: EncoderBudget;
  readonly #log: (line: string) => void;
  #state: "undecided" | "on" | "off" = "undecided";
  #height = 0;
  #encoder: Packager | null = null;

  constructor(source: Timeline, ffmpegPath: string, budget: EncoderBudget, log: (line: string) => void) {
    this.#source = source;
    this.#ffmpegPath = ffmpegPath;
    this.#budget = budget;
    this.#log = log;
  }

  /** Whether it is there or on its way. */
  get wanted(): boolean {
    return this.#state === "on";
  }

  /** The encoder's process id while there is one. */
  get pid(): number | undefined {
    return this.#encoder?.pid;
  }

  get playable(): boolean {
    return this.wanted && this.timeline.playable;
  }

  /** A run of the source begins; what is written from now on is the same that its packager gets. */
  startRun(sourceHeight: number | null): void {
    if (this.#state === "undecided") this.#decide(sourceHeight ?? 0);
    if (this.#state !== "on") return;
    const isFirst = { fragment: true };
    const encoder: Packager = new Packager(this.#ffmpegPath, smallerRendition(this.#height), {
      init: (bytes) => {
        if (this.#encoder === encoder) this.timeline.startRun(bytes);
      },
      fragment: (fragment) => {
        if (this.#encoder !== encoder) return;
        // Both begin with the same picture, so both have the same dates, however long encoding takes.
        const startedAtMs = this.#source.runStartedAtMs ?? Date.now();
        this.timeline.append(fragment, isFirst.fragment ? startedAtMs + fragment.durationSeconds * 1000 : 0);
        isFirst.fragment = false;
      },
      drain: () => {},
      exit: (reason) => {
        if (this.#encoder !== encoder) return;
        this.#encoder = null;
        if (reason === null) this.timeline.endRun();
        else this.#giveUp(reason);
      },
    });
    encoder.makeWait();
    this.#encoder = encoder;
    this.timeline.continueNumbersOf(this.#source);
  }

  write(bytes: Buffer): void {
    if (!this.#encoder) return;
    this.#encoder.write(bytes);
    if (this.#lagMs > this.#budget.maxLagMs) this.#giveUp("it is too slow");
  }

  /** How far behind its source it is in this run, which it may not have begun to show. */
  get #lagMs(): number {
    const begunAtMs = this.#source.runStartedAtMs;
    if (begunAtMs === null) return 0;
    const own = this.timeline.runStartedAtMs === null ? begunAtMs : this.timeline.newestAtMs!;
    return this.#source.newestAtMs! - own;
  }

  /** The run is over; what was written is still encoded. */
  endRun(): void {
    this.#encoder?.end();
  }

  /** The run was cut off. */
  cutRun(): void {
    const encoder = this.#encoder;
    this.#encoder = null;
    encoder?.kill();
    this.timeline.endRun();
  }

  /** The broadcast is over. */
  end(): void {
    this.timeline.end();
  }

  /** Ready for another broadcast. */
  reset(): void {
    this.cutRun();
    this.timeline.clear();
    if (this.#state === "on") this.#budget.release();
    this.#state = "undecided";
  }

  #decide(sourceHeight: number): void {
    const isOn = sourceHeight >= MIN_SOURCE_HEIGHT && this.#budget.take();
    this.#state = isOn ? "on" : "off";
    this.#height = sourceHeight > 720 ? 480 : 360;
  }

  #giveUp(reason: string): void {
    this.#log(`a smaller rendition is given up: ${reason}`);
    this.cutRun();
    this.timeline.clear();
    this.#budget.release();
    this.#state = "off";
  }
}
