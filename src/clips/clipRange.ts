/** What the API takes: so many seconds, at least and at most. */
export const MIN_CLIP_S = 5;
export const MAX_CLIP_S = 60;

/** So much of the time line is shown to choose from. */
const VIEW_S = 180;

/** A part of a time line, in seconds. */
export interface Range {
  startS: number;
  endS: number;
}

/** The stretch to choose from: around a second, within what there is. */
export function viewAround(second: number, durationS: number): Range {
  const startS = Math.max(0, Math.min(second - VIEW_S / 2, durationS - VIEW_S));
  return { startS: Math.floor(startS), endS: Math.ceil(Math.min(durationS, startS + VIEW_S)) };
}

/** What is suggested first: the half minute that has just been seen. */
export function suggestAt(second: number, durationS: number): Range {
  const endS = Math.floor(Math.min(Math.max(second, MIN_CLIP_S), durationS));
  return { startS: Math.max(0, endS - 30), endS };
}

/** Moves the beginning; the end gives way where the clip would become too short or too long. */
export function withStart({ endS }: Range, startS: number, within: Range): Range {
  const start = clamp(startS, within.startS, within.endS - MIN_CLIP_S);
  return { startS: start, endS: clamp(endS, start + MIN_CLIP_S, Math.min(start + MAX_CLIP_S, within.endS)) };
}

/** Moves the end; the beginning gives way. */
export function withEnd({ startS }: Range, endS: number, within: Range): Range {
  const end = clamp(endS, within.startS + MIN_CLIP_S, within.endS);
  return { startS: clamp(startS, Math.max(end - MAX_CLIP_S, within.startS), end - MIN_CLIP_S), endS: end };
}

/** A highlight as a clip: from its beginning, as much of it as fits. */
export function rangeOfHighlight({ startS, endS }: Range, durationS: number): Range {
  const end = Math.min(Math.max(endS, startS + MIN_CLIP_S), startS + MAX_CLIP_S, durationS);
  return { startS: Math.max(0, Math.min(startS, end - MIN_CLIP_S)), endS: end };
}

const clamp = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), Math.max(least, most));
