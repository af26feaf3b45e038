type Numbered = { seq: number };

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
