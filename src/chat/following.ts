/** Where a scrolled list stands, in pixels. */
export type ScrollPosition = { offset: number; viewport: number; size: number };

/** This close to the end counts as being there: less than one line of chat. */
const END_TOLERANCE_PX = 24;

/** This close to the start, older messages are asked for, so that they are there before the reader is. */
const START_REACH_PX = 600;

export function isAtEnd({ offset, viewport, size }: ScrollPosition): boolean {
  return size - viewport - offset <= END_TOLERANCE_PX;
}

export function isNearStart({ offset }: ScrollPosition): boolean {
  return offset < START_REACH_PX;
}

/**
 * Whether the list follows the newest message. Reaching the end starts it; only moving up ends it. A list that grows,
 * or rows that turn out taller than expected, move the end away without any doing of the reader's, and change nothing.
 */
export function nextFollowing(following: boolean, before: ScrollPosition, after: ScrollPosition): boolean {
  if (isAtEnd(after)) return true;
  const movedUp = after.offset < before.offset - 1;
  return movedUp ? false : following;
}

/** How many messages have come since the reader last stood at the end. */
export function unseenCount(newestSeq: number | null, seenSeq: number | null): number {
  if (newestSeq === null || seenSeq === null) return 0;
  return Math.max(0, newestSeq - seenSeq);
}
