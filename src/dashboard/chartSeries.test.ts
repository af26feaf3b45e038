import { describe, expect, test } from "vitest";
import { marksOf, seriesOf, summaryOf } from "./chartSeries";
import type { Mark, Point } from "./useDashboard";

const MINUTE = 60_000;

const point = (minute: number, over: Partial<Point> = {}): Point => ({
  at: minute * MINUTE,
  onAirMinutes: 1,
  watchMinutes: { humans: 2, agents: 1 },
  averageViewers: { humans: 2, agents: 1 },
  peakViewers: 4,
  messages: 5,
  newFollowers: 0,
  ...over,
});

describe("a broadcast as a curve", () => {
  test("has a value for every minute, and a gap where the picture was away", () => {
    expect(seriesOf([point(10), point(11), point(14)])).toEqual({
      times: [600, 660, 720, 840],
      humans: [2, 2, null, 2],
      agents: [1, 1, null, 1],
      messages: [5, 5, null, 5],
    });
  });

  test("is nothing before its first minute is over", () => {
    expect(seriesOf([]).times).toEqual([]);
    expect(summaryOf([])).toBe("Nothing is counted yet.");
  });

  test("is told in a sentence, with its highest moment", () => {
    expect(summaryOf([point(1), point(2, { peakViewers: 1 })])).toBe(
      "2 minutes, at most 4 viewers at once, 10 messages.",
    );
    expect(summaryOf([point(1, { peakViewers: 1, messages: 0 })])).toContain("at most 1 viewer at once");
  });

  test("is marked where something explains it, and nowhere else", () => {
    const kinds = ["broadcast.started", "broadcast.interrupted", "message.created"] as Mark["kind"][];
    expect(marksOf(kinds.map((kind) => ({ at: 1, kind })))).toEqual([{ at: 1, words: "Picture broke off" }]);
  });
});
