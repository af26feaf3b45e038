import type { Fragment } from "./fragments.ts";
import { changesOfRun, type ListedSegment, playlistText, targetOf } from "./playlistText.ts";
import { bytesOf, isLongEnough, isLongEnoughToBegin, mediaOf, ratesOf, type Segment } from "./segments.ts";
import { Waiters } from "./waiters.ts";

type Run = { number: number; init: Buffer };

/** Where in the playlist a viewer wants to be: a segment, or one part of it. */
export type PlaylistPosition = { sequence: number; part: number | null };

/** Hears what happens, to keep it. */
export type TimelineListener = {
  runStarted(run: number, init: Buffer): void;
  segmentCompleted(segment: ListedSegment, media: Buffer): void;
};

export type PlaylistWish = {
  /** Answers the segments from before those that are kept, oldest first, without a gap to them. */
  archive?: () => readonly ListedSegment[];
  /** Only what is new to a player that has the rest already. */
  skip?: boolean;
};

const LISTED_SEGMENTS = 6;
/** Segments stay readable for a while after they left the playlist: a player may be about to ask for them. */
const KEPT_SEGMENTS = 12;
const MAX_KEPT_BYTES = 96 * 1024 * 1024;
/** Parts are listed near the live edge only. */
const SEGMENTS_WITH_PARTS = 2;
const SHORTEST_PART_TARGET_SECONDS = 0.3;
/** What a playlist that goes back to the start lists at most; then it begins to slide. */
export const MAX_LISTED_SEGMENTS = 7200;

/**
 * The recent past of one live input, kept in memory: media segments, their low-latency parts, and the HLS playlist
 * that lists them. A new push of the same input starts a new run, which the playlist marks as a discontinuity; media
 * sequence numbers go on, so a player that stayed simply continues.
 *
 * It does not keep anything on disk; whoever does hears of each segment once it is complete.
 */
export class Timeline {
  readonly #listener: TimelineListener | null;
  #runs = 0;
  #run: Run | null = null;
  #segments: Segment[] = [];
  #nextSequence = 0;
  /** Counts changes of what the playlists say. */
  #version = 0;
  #written = new Map<string, { version: number; text: string }>();
  /** Runs that have a segment: what players count as discontinuities. */
  #discontinuities = 0;
  #runStartedAtMs = 0;
  #ended = false;
  /** Media from before this sequence number was for others, and is not listed. */
  #opensAt = 0;
  readonly #waiters = new Waiters();

  constructor(listener: TimelineListener | null = null) {
    this.#listener = listener;
  }

  /** Begins a new run; the fragments that follow belong to it. */
  startRun(init: Buffer): void {
    this.#closeSegment();
    if (this.#ended) {
      this.#segments = [];
      this.#opensAt = 0;
    }
    this.#ended = false;
    this.#run = { number: ++this.#runs, init };
    this.#listener?.runStarted(this.#run.number, init);
    this.#version++;
  }

  /** Before a run that another timeline begins, too: segments and discontinuities are to have the same numbers in both. */
  continueNumbersOf(other: Timeline): void {
    this.#nextSequence = Math.max(this.#nextSequence, other.#nextSequence);
    this.#discontinuities = Math.max(this.#discontinuities, other.#discontinuities);
  }

  /** Adds the next fragment of the current run. `nowMs` is when it arrived. */
  append(fragment: Fragment, nowMs: number): void {
    if (!this.#run) throw new Error("a fragment came before its run was started");
    const open = this.#openSegment();
    if (!open || isLongEnough(open, fragment)) this.#startSegment(this.#run, nowMs, fragment);
    const segment = this.#segments.at(-1)!;
    const last = segment.parts.at(-1);
    segment.parts.push({ ...fragment, offsetBytes: last ? last.offsetBytes + last.bytes.length : 0 });
    segment.durationSeconds += fragment.durationSeconds;
    if (!this.playable && isLongEnoughToBegin(segment)) this.#closeSegment();
    this.#wake();
  }

  /** The push is over for now: what is there becomes complete, and a player waits for what may follow. */
  endRun(): void {
    this.#closeSegment();
    this.#run = null;
    this.#wake();
  }

  /** Nothing will follow: the playlist gets its end mark. A later run starts an empty playlist. */
  end(): void {
    this.endRun();
    this.#ended = true;
    this.#wake();
  }

  /** Whoever comes from now on sees nothing of what was before: it was shown to fewer. */
  openFromNow(): void {
    if (this.#segments.length === 0) return;
    this.#closeSegment();
    this.#opensAt = this.#nextSequence;
    this.#wake();
  }

  /** The first sequence number that is listed by now; 0 while all of it is. */
  get opensAt(): number {
    return this.#opensAt;
  }

  /** Drops all media. */
  clear(): void {
    this.end();
    this.#segments = [];
    this.#opensAt = 0;
    this.#written.clear();
  }

  /** Whether at least one whole segment can be fetched. */
  get playable(): boolean {
    return this.#segments.some(({ complete, sequence }) => complete && sequence >= this.#opensAt);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get keptBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + bytesOf(segment), 0);
  }

  /** The sequence number of the oldest media that is kept; the archive goes up to there. */
  get oldestSequence(): number {
    return this.#segments[0]?.sequence ?? this.#nextSequence;
  }

  /** The date at the end of the newest part, or null while there is none. */
  get newestAtMs(): number | null {
    const last = this.#segments.at(-1);
    return last ? last.startedAtMs + last.durationSeconds * 1000 : null;
  }

  /** The date at the start of the current run, or null while it has no media. */
  get runStartedAtMs(): number | null {
    return this.#run && this.#segments.at(-1)?.run === this.#run.number ? this.#runStartedAtMs : null;
  }

  /** What the complete segments take, at most and on average. */
  get bitsPerSecond(): { peak: number; average: number } {
    return ratesOf(this.#segments);
  }

  /** What the current run began with. */
  get runInit(): Buffer | null {
    return this.#run?.init ?? this.#segments.at(-1)?.init ?? null;
  }

  /** The media playlist, or null while there is nothing to play. Written once for all who ask for the same. */
  playlist({ archive, skip = false }: PlaylistWish = {}): string | null {
    if (!this.playable) return null;
    const name = archive ? `archive ${skip}` : "live";
    const written = this.#written.get(name);
    if (written?.version === this.#version) return written.text;
    const text = this.#write(archive?.(), skip);
    this.#written.set(name, { version: this.#version, text });
    return text;
  }

  /** The bytes behind a name from the playlist, or null. Names are looked up, never turned into a path. */
  file(name: string): Buffer | null {
    const match = /^(?:init-(\d{1,9})\.mp4|seg-(\d{1,9})\.m4s|part-(\d{1,9})-(\d{1,4})\.m4s)$/.exec(name);
    if (!match) return null;
    const [, init, whole, partOf, part] = match;
    if (init !== undefined) return this.#findInit(Number(init));
    const segment = this.#segments.find(({ sequence }) => sequence === Number(whole ?? partOf));
    if (!segment) return null;
    if (part !== undefined) return segment.parts[Number(part)]?.bytes ?? null;
    return segment.complete ? mediaOf(segment) : null;
  }

  /** The newest complete segment that a decoder can start with, and its initialisation, for a thumbnail. */
  newest(): Buffer | null {
    const segment = this.#segments.findLast(
      ({ complete, independent, sequence }) => complete && independent && sequence >= this.#opensAt,
    );
    return segment ? Buffer.concat([segment.init, mediaOf(segment)]) : null;
  }

  /** Whether a viewer may wait for this position: it is at most one segment beyond the newest. */
  mayWaitFor({ sequence }: PlaylistPosition): boolean {
    return sequence <= this.#nextSequence + 1;
  }

  /** Resolves once the position is in the playlist, when the stream ends, or just before a player would give up. */
  async waitFor(position: PlaylistPosition): Promise<void> {
    await this.#waiters.wait(() => this.#ended || this.#has(position), this.#patienceMs);
  }

  #write(archive: readonly ListedSegment[] | undefined, skip: boolean): string {
    const isOpen = ({ sequence }: { sequence: number }) => sequence >= this.#opensAt;
    const recent = this.#segments.slice(archive ? 0 : -(LISTED_SEGMENTS + 1)).filter(isOpen);
    const firstWithParts = this.#segments.length - 1 - SEGMENTS_WITH_PARTS;
    const edge = this.#segments[Math.max(0, firstWithParts)]!.sequence;
    const older = archive?.filter(isOpen).slice(-Math.max(1, MAX_LISTED_SEGMENTS - recent.length)) ?? [];
    const segments = [
      ...older,
      ...recent.map((segment) =>
        segment.sequence < edge || this.#ended ? { ...segment, parts: [] } : segment,
      ),
    ];
    const slides = archive !== undefined && (older.length < archive.length || this.#opensAt > 0);
    return playlistText({
      segments,
      targetSeconds: targetOf(archive ? segments : this.#segments),
      discontinuitySequence: this.#discontinuities - changesOfRun(segments),
      ended: this.#ended,
      runEnded: segments.at(-1)!.run !== this.#run?.number,
      partTargetSeconds: this.#partTargetSeconds,
      ...(archive && { skip: skip ? "wanted" : "possible", ...(!slides && { type: "EVENT" }) }),
    });
  }

  get #partTargetSeconds(): number {
    const durations = this.#segments.flatMap(({ parts }) =>
      parts.map(({ durationSeconds }) => durationSeconds),
    );
    return Math.max(SHORTEST_PART_TARGET_SECONDS, ...durations);
  }

  /** hls.js gives a blocking reload the longer of three parts and 0.8 segments before it counts as lost. */
  get #patienceMs(): number {
    return 850 * Math.max(this.#partTargetSeconds * 3, targetOf(this.#segments) * 0.8);
  }

  #has({ sequence, part }: PlaylistPosition): boolean {
    const newest = this.#segments.at(-1);
    if (!newest || newest.sequence < sequence) return false;
    if (newest.sequence > sequence || newest.complete) return true;
    return part !== null && newest.parts.length > part;
  }

  #openSegment(): Segment | null {
    const last = this.#segments.at(-1);
    return last && !last.complete ? last : null;
  }

  #startSegment(run: Run, nowMs: number, first: Fragment): void {
    const previous = this.#segments.at(-1);
    this.#closeSegment();
    const startsRun = previous?.run !== run.number;
    // Within a run the clock follows the media, so that jitter of the network does not show in the dates.
    const startedAtMs = startsRun
      ? nowMs - first.durationSeconds * 1000
      : previous!.startedAtMs + previous!.durationSeconds * 1000;
    if (startsRun) {
      this.#discontinuities++;
      this.#runStartedAtMs = startedAtMs;
    }
    this.#segments.push({
      sequence: this.#nextSequence++,
      run: run.number,
      init: run.init,
      startedAtMs,
      durationSeconds: 0,
      independent: first.independent,
      parts: [],
      complete: false,
    });
    this.#forgetOldSegments();
  }

  #closeSegment(): void {
    const segment = this.#openSegment();
    if (!segment) return;
    segment.complete = true;
    this.#listener?.segmentCompleted(segment, mediaOf(segment));
  }

  #forgetOldSegments(): void {
    let bytes = this.keptBytes;
    while (this.#segments.length > KEPT_SEGMENTS || (bytes > MAX_KEPT_BYTES && this.#segments.length > 2))
      bytes -= bytesOf(this.#segments.shift()!);
  }

  #findInit(number: number): Buffer | null {
    if (this.#run?.number === number) return this.#run.init;
    return this.#segments.find(({ run }) => run === number)?.init ?? null;
  }

  #wake(): void {
    this.#version++;
    this.#waiters.wake();
  }
}
