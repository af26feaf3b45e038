import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import type { Piece } from "./archive.ts";
import { mediaFileOf, type SegmentIndex, type StoredSegment } from "./segmentFile.ts";

/** Reads pieces of a video's media file one after another. Rejects when the file is gone or shorter. */
export async function readPieces(folder: string, pieces: readonly Piece[]): Promise<Buffer> {
  const file = await open(mediaFileOf(folder), "r");
  try {
    const whole = Buffer.allocUnsafe(pieces.reduce((sum, { bytes }) => sum + bytes, 0));
    let filled = 0;
    for (const { at, bytes } of pieces) {
      const { bytesRead } = await file.read(whole, filled, bytes, at);
      if (bytesRead < bytes) throw new Error("the media file is shorter than its index says");
      filled += bytes;
    }
    return whole;
  } finally {
    await file.close();
  }
}

/** What a decoder needs for these segments of one run, in the order it needs it. */
export function decodable(index: SegmentIndex, segments: readonly StoredSegment[]): Piece[] {
  const run = index.runs.find(({ number }) => number === segments[0]?.run);
  return run ? [run, ...segments] : [];
}

/** What a decoder begins with, or null when it cannot be read. */
export function readInit(folder: string, { runs: [first] }: SegmentIndex): Buffer | null {
  if (!first) return null;
  try {
    const file = openSync(mediaFileOf(folder), "r");
    try {
      const init = Buffer.alloc(first.bytes);
      return readSync(file, init, 0, first.bytes, first.at) === first.bytes ? init : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/** What the segments take a second, in bits: at most and on average. */
export function storedRates({ segments }: SegmentIndex): { peak: number; average: number } {
  const rates = segments.map(({ bytes, durationSeconds }) => (bytes * 8) / Math.max(durationSeconds, 0.001));
  const seconds = segments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const bits = segments.reduce((sum, { bytes }) => sum + bytes * 8, 0);
  const peak = rates.reduce((most, rate) => Math.max(most, rate), 1);
  return { peak: Math.ceil(peak), average: Math.ceil(bits / Math.max(seconds, 0.001)) };
}
