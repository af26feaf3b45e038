import { describe, expect, test } from "vitest";
import { closed, MAX_SPANS, momentAt, offsetAt, opened } from "./spans.model";

/** On air for ten seconds, gone for five, on air again. */
const SPANS = [
  { from: 100_000, to: 110_000 },
  { from: 115_000, to: null },
];

describe("the clock of a recording", () => {
  test.each([
    [90_000, 0],
    [100_000, 0],
    [104_500, 4.5],
    [110_000, 10],
    [112_000, 10], // in the gap: at its seam
    [115_000, 10],
    [118_000, 13],
  ])("at %i it stands at %d s", (at, offset) => {
    expect(offsetAt(SPANS, at)).toBe(offset);
  });

  test.each([
    [-1, 100_000],
    [0, 100_000],
    [9.5, 109_500],
    [10, 115_000],
    [13, 118_000],
  ])("second %d was at %i", (offset, at) => {
    expect(momentAt(SPANS, offset)).toBe(at);
  });

  test("there and back again is where one was, except in a gap", () => {
    for (let at = 100_000; at < 130_000; at += 700) {
      const isGap = at >= 110_000 && at < 115_000;
      if (!isGap) expect(momentAt(SPANS, offsetAt(SPANS, at))).toBe(at);
    }
  });

  test("beyond the end of a closed recording it counts on", () => {
    expect(momentAt([{ from: 0, to: 1000 }], 5)).toBe(5000);
  });

  test("opens and closes as its encoder comes and goes, and a second word changes nothing", () => {
    const once = closed(opened([], 1000), 3000);
    expect(closed(once, 9000)).toEqual(once);
    const twice = opened(once, 5000);
    expect(opened(twice, 7000)).toEqual(twice);
    expect(twice).toEqual([
      { from: 1000, to: 3000 },
      { from: 5000, to: null },
    ]);
  });

  test("goes forward only, whatever a clock elsewhere says", () => {
    expect(closed([{ from: 1000, to: null }], 500)).toEqual([{ from: 1000, to: 1000 }]);
    expect(opened([{ from: 1000, to: 3000 }], 2000).at(-1)).toEqual({ from: 3000, to: null });
  });

  test("an encoder that never stays cannot make it grow without end", () => {
    let spans = opened([], 0);
    for (let i = 1; i < 2000; i++) spans = opened(closed(spans, i * 10), i * 10 + 5);
    expect(spans).toHaveLength(MAX_SPANS);
    expect(spans.at(-1)!.to).toBeNull();
  });
});
