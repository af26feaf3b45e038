import type { Fragment } from "./fragments.ts";
import type { ListedSegment } from "./playlistText.ts";

/** A segment with its media, in parts. */
export type Segment = ListedSegment & { init: Buffer };

/** Segments end at the first key frame after this much media. */
const SEGMENT_SECONDS = 0.9;
/** The first one of all ends sooner, at a key frame or not: until then there is nothing to play. */
const FIRST_SEGMENT_SECONDS = 0.25;
/** A stream without key frames is cut anyway, so that one segment never grows without bound. */
const MAX_SEGMENT_SECONDS = 12;

/** Whether a segment ends before this fragment. */
export function isLongEnough({ durationSeconds }: Segment, next: Fragment): boolean {
  return (durationSeconds >= SEGMENT_SECONDS && next.independent) || durationSeconds >= MAX_SEGMENT_SECONDS;
}

/** Whether the first segment of all may end now. */
export function isLongEnoughToBegin({ durationSeconds }: Segment): boolean {
  return durationSeconds >= FIRST_SEGMENT_SECONDS;
}

export function bytesOf({ parts }: Segment): number {
  const last = parts.at(-1);
  return last ? last.offsetBytes + last.bytes.length : 0;
}

export function mediaOf({ parts }: Segment): Buffer {
  return Buffer.concat(parts.map(({ bytes }) => bytes));
}

/** What the complete ones take a second, in bits: at most and on average. */
export function ratesOf(segments: readonly Segment[]): { peak: number; average: number } {
  const whole = segments.filter(({ complete }) => complete);
  const rates = whole.map((segment) => (bytesOf(segment) * 8) / segment.durationSeconds);
  const seconds = whole.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const bits = whole.reduce((sum, segment) => sum + bytesOf(segment) * 8, 0);
  return { peak: Math.ceil(Math.max(1, ...rates)), average: Math.ceil(bits / Math.max(seconds, 0.001)) };
}
