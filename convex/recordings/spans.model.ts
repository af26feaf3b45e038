import type { Infer } from "convex/values";
import type { vSpan } from "./schema";

/**
 * The clock of a recording against that of the wall. A video knows nothing of the time in which no encoder was there, so
 * its seconds are counted along the spans only. Spans are in order and do not overlap; the first one is the beginning.
 */
export type Span = Infer<typeof vSpan>;

/** More reconnects than this are counted as one span: the clock then runs ahead of the picture by the gaps. */
export const MAX_SPANS = 500;

/** How many seconds of video there are up to a moment. What happens in a gap happens at its seam. */
export function offsetAt(spans: readonly Span[], at: number): number {
  let passed = 0;
  for (const { from, to } of spans) {
    if (at <= from) break;
    passed += Math.min(at, to ?? at) - from;
  }
  return passed / 1000;
}

/** The moment at which a second of the video was on air. Beyond the end it is counted on from there. */
export function momentAt(spans: readonly Span[], offsetS: number): number {
  let left = Math.max(0, offsetS) * 1000;
  for (const [i, { from, to }] of spans.entries()) {
    const length = to === null || i === spans.length - 1 ? Number.POSITIVE_INFINITY : to - from;
    if (left < length) return from + left;
    left -= length;
  }
  return left;
}

/** The encoder is back, or there for the first time. */
export function opened(spans: readonly Span[], at: number): Span[] {
  const last = spans.at(-1);
  if (last && (last.to === null || spans.length >= MAX_SPANS)) {
    return [...spans.slice(0, -1), { ...last, to: null }];
  }
  return [...spans, { from: last ? Math.max(at, last.to ?? at) : at, to: null }];
}

/** The encoder has gone away. A second word of it changes nothing. */
export function closed(spans: readonly Span[], at: number): Span[] {
  const last = spans.at(-1);
  if (last?.to !== null || last === undefined) return [...spans];
  return [...spans.slice(0, -1), { ...last, to: Math.max(at, last.from) }];
}
