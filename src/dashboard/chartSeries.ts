import type { Mark, Point } from "./useDashboard";

const MINUTE_MS = 60_000;

export interface ChartSeries {
  /** Seconds since 1970, as uPlot counts. */
  times: number[];
  humans: (number | null)[];
  agents: (number | null)[];
  messages: (number | null)[];
}

/** Average viewers and messages of each minute. A minute that is missing, because the picture was away, is a gap. */
export function seriesOf(points: readonly Point[]): ChartSeries {
  const series: ChartSeries = { times: [], humans: [], agents: [], messages: [] };
  let last: number | null = null;
  for (const { at, averageViewers, messages } of points) {
    if (last !== null && at - last > 1.5 * MINUTE_MS) add(series, last + MINUTE_MS, null);
    add(series, at, { ...averageViewers, messages });
    last = at;
  }
  return series;
}

function add(
  series: ChartSeries,
  at: number,
  values: { humans: number; agents: number; messages: number } | null,
): void {
  series.times.push(at / 1000);
  series.humans.push(values?.humans ?? null);
  series.agents.push(values?.agents ?? null);
  series.messages.push(values?.messages ?? null);
}

const MARK_WORDS: Partial<Record<Mark["kind"], string>> = {
  "broadcast.interrupted": "Picture broke off",
  "broadcast.resumed": "Picture back",
  "stream.degraded": "Degraded",
  "stream.recovered": "Well again",
  "clip.created": "Clip",
};

export interface ChartMark {
  at: number;
  words: string;
}

/** What happened in between, as far as it explains a curve. */
export function marksOf(marks: readonly Mark[]): ChartMark[] {
  return marks.flatMap(({ at, kind }) => {
    const words = MARK_WORDS[kind];
    return words ? [{ at, words }] : [];
  });
}

/** A broadcast in a sentence, for those who do not see its curve. */
export function summaryOf(points: readonly Point[]): string {
  const best = points.reduce<Point | null>(
    (top, point) => (top === null || point.peakViewers > top.peakViewers ? point : top),
    null,
  );
  if (best === null) return "Nothing is counted yet.";
  const messages = points.reduce((sum, point) => sum + point.messages, 0);
  const peak = best.peakViewers === 1 ? "1 viewer" : `${best.peakViewers} viewers`;
  return `${points.length} minutes, at most ${peak} at once, ${messages} messages.`;
}
