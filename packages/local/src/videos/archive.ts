import { changesOfRun, playlistText, targetOf } from "../media/playlistText.ts";
import { durationOf, findSegment, type SegmentIndex, segmentAt } from "./segmentFile.ts";

/** A piece of a video's media file. */
export type Piece = { at: number; bytes: number };

/** The whole video as one playlist, or null while there is nothing in it. */
export function videoPlaylist(index: SegmentIndex): string | null {
  return excerpt(index, 0, Number.POSITIVE_INFINITY);
}

/**
 * The part of a video between two times. It begins with the last picture before that can be decoded by itself, and says
 * where playback starts; it ends with the segment that has the last moment in it. Null when there is nothing there.
 */
export function clipPlaylist(index: SegmentIndex, fromSeconds: number, toSeconds: number): string | null {
  return excerpt(index, fromSeconds, toSeconds);
}

function excerpt(index: SegmentIndex, fromSeconds: number, toSeconds: number): string | null {
  const cut = segmentsBetween(index, fromSeconds, toSeconds);
  if (cut.length === 0) return null;
  const startAtSeconds = fromSeconds - cut[0]!.startsAt;
  return playlistText({
    segments: cut,
    targetSeconds: targetOf(cut),
    discontinuitySequence: changesOfRun(index.segments.slice(0, index.segments.indexOf(cut[0]!) + 1)),
    ended: true,
    type: "VOD",
    ...(startAtSeconds > 0 && { startAtSeconds }),
  });
}

/** The segments that are needed to show what lies between two times, beginning with one that can be decoded. */
export function segmentsBetween(index: SegmentIndex, fromSeconds: number, toSeconds: number) {
  const { segments } = index;
  if (fromSeconds >= durationOf(index)) return [];
  let first = segments.indexOf(segmentAt(index, fromSeconds)!);
  while (first > 0 && !segments[first]!.independent && segments[first - 1]!.run === segments[first]!.run)
    first--;
  const last = segmentAt(index, toSeconds);
  let end = last ? segments.indexOf(last) + 1 : segments.length;
  if (last && last.startsAt >= toSeconds) end--;
  return segments.slice(first, end);
}

/** What a name in a playlist stands for, or null. Names are numbers to look up, never a path. */
export function findPiece(index: SegmentIndex, name: string): Piece | null {
  const [, init, segment] = /^(?:init-(\d{1,9})\.mp4|seg-(\d{1,9})\.m4s)$/.exec(name) ?? [];
  if (init !== undefined) return index.runs.find(({ number }) => number === Number(init)) ?? null;
  return segment === undefined ? null : (findSegment(index, Number(segment)) ?? null);
}
