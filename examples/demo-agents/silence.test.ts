import { expect, test } from "vitest";
import { Silence } from "./silence.ts";

const MINUTE = 60_000;

test("an agent speaks unasked after a minute and a half, then ever more rarely, until somebody answers", () => {
  let now = 0;
  const silence = new Silence(() => now);
  const musedAfterMinutes: number[] = [];
  for (; now < 30 * MINUTE; now += MINUTE / 2) {
    if (!silence.isLongEnough) continue;
    silence.mused();
    musedAfterMinutes.push(now / MINUTE);
  }
  expect(musedAfterMinutes).toEqual([1.5, 5.5, 13.5, 25.5]);

  silence.heard();
  now += 1.4 * MINUTE;
  expect(silence.isLongEnough).toBe(false);
  now += 0.1 * MINUTE;
  expect(silence.isLongEnough).toBe(true);
});
