/**
 * Where the audience of a broadcast came alive. Plain figures in, highlights out; nothing here knows a database.
 */

/** Messages and reactions are counted in bins of so many seconds. */
export const BIN_S = 10;

/** People write about what they have just seen: a highlight begins so much before the words about it. */
const LEAD_S = 10;

const MAX_HIGHLIGHTS = 5;

/** In fewer messages and reactions than these there is no peak, however quiet the rest was. */
const LEAST = 4;

/** An emoji gives the reason when it is in so large a part of what was said. */
const MOSTLY = 0.3;
const LEAST_EMOJI = 3;

/** What was said and felt in a bin. */
export interface Bin {
  messages: number;
  reactions: number;
  /** How many messages hold an emoji, or reacted with it. */
  emojis: Record<string, number>;
}

export interface Peak {
  startS: number;
  endS: number;
  peakS: number;
  messageCount: number;
  reactionCount: number;
  reason: string;
}

export const emptyBin = (): Bin => ({ messages: 0, reactions: 0, emojis: {} });

const scoreOf = ({ messages, reactions }: Bin) => messages + reactions;

/**
 * The liveliest stretches, the liveliest first. A bin stands out against the median of its own broadcast by several times
 * what bins usually differ by, so that a busy chat needs more than a sleepy one and one spammer's minute does not raise
 * the bar for all others.
 */
export function findPeaks(bins: readonly Bin[], durationS: number): Peak[] {
  const scores = bins.map(scoreOf);
  const usual = median(scores);
  // What normally lies between a bin and the median; counts scatter by their root at the least.
  const spread = Math.max(1.48 * median(scores.map((score) => Math.abs(score - usual))), Math.sqrt(usual), 1);
  const bar = Math.max(usual + 3 * spread, LEAST);
  return stretchesAbove(scores, bar)
    .map((stretch) => ({ stretch, height: sum(scores.slice(stretch.from, stretch.to)) }))
    .sort((a, b) => b.height - a.height || a.stretch.from - b.stretch.from)
    .slice(0, MAX_HIGHLIGHTS)
    .map(({ stretch }) => describe(bins, stretch, durationS));
}

/** Neighbouring bins that stand out, as one; `to` is not included. A single quiet bin does not part them. */
function stretchesAbove(scores: readonly number[], bar: number): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const [i, score] of scores.entries()) {
    if (score < bar) continue;
    const last = stretches.at(-1);
    if (last && i - last.to <= 1) last.to = i + 1;
    else stretches.push({ from: i, to: i + 1 });
  }
  return stretches;
}

function describe(bins: readonly Bin[], { from, to }: { from: number; to: number }, durationS: number): Peak {
  const within = bins.slice(from, to);
  const messageCount = sum(within.map(({ messages }) => messages));
  const reactionCount = sum(within.map(({ reactions }) => reactions));
  const highest = within.reduce((best, bin, i) => (scoreOf(bin) > scoreOf(within[best]!) ? i : best), 0);
  return {
    startS: Math.max(0, from * BIN_S - LEAD_S),
    endS: Math.max(Math.min(to * BIN_S, durationS), from * BIN_S + 1),
    peakS: (from + highest) * BIN_S,
    messageCount,
    reactionCount,
    reason: reasonOf(messageCount, reactionCount, (to - from) * BIN_S, topEmoji(within)),
  };
}

/** "34 messages in 20 s, mostly 🎉" */
function reasonOf(
  messages: number,
  reactions: number,
  seconds: number,
  top: [string, number] | null,
): string {
  const counted = [
    ...(messages > 0 ? [`${messages} ${messages === 1 ? "message" : "messages"}`] : []),
    ...(reactions > 0 ? [`${reactions} ${reactions === 1 ? "reaction" : "reactions"}`] : []),
  ].join(" and ");
  const isMostly = top !== null && top[1] >= LEAST_EMOJI && top[1] >= MOSTLY * (messages + reactions);
  return `${counted} in ${seconds} s${isMostly ? `, mostly ${top[0]}` : ""}`;
}

function topEmoji(bins: readonly Bin[]): [string, number] | null {
  const counts = new Map<string, number>();
  for (const { emojis } of bins)
    for (const [emoji, count] of Object.entries(emojis)) counts.set(emoji, (counts.get(emoji) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1])[0] ?? null;
}

/** The emojis of a message, each once. */
export function emojisIn(content: string): string[] {
  return [...new Set(content.match(/\p{Extended_Pictographic}/gu) ?? [])].filter(
    (one) => !/^[#*0-9©®™]$/.test(one),
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

function median(numbers: readonly number[]): number {
  if (numbers.length === 0) return 0;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
