/** Where a scrolled list stands, in pixels. */
export type ScrollPosition = { offset: number; viewport: number; size: number };

/** This close to the end counts as being there: less than one line of chat. */
const END_TOLERANCE_PX = 24;

/** This close to an edge, messages beyond it are asked for, so that they are there before the reader is. */
const REACH_PX = 800;

export function isAtEnd({ offset, viewport, size }: ScrollPosition): boolean {
  return size - viewport - offset <= END_TOLERANCE_PX;
}

export function isNearStart({ offset }: ScrollPosition): boolean {
  return offset < REACH_PX;
}

export function isNearEnd({ offset, viewport, size }: ScrollPosition): boolean {
  return size - viewport - offset < REACH_PX;
}

/**
 * Whether the list follows the newest message. Reaching the end starts it; only a reader who moves up ends it. Rows
 * that come, go, or turn out taller or shorter than expected move the list as well, and change nothing: `byReader`
 * tells the two apart.
 */
export function nextFollowing(
  following: boolean,
  before: ScrollPosition,
  after: ScrollPosition,
  byReader: boolean,
): boolean {
  if (isAtEnd(after)) return true;
  const movedUp = after.offset < before.offset - 1;
  return movedUp && byReader ? false : following;
}

/** How many messages have come since the reader last stood at the end. */
export function unseenCount(newestSeq: number | null, seenSeq: number | null): number {
  if (newestSeq === null || seenSeq === null) return 0;
  return Math.max(0, newestSeq - seenSeq);
}
