import type { InView } from "./MessageList";

/** How far a channel was read, and where what is new begins on this visit. */
export interface ReadLine {
  /** The number of the last message that was seen; null for somebody who has never been here. */
  readSeq: number | null;
  /** The first new message; null when nothing is new. It stays where it is while the reader reads on. */
  newFrom: number | null;
  /** Whether the reader has had the first new message on screen. */
  isLineSeen: boolean;
}

/** Somebody comes, or comes back to the page. To whoever has never been here, nothing is new. */
export function arrive(readSeq: number | null, newestSeq: number): ReadLine {
  const newFrom = readSeq !== null && newestSeq > readSeq ? readSeq + 1 : null;
  return { readSeq, newFrom, isLineSeen: newFrom === null };
}

/**
 * The reader looks at a part of the channel. Standing at its end counts as having read everything only once the first
 * new message was on screen too: whoever is put down at the end of a long night has not read the night.
 */
export function look(line: ReadLine, view: InView): ReadLine {
  const { newFrom, readSeq } = line;
  const isLineSeen = line.isLineSeen || (newFrom !== null && view.first <= newFrom && newFrom <= view.last);
  const isRead = isLineSeen && view.isAtEnd && view.last > (readSeq ?? -1);
  if (isLineSeen === line.isLineSeen && !isRead) return line;
  return { newFrom, isLineSeen, readSeq: isRead ? view.last : readSeq };
}

/** The reader says that all of it is read. */
export const settle = (line: ReadLine, newestSeq: number): ReadLine => ({
  readSeq: Math.max(line.readSeq ?? -1, newestSeq),
  newFrom: null,
  isLineSeen: true,
});
