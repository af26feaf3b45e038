/** A machine that watches needs no more than a picture every so often. */
export const FRAME_EVERY_MS = 10_000;
/** The frames of the last minute: who looks more rarely than that has missed some. */
const MOST_FRAMES = 6;

export interface Frame {
  at: number;
  url: string;
}

/** The frames of a broadcast up to now, one every ten seconds since it began, the last minute of them; oldest first. */
export function framesOf(frameUrl: string, startedAt: number, now: number): Frame[] {
  const last = Math.floor((now - startedAt) / FRAME_EVERY_MS);
  const count = Math.min(last + 1, MOST_FRAMES);
  return Array.from({ length: Math.max(count, 0) }, (_, i) => {
    const offsetMs = (last - count + 1 + i) * FRAME_EVERY_MS;
    return { at: startedAt + offsetMs, url: `${frameUrl}?time=${offsetMs / 1000}s` };
  });
}
