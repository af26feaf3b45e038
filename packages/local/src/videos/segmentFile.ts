import { readFileSync, statSync, truncateSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { ListedSegment } from "../media/playlistText.ts";

/** Where the initialisation of a run lies; the segments up to the next one need it. */
export type StoredRun = { number: number; at: number; bytes: number };

/** A segment, and where it lies. */
export type StoredSegment = ListedSegment & {
  at: number;
  bytes: number;
  /** Seconds from the start of the video. */
  startsAt: number;
};

/** Everything that can be read of a video. Segments are in order, and their sequence numbers have no gaps. */
export type SegmentIndex = { runs: StoredRun[]; segments: StoredSegment[]; bytes: number };

const MEDIA_FILE = "media.bin";
const INDEX_FILE = "index.jsonl";
/** What a loss of power may cost; a process that is killed loses nothing that was written. */
const SYNC_EVERY_MS = 5000;
/** A disk that lags this far behind will not catch up. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

export const mediaFileOf = (folder: string) => join(folder, MEDIA_FILE);

export function findSegment({ segments }: SegmentIndex, sequence: number): StoredSegment | undefined {
  return segments[sequence - (segments[0]?.sequence ?? 0)];
}

/** The segment that is on screen at a time, or undefined beyond the end. */
export function segmentAt({ segments }: SegmentIndex, seconds: number): StoredSegment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { startsAt, durationSeconds } = segments[middle]!;
    if (startsAt + durationSeconds <= seconds) low = middle + 1;
    else high = middle;
  }
  return segments[low];
}

export function durationOf({ segments }: SegmentIndex): number {
  const last = segments.at(-1);
  return last ? last.startsAt + last.durationSeconds : 0;
}

/**
 * Writes a video as it comes: the media one after another in one file, and a line of JSON in a second one for each piece
 * that is there completely. So whatever interrupts it, the lines tell what can be played.
 */
export class SegmentWriter {
  readonly index: SegmentIndex = { runs: [], segments: [], bytes: 0 };
  readonly #files: Promise<[media: FileHandle, lines: FileHandle]>;
  #queue: Promise<void> = Promise.resolve();
  #waitingBytes = 0;
  #syncedAtMs = Date.now();
  #failure: Error | null = null;
  #closed: Promise<void> | null = null;

  /** Begins a video in an empty folder. */
  constructor(folder: string) {
    const files = [MEDIA_FILE, INDEX_FILE].map((name) => open(join(folder, name), "wx"));
    this.#files = Promise.all(files) as Promise<[FileHandle, FileHandle]>;
    // Whoever writes first hears of it.
    this.#files.catch(() => {});
  }

  /** What went wrong, when nothing can be written any more. */
  get failure(): Error | null {
    return this.#failure;
  }

  startRun(number: number, init: Buffer): void {
    this.#append(init, (at) => {
      this.index.runs.push({ number, at, bytes: init.length });
      return { run: number, at, bytes: init.length };
    });
  }

  append(segment: ListedSegment, media: Buffer): void {
    this.#append(media, (at) => {
      const { sequence, run, durationSeconds, startedAtMs, independent } = segment;
      const line = { sequence, run, durationSeconds, startedAtMs, independent, at, bytes: media.length };
      enterSegment(this.index, line);
      return line;
    });
  }

  /** Resolves once everything is on disk, or cannot be. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#queue;
    try {
      await this.#sync();
      for (const file of await this.#files) await file.close();
    } catch (error) {
      this.#failure ??= error as Error;
    }
  }

  #append(bytes: Buffer, enter: (at: number) => object): void {
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#failure ??= new Error("the disk is too slow");
    this.#queue = this.#queue
      .then(async () => {
        if (this.#failure) return;
        const [file, lines] = await this.#files;
        const at = this.index.bytes;
        await writeWhole(file, bytes, at);
        this.index.bytes = at + bytes.length;
        await lines.appendFile(`${JSON.stringify(enter(at))}\n`);
        if (Date.now() - this.#syncedAtMs >= SYNC_EVERY_MS) await this.#sync();
      })
      .catch((error: Error) => {
        this.#failure ??= error;
      })
      .finally(() => {
        this.#waitingBytes -= bytes.length;
      });
  }

  async #sync(): Promise<void> {
    this.#syncedAtMs = Date.now();
    for (const file of await this.#files) await file.datasync();
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/**
 * Reads what was written, up to the first line that is torn or speaks of media that is not there. What follows is cut
 * off, so that the files say the same from then on.
 */
export function readIndex(folder: string): SegmentIndex {
  const index: SegmentIndex = { runs: [], segments: [], bytes: 0 };
  let text: string;
  let size: number;
  try {
    text = readFileSync(join(folder, INDEX_FILE), "utf8");
    size = statSync(join(folder, MEDIA_FILE)).size;
  } catch {
    return index;
  }
  let goodLength = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    if (!enterLine(index, line, size)) break;
    goodLength += line.length + 1;
  }
  if (goodLength < text.length) truncateSync(join(folder, INDEX_FILE), goodLength);
  if (index.bytes < size) truncateSync(join(folder, MEDIA_FILE), index.bytes);
  return index;
}

type SegmentLine = Pick<
  StoredSegment,
  "sequence" | "run" | "durationSeconds" | "startedAtMs" | "independent" | "at" | "bytes"
>;
type Line = Partial<SegmentLine> & { run: number; at: number; bytes: number };

function enterLine(index: SegmentIndex, text: string, size: number): boolean {
  let line: Line | null;
  try {
    line = JSON.parse(text) as Line | null;
  } catch {
    return false;
  }
  if (!line) return false;
  const { run, at, bytes } = line;
  if (at !== index.bytes || !(bytes > 0) || at + bytes > size) return false;
  if (line.sequence === undefined) index.runs.push({ number: run, at, bytes });
  else if (isWhole(line) && index.runs.at(-1)?.number === run) enterSegment(index, line);
  else return false;
  index.bytes = at + bytes;
  return true;
}

function isWhole(line: Line): line is SegmentLine {
  return Number(line.durationSeconds) > 0 && Number.isFinite(line.startedAtMs);
}

/** Shared by all that are stored: parts are for the live edge. */
const NO_PARTS: [] = [];

function enterSegment(index: SegmentIndex, line: SegmentLine): void {
  index.segments.push({ ...line, startsAt: durationOf(index), complete: true, parts: NO_PARTS });
}
