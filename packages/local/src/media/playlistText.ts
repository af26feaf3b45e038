import type { Fragment } from "./fragments.ts";

/** A part lies behind the parts before it in its segment. */
export type Part = Fragment & { offsetBytes: number };

/** One segment as a playlist lists it. */
export type ListedSegment = {
  sequence: number;
  /** Which initialisation it needs; a segment of another run than the one before follows a discontinuity. */
  run: number;
  durationSeconds: number;
  startedAtMs: number;
  /** Whether a decoder can start here. */
  independent: boolean;
  complete: boolean;
  /** Listed when there are any; only a live edge has them. */
  parts: Part[];
};

export type PlaylistFacts = {
  segments: ListedSegment[];
  targetSeconds: number;
  /** Of the first segment, counted as players count. */
  discontinuitySequence: number;
  /** Nothing will follow. */
  ended: boolean;
  /** What will follow needs another initialisation. */
  runEnded?: boolean;
  /** With low-latency parts of up to so many seconds, and blocking reload. */
  partTargetSeconds?: number;
  type?: "EVENT" | "VOD";
  /** A player that has the older part of a long playlist already may be told only the newer one. */
  skip?: "possible" | "wanted";
  /** Where in the list playback begins, in seconds. */
  startAtSeconds?: number;
};

/** RFC 8216bis wants six target durations at least. */
const TARGETS_NEVER_SKIPPED = 6;

/** A media playlist (RFC 8216bis). Media lies in `../segments/`, under names made of numbers. */
export function playlistText(facts: PlaylistFacts): string {
  const { segments, ended, type, startAtSeconds } = facts;
  const lines = ["#EXTM3U", "#EXT-X-VERSION:9", `#EXT-X-TARGETDURATION:${facts.targetSeconds}`];
  if (!ended) lines.push(...liveControl(facts));
  if (type) lines.push(`#EXT-X-PLAYLIST-TYPE:${type}`);
  lines.push(
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]!.sequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${facts.discontinuitySequence}`,
  );
  if (segments.every(({ independent }) => independent)) lines.push("#EXT-X-INDEPENDENT-SEGMENTS");
  if (startAtSeconds !== undefined)
    lines.push(`#EXT-X-START:TIME-OFFSET=${startAtSeconds.toFixed(3)},PRECISE=YES`);
  const skipped = facts.skip === "wanted" ? skippable(facts) : 0;
  if (skipped > 0) lines.push(`#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}`);
  for (let at = skipped; at < segments.length; at++) pushSegment(lines, segments[at]!, segments[at - 1], at);
  if (ended) lines.push("#EXT-X-ENDLIST");
  // Said before the next run begins: a player that has placed its next segment cannot move it to another run later.
  else if (facts.runEnded) lines.push("#EXT-X-DISCONTINUITY");
  return `${lines.join("\n")}\n`;
}

function liveControl({ partTargetSeconds, targetSeconds, skip }: PlaylistFacts): string[] {
  if (partTargetSeconds === undefined) return [];
  const partTarget = Math.ceil(partTargetSeconds * 1000) / 1000;
  const canSkip = skip ? `,CAN-SKIP-UNTIL=${(TARGETS_NEVER_SKIPPED * targetSeconds).toFixed(1)}` : "";
  return [
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(partTarget * 3).toFixed(3)}${canSkip}`,
    `#EXT-X-PART-INF:PART-TARGET=${partTarget.toFixed(3)}`,
  ];
}

/** How many segments lie before what may be skipped. What follows them begins with a map and a date of its own. */
function skippable({ segments, targetSeconds }: PlaylistFacts): number {
  let kept = 0;
  for (let at = segments.length - 1; at >= 0; at--) {
    kept += segments[at]!.durationSeconds;
    if (kept > TARGETS_NEVER_SKIPPED * targetSeconds) return at;
  }
  return 0;
}

function pushSegment(
  lines: string[],
  segment: ListedSegment,
  before: ListedSegment | undefined,
  at: number,
): void {
  const newRun = before?.run !== segment.run;
  if (newRun && at > 0) lines.push("#EXT-X-DISCONTINUITY");
  // Within a run the dates follow the media, so the first one says them all.
  if (newRun || lines.at(-1)!.startsWith("#EXT-X-SKIP")) {
    lines.push(`#EXT-X-MAP:URI="../segments/init-${segment.run}.mp4"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startedAtMs).toISOString()}`);
  }
  segment.parts.forEach((part, index) => {
    const independent = part.independent ? ",INDEPENDENT=YES" : "";
    const uri = `../segments/part-${segment.sequence}-${index}.m4s`;
    lines.push(`#EXT-X-PART:DURATION=${part.durationSeconds.toFixed(5)},URI="${uri}"${independent}`);
  });
  if (segment.complete)
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(5)},`, `../segments/seg-${segment.sequence}.m4s`);
}

/** From what is there, so that one hiccup of the encoder does not set the delay of every later viewer. */
export function targetOf(segments: readonly ListedSegment[]): number {
  return segments.reduce((longest, { durationSeconds }) => Math.max(longest, Math.round(durationSeconds)), 1);
}

export function changesOfRun(segments: readonly ListedSegment[]): number {
  return segments.reduce((count, { run }, at) => count + Number(at > 0 && segments[at - 1]!.run !== run), 0);
}
