/** A message of a replay, as far as its place in time goes. */
type Timed = { atS: number };

/** People look at the time line and at the words by turns; a message may come a little before its second. */
const EARLY_S = 0.5;

/** What has been said up to a second. */
export function saidUntil<Message extends Timed>(messages: readonly Message[], second: number): Message[] {
  return messages.filter(({ atS }) => atS <= second + EARLY_S);
}

/** Whether the picture has jumped rather than played on, so that other pages of the chat are wanted. */
export function isJump(before: number, after: number): boolean {
  return after < before - 1 || after > before + 5;
}

/** The page to look at next: on to the following one as soon as its first message is said. */
export function pageAt<Message extends Timed>(
  page: number,
  following: readonly Message[] | null,
  second: number,
): number {
  const [first] = following ?? [];
  return first && first.atS <= second + EARLY_S ? page + 1 : page;
}
