import { expect, test } from "vitest";
import { SpeakingLimit } from "./speakingLimit.ts";

test("a few answers at once, then one for each span of time, and never more than the burst again", () => {
  let now = 1_000;
  const limit = new SpeakingLimit(3, 2_000, () => now);
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([true, true, true, false]);
  now += 1_999;
  expect(limit.take()).toBe(false);
  now += 1;
  expect([limit.take(), limit.take()]).toEqual([true, false]);
  now += 3_600_000;
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([true, true, true, false]);
});
