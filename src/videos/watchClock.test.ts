import { expect, test } from "vitest";
import { WatchClock } from "./watchClock";

const after = (...seconds: number[]) => {
  const clock = new WatchClock();
  for (const second of seconds) clock.at(second);
  return clock.take();
};

test("what plays is watched, leaps and pauses are not", () => {
  expect(after(0, 0.25, 0.5, 1.5)).toBe(1.5);
  expect(after(3, 3, 3)).toBe(0);
  expect(after(0, 1, 60, 61)).toBe(2);
  expect(after(60, 61, 0, 1)).toBe(2);
  expect(after(12)).toBe(0);
});

test("what was told of is told once", () => {
  const clock = new WatchClock();
  clock.at(0);
  expect(clock.at(1)).toBe(1);
  expect([clock.take(), clock.take()]).toEqual([1, 0]);
  expect(clock.at(1.5)).toBe(0.5);
});
