import { EDGE_TOLERANCE_S } from "./liveEdge";

/** What is played: something that happens now, perhaps with all of it so far, or something that is over. */
export type Source = {
  /**
   * Names what is played where its address changes while it plays, because the token in it does: a new address is for the
   * next load then, and does not interrupt. Without a name another address is another thing.
   */
  name?: string;
} & (
  | {
      kind: "live";
      url: string;
      /** The whole broadcast so far, to go back in; null where there is none. */
      rewindUrl: string | null;
      startedAt: number | null;
    }
  | { kind: "recorded"; url: string; startS: number }
);

/** Where playing begins: at what happens now, at a second, or so many seconds behind now. */
export type Cue = { kind: "edge" } | { kind: "second"; s: number } | { kind: "behind"; s: number };

/** The time line as the seek bar draws it, in seconds. */
export interface Timeline {
  position: number;
  duration: number;
}

/** Where the provider gives out the whole of a broadcast that goes on. */
export const rewindUrlOf = (url: string) => `${url}${url.includes("?") ? "&" : "?"}dvrEnabled=true`;

export const firstCue = (source: Source): Cue =>
  source.kind === "live" ? { kind: "edge" } : { kind: "second", s: source.startS };

/** Which playlist a cue plays from: what happens now has a short one, so that it starts fast and stays close. */
export function urlFor(source: Source, cue: Cue): string {
  if (source.kind === "recorded" || cue.kind === "edge") return source.url;
  return source.rewindUrl ?? source.url;
}

/** What is played, told apart from all else: while it stays the same, so does the video. */
export const identityOf = (source: Source, cue: Cue): string => source.name ?? urlFor(source, cue);

/** What a wish to be at a second comes to: a jump within what plays, another playlist, or nothing that can be done. */
export type Move = { kind: "jump"; s: number } | { kind: "cue"; cue: Cue } | { kind: "none" };

/**
 * How to get to a second of the time line. Close to now means now; further back, what happens now has to be played from
 * the whole broadcast, which is another playlist.
 */
export function planMove(
  source: Source,
  cue: Cue,
  { position, duration }: Timeline,
  to: number,
  /** Whether there is a video to jump in; until then the wish is where it begins. */
  isLoaded = true,
): Move {
  const target = Math.min(Math.max(0, to), duration);
  if (source.kind === "recorded")
    return isLoaded ? { kind: "jump", s: target } : { kind: "cue", cue: { kind: "second", s: target } };
  const behind = duration - target;
  const isNow = behind <= EDGE_TOLERANCE_S;
  if (cue.kind === "edge") {
    if (isNow) return duration - position <= EDGE_TOLERANCE_S ? { kind: "none" } : { kind: "cue", cue };
    return source.rewindUrl === null ? { kind: "none" } : { kind: "cue", cue: { kind: "behind", s: behind } };
  }
  if (isNow) return { kind: "cue", cue: { kind: "edge" } };
  return isLoaded ? { kind: "jump", s: target } : { kind: "cue", cue: { kind: "behind", s: behind } };
}
