import { describe, expect, test } from "vitest";
import { type Bin, emojisIn, emptyBin, findPeaks } from "./peaks.model";

/** Bins of ten seconds with so many messages each. */
const bins = (...messages: number[]): Bin[] => messages.map((count) => ({ ...emptyBin(), messages: count }));
const of = (counted: Bin[]) => findPeaks(counted, counted.length * 10);

describe("the peaks of an audience", () => {
  test("a highlight spans the peak, begins before it, and says why", () => {
    const counted = bins(1, 0, 2, 1, 0, 16, 18, 1, 0, 1);
    counted[5]!.emojis = { "🎉": 11, "🌊": 2 };
    counted[6]!.emojis = { "🎉": 9 };
    expect(of(counted)).toEqual([
      {
        startS: 40,
        endS: 70,
        peakS: 60,
        messageCount: 34,
        reactionCount: 0,
        reason: "34 messages in 20 s, mostly 🎉",
      },
    ]);
  });

  test("reactions count, too, and an emoji is named only when much of it is that", () => {
    const counted = bins(0, 0, 0, 6, 0, 0);
    counted[3] = { messages: 6, reactions: 5, emojis: { "🔥": 3 } };
    expect(of(counted)[0]!.reason).toBe("6 messages and 5 reactions in 10 s");
    counted[3] = { messages: 0, reactions: 5, emojis: { "🔥": 5 } };
    expect(of(counted)[0]!.reason).toBe("5 reactions in 10 s, mostly 🔥");
  });

  test("a chat that is busy all the time has no peaks where it is only as busy as always", () => {
    expect(of(bins(20, 22, 19, 21, 24, 18, 20, 23, 19, 25))).toEqual([]);
    expect(of(bins(20, 22, 19, 21, 24, 80, 20, 23, 19, 25))).toMatchObject([{ peakS: 50 }]);
  });

  test("a quiet broadcast has none, and neither has an empty one", () => {
    expect(of(bins(0, 1, 0, 0, 2, 0, 1))).toEqual([]);
    expect(of([])).toEqual([]);
  });

  test("one flood of messages does not hide the other peaks", () => {
    const found = of(bins(1, 0, 1, 900, 0, 1, 0, 14, 1, 0, 1));
    expect(found.map(({ peakS }) => peakS)).toEqual([30, 70]);
  });

  test("neighbours are one peak, a single quiet bin between them notwithstanding", () => {
    const found = of(bins(0, 0, 9, 9, 0, 12, 0, 0, 0, 0, 8, 0));
    expect(found.map(({ startS, endS }) => [startS, endS])).toEqual([
      [10, 60],
      [90, 110],
    ]);
  });

  test("there are at most five, the liveliest first, and none ends after the recording", () => {
    const counted = bins(...Array.from({ length: 60 }, (_, i) => (i % 6 === 5 ? 10 + i : 0)));
    const found = findPeaks(counted, 595);
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({ peakS: 590, endS: 595 });
  });

  test("a peak in the very first seconds begins at the beginning", () => {
    expect(of(bins(12, 0, 0, 0))[0]).toMatchObject({ startS: 0, endS: 10 });
  });
});

test("the emojis of a message are counted once each; digits and letters are none", () => {
  expect(emojisIn("🎉🎉 we did it 🎉 #1 © 🌊")).toEqual(["🎉", "🌊"]);
  expect(emojisIn("no pictures, 100 %")).toEqual([]);
});
