/** Messages of a settled page; the backend's `page` query speaks of the same number. */
export const PAGE_SIZE = 50;

/** Fewer rows than this are not worth a stop on the way up: the next page is asked for as well. */
const SMALL_STEP = 20;

/** While somebody follows the newest message, rows this far above the live tail are let go. */
const KEPT_ABOVE_TAIL = 150;

export type Numbered = { seq: number };

/** The page that holds a message. */
export function pageOf(seq: number): number {
  return Math.floor(seq / PAGE_SIZE);
}

/** The pages that are needed to show everything from `from` up to the live tail, which starts at `tailStart`. */
export function pagesBetween(from: number, tailStart: number): number[] {
  const pages: number[] = [];
  for (let page = pageOf(from); page * PAGE_SIZE < tailStart && from < tailStart; page += 1) pages.push(page);
  return pages;
}

/** Where the timeline starts after one step up. Zero is the first message there ever was. */
export function olderStart(from: number): number {
  if (from <= 0) return 0;
  const start = pageOf(from - 1) * PAGE_SIZE;
  return from - start < SMALL_STEP ? Math.max(0, start - PAGE_SIZE) : start;
}

/** Where the timeline starts for somebody who follows the tail: at the tail, once enough has piled up above it. */
export function trimmedStart(from: number, tailStart: number): number {
  return tailStart - from > KEPT_ABOVE_TAIL ? tailStart : from;
}

/**
 * The messages to show, by seq and without a hole: everything from the newest back to `from`, or back to the first page
 * that is still on its way. `remembered` bridges a page whose messages have just left the tail and are known already.
 */
export function mergeTimeline<Message extends Numbered>(parts: {
  from: number;
  tail: readonly Message[];
  pages: ReadonlyMap<number, readonly Message[]>;
  remembered: ReadonlyMap<number, Message>;
}): Message[] {
  const { from, tail, pages, remembered } = parts;
  const tailStart = tail[0]?.seq ?? 0;
  const above: Message[][] = [];
  for (const page of pagesBetween(from, tailStart).reverse()) {
    const first = Math.max(from, page * PAGE_SIZE);
    const end = Math.min(tailStart, (page + 1) * PAGE_SIZE);
    const loaded = pages.get(page)?.filter((message) => message.seq >= first && message.seq < end);
    const block = loaded ?? recall(remembered, first, end);
    if (block === null) break;
    above.unshift(block);
  }
  return [...above.flat(), ...tail];
}

function recall<Message>(
  remembered: ReadonlyMap<number, Message>,
  first: number,
  end: number,
): Message[] | null {
  const block: Message[] = [];
  for (let seq = first; seq < end; seq += 1) {
    const message = remembered.get(seq);
    if (message === undefined) return null;
    block.push(message);
  }
  return block;
}

/**
 * The list can hold the reader's place when rows change at one end, not at both. When both change at once, this gives
 * the half-way list with only the upper end changed; showing `target` right after completes the step.
 */
export function oneEndAtATime<Message extends Numbered>(
  shown: readonly Message[],
  target: readonly Message[],
): readonly Message[] {
  const [shownFirst, shownLast] = [shown[0]?.seq, shown.at(-1)?.seq];
  const [first, last] = [target[0]?.seq, target.at(-1)?.seq];
  if (shownFirst === undefined || shownLast === undefined || first === undefined || last === undefined)
    return target;
  if (shownFirst === first || shownLast === last) return target;
  const halfWay = target.filter((message) => message.seq <= shownLast);
  return halfWay.length > 0 ? halfWay : target;
}

const GROUP_GAP_MS = 5 * 60_000;

/** How a message stands below the one before it. */
export type Placement = { startsDay: boolean; startsGroup: boolean };

/** A message opens a group of its own when the author, the day or the subject changes, or after a pause. */
export function placeBelow(
  previous: { author: { id: string }; createdAt: number } | undefined,
  message: { author: { id: string }; createdAt: number; replyTo: unknown },
): Placement {
  if (previous === undefined) return { startsDay: true, startsGroup: true };
  const startsDay =
    new Date(previous.createdAt).toDateString() !== new Date(message.createdAt).toDateString();
  const startsGroup =
    startsDay ||
    message.replyTo !== null ||
    previous.author.id !== message.author.id ||
    message.createdAt - previous.createdAt > GROUP_GAP_MS;
  return { startsDay, startsGroup };
}
