/** A message that can be heard. */
export interface Spoken {
  messageId: string;
  /** Its number in the channel. */
  seq: number;
  url: string;
  durationS: number;
}

/** With more than so many waiting, the oldest are passed over: who listens wants to be where the chat is. */
const MOST_WAITING = 4;

/**
 * What is to be played next: the first of those that came after `since` and were not played yet, in the order of the chat. One
 * that was spoken later than the one after it is played all the same.
 */
export function nextToPlay(
  spoken: readonly Spoken[],
  since: number,
  played: ReadonlySet<string>,
): Spoken | null {
  const waiting = spoken.filter(({ seq, messageId }) => seq > since && !played.has(messageId));
  return waiting.slice(-MOST_WAITING)[0] ?? null;
}

/** The number of the newest message that can be heard, from which on one listens; before all when there is none. */
export const newestSeq = (spoken: readonly Spoken[]): number => spoken.at(-1)?.seq ?? -1;
