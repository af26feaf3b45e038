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
