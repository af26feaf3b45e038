import type { Fragment } from "./fragments.ts";

type Run = { number: number; init: Buffer };
type Part = Fragment & { offsetBytes: number };
type Segment = {
  sequence: number;
  run: Run;
  startsRun: boolean;
  startedAtMs: number;
  durationSeconds: number;
  parts: Part[];
  complete: boolean;
};

/** Where in the playlist a viewer wants to be: a segment, or one part of it. */
export type PlaylistPosition = { sequence: number; part: number | null };

/** Segments end at the first key frame after this much media. */
const SEGMENT_SECONDS = 0.9;
/** A stream without key frames is cut anyway, so that one segment never grows without bound. */
const MAX_SEGMENT_SECONDS = 12;
const LISTED_SEGMENTS = 6;
/** Segments stay readable for a while after they left the playlist: a player may be about to ask for them. */
const KEPT_SEGMENTS = 12;
const MAX_KEPT_BYTES = 96 * 1024 * 1024;
/** Parts are listed near the live edge only. */
const SEGMENTS_WITH_PARTS = 2;
const SHORTEST_PART_TARGET_SECONDS = 0.3;

/**
 * The recent past of one live input, kept in memory: media segments, their low-latency parts, and the HLS playlist
 * that lists them. A new push of the same input starts a new run, which the playlist marks as a discontinuity; media
 * sequence numbers go on, so a player that stayed simply continues.
 *
 * It does not keep anything on disk, and nothing survives a restart.
 */
export class Timeline {
  #runs = 0;
  #run: Run | null = null;
  #segments: Segment[] = [];
  #nextSequence = 0;
  #discontinuitySequence = 0;
  #ended = false;
  readonly #waiting = new Set<() => void>();

  /** Begins a new run; the fragments that follow belong to it. */
  startRun(init: Buffer): void {
    this.#closeSegment();
    if (this.#ended) this.#forgetSegments();
    this.#ended = false;
    this.#run = { number: ++this.#runs, init };
  }

  /** Adds the next fragment of the current run. `nowMs` is when it arrived. */
  append(fragment: Fragment, nowMs: number): void {
    if (!this.#run) throw new Error("a fragment came before its run was started");
    const open = this.#openSegment();
    const longEnough = open && open.durationSeconds >= SEGMENT_SECONDS && fragment.independent;
    if (!open || longEnough || open.durationSeconds >= MAX_SEGMENT_SECONDS)
      this.#startSegment(this.#run, nowMs, fragment);
    const segment = this.#segments.at(-1)!;
    const last = segment.parts.at(-1);
    segment.parts.push({ ...fragment, offsetBytes: last ? last.offsetBytes + last.bytes.length : 0 });
    segment.durationSeconds += fragment.durationSeconds;
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

  /** Drops all media. */
  clear(): void {
    this.end();
    this.#forgetSegments();
  }

  /** Whether at least one whole segment can be fetched. */
  get playable(): boolean {
    return this.#segments.some((segment) => segment.complete);
  }

  get keptBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + bytesOf(segment), 0);
  }

  /** The media playlist, or null while there is nothing to play. */
  playlist(): string | null {
    if (!this.playable) return null;
    const listed = this.#segments.slice(-(LISTED_SEGMENTS + 1));
    const withPartsFrom = listed.length - 1 - SEGMENTS_WITH_PARTS;
    const lines = this.#header(listed);
    let run: Run | null = null;
    listed.forEach((segment, index) => {
      if (segment.startsRun && index > 0) lines.push("#EXT-X-DISCONTINUITY");
      if (segment.run !== run) lines.push(`#EXT-X-MAP:URI="../segments/init-${segment.run.number}.mp4"`);
      run = segment.run;
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startedAtMs).toISOString()}`);
      if (index >= withPartsFrom && !this.#ended)
        lines.push(...segment.parts.map((part, at) => partLine(segment, part, at)));
      if (segment.complete) {
        lines.push(
          `#EXTINF:${segment.durationSeconds.toFixed(5)},`,
          `../segments/seg-${segment.sequence}.m4s`,
        );
      }
    });
    if (this.#ended) lines.push("#EXT-X-ENDLIST");
    // Said before the next run begins: a player that has placed its next segment cannot move it to another run later.
    else if (listed.at(-1)!.run !== this.#run) lines.push("#EXT-X-DISCONTINUITY");
    return `${lines.join("\n")}\n`;
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
    return segment.complete ? Buffer.concat(segment.parts.map(({ bytes }) => bytes)) : null;
  }

  /** The newest complete segment with its initialisation, for a thumbnail. */
  newest(): Buffer | null {
    const segment = this.#segments.findLast(({ complete, parts }) => complete && parts[0]?.independent);
    return segment ? Buffer.concat([segment.run.init, ...segment.parts.map(({ bytes }) => bytes)]) : null;
  }

  /** Whether a viewer may wait for this position: it is at most one segment beyond the newest. */
  mayWaitFor({ sequence }: PlaylistPosition): boolean {
    return sequence <= this.#nextSequence + 1;
  }

  /** Resolves once the position is in the playlist, when the stream ends, or just before a player would give up. */
  async waitFor(position: PlaylistPosition): Promise<void> {
    if (this.#ended || this.#has(position)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, this.#patienceMs);
      const check = () => {
        if (this.#ended || this.#has(position)) done();
      };
      this.#waiting.add(check);
      const waiting = this.#waiting;
      function done() {
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      }
    });
  }

  /** From what is kept, so that one hiccup of the encoder does not set the delay of every later viewer. */
  get #targetSeconds(): number {
    return Math.max(1, ...this.#segments.map(({ durationSeconds }) => Math.round(durationSeconds)));
  }

  get #partTargetSeconds(): number {
    const durations = this.#segments.flatMap(({ parts }) =>
      parts.map(({ durationSeconds }) => durationSeconds),
    );
    return Math.max(SHORTEST_PART_TARGET_SECONDS, ...durations);
  }

  /** hls.js gives a blocking reload the longer of three parts and 0.8 segments before it counts as lost. */
  get #patienceMs(): number {
    return 850 * Math.max(this.#partTargetSeconds * 3, this.#targetSeconds * 0.8);
  }

  #has({ sequence, part }: PlaylistPosition): boolean {
    const newest = this.#segments.at(-1);
    if (!newest || newest.sequence < sequence) return false;
    if (newest.sequence > sequence || newest.complete) return true;
    return part !== null && newest.parts.length > part;
  }

  #header(listed: Segment[]): string[] {
    const lines = ["#EXTM3U", "#EXT-X-VERSION:9", `#EXT-X-TARGETDURATION:${this.#targetSeconds}`];
    if (!this.#ended) {
      const partTarget = Math.ceil(this.#partTargetSeconds * 1000) / 1000;
      lines.push(
        `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(partTarget * 3).toFixed(3)}`,
        `#EXT-X-PART-INF:PART-TARGET=${partTarget.toFixed(3)}`,
      );
    }
    const first = listed[0]!;
    const gone = this.#segments.filter(
      (segment) => segment.sequence <= first.sequence && segment.startsRun,
    ).length;
    lines.push(
      `#EXT-X-MEDIA-SEQUENCE:${first.sequence}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${this.#discontinuitySequence + gone}`,
    );
    if (listed.every((segment) => segment.parts[0]?.independent)) lines.push("#EXT-X-INDEPENDENT-SEGMENTS");
    return lines;
  }

  #openSegment(): Segment | null {
    const last = this.#segments.at(-1);
    return last && !last.complete ? last : null;
  }

  #startSegment(run: Run, nowMs: number, first: Fragment): void {
    const previous = this.#segments.at(-1);
    this.#closeSegment();
    const startsRun = previous?.run !== run;
    // Within a run the clock follows the media, so that jitter of the network does not show in the dates.
    const startedAtMs = startsRun
      ? nowMs - first.durationSeconds * 1000
      : previous!.startedAtMs + previous!.durationSeconds * 1000;
    const sequence = this.#nextSequence++;
    this.#segments.push({
      sequence,
      run,
      startsRun,
      startedAtMs,
      durationSeconds: 0,
      parts: [],
      complete: false,
    });
    this.#forgetOldSegments();
  }

  #closeSegment(): void {
    const segment = this.#openSegment();
    if (segment) segment.complete = true;
  }

  #forgetOldSegments(): void {
    let bytes = this.keptBytes;
    while (this.#segments.length > KEPT_SEGMENTS || (bytes > MAX_KEPT_BYTES && this.#segments.length > 2)) {
      const oldest = this.#segments.shift()!;
      if (oldest.startsRun) this.#discontinuitySequence++;
      bytes -= bytesOf(oldest);
    }
  }

  #forgetSegments(): void {
    this.#discontinuitySequence += this.#segments.filter(({ startsRun }) => startsRun).length;
    this.#segments = [];
  }

  #findInit(number: number): Buffer | null {
    if (this.#run?.number === number) return this.#run.init;
    return this.#segments.find(({ run }) => run.number === number)?.run.init ?? null;
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }
}

function bytesOf(segment: Segment): number {
  const last = segment.parts.at(-1);
  return last ? last.offsetBytes + last.bytes.length : 0;
}

function partLine(segment: Segment, part: Part, at: number): string {
  const independent = part.independent ? ",INDEPENDENT=YES" : "";
  return `#EXT-X-PART:DURATION=${part.durationSeconds.toFixed(5)},URI="../segments/part-${segment.sequence}-${at}.m4s"${independent}`;
}
