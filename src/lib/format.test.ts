import { describe, expect, test } from "vitest";
import { formatAgo, formatCount, formatDayLine, formatElapsed, formatPlural, formatWait } from "./format";

describe("counts", () => {
  test.each([
    [0, "0"],
    [-3, "0"],
    [999, "999"],
    [1000, "1K"],
    [1249, "1.2K"],
    [9999, "9.9K"],
    [34_999, "34K"],
    [999_999, "999K"],
    [1_500_000, "1.5M"],
  ])("%d reads as %s", (count, shown) => {
    expect(formatCount(count)).toBe(shown);
  });

  test("one viewer is not viewers", () => {
    expect(formatPlural(1, "viewer")).toBe("1 viewer");
    expect(formatPlural(0, "viewer")).toBe("0 viewers");
    expect(formatPlural(2, "reply", "replies")).toBe("2 replies");
  });
});

describe("time on air", () => {
  test.each([
    [-5000, "0:00"],
    [7_000, "0:07"],
    [59_999, "0:59"],
    [754_000, "12:34"],
    [3_600_000, "1:00:00"],
    [11_109_000, "3:05:09"],
    [2 * 86_400_000 + 4 * 3_600_000 + 11 * 60_000, "2d 04:11"],
  ])("%d ms reads as %s", (elapsedMs, shown) => {
    expect(formatElapsed(elapsedMs)).toBe(shown);
  });
});

describe("last on air", () => {
  const now = Date.UTC(2026, 10, 21, 12, 0, 0);
  test.each([
    [10_000, "just now"],
    [-10_000, "just now"],
    [5 * 60_000, "5 min ago"],
    [3 * 3_600_000 + 59 * 60_000, "3 h ago"],
    [30 * 3_600_000, "yesterday"],
    [4 * 86_400_000, "4 days ago"],
  ])("%d ms ago reads as %s", (passedMs, shown) => {
    expect(formatAgo(now - passedMs, now)).toBe(shown);
  });

  test("an older day carries its year only when it is another year", () => {
    expect(formatAgo(now - 20 * 86_400_000, now)).not.toContain("2026");
    expect(formatAgo(now - 500 * 86_400_000, now)).toContain("2025");
  });
});

describe("the day above messages", () => {
  const now = new Date(2026, 10, 21, 0, 10).getTime();
  test.each([
    [new Date(2026, 10, 21, 0, 1), "Today"],
    [new Date(2026, 10, 20, 23, 59), "Yesterday"],
    [new Date(2026, 10, 20, 0, 1), "Yesterday"],
  ])("%s is %s", (at, shown) => {
    expect(formatDayLine(at.getTime(), now)).toBe(shown);
  });

  test("an older day is a date", () => {
    expect(formatDayLine(new Date(2026, 10, 19, 12).getTime(), now)).toContain("19");
  });
});

test("a wait is never promised too early", () => {
  expect(formatWait(0)).toBe("1 s");
  expect(formatWait(3001)).toBe("4 s");
  expect(formatWait(150_000)).toBe("3 min");
});
