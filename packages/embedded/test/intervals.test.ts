import { expect, test } from "vitest";
import { IntervalIndex } from "../src/live/intervals.ts";
import type { Interval } from "../src/store/readSet.ts";
import { everySeed, type Random } from "./random/seed.ts";

const INDEX = 1;

/** Keys of a list are its prefix and a number; pages of one list share the prefix. */
function someInterval(random: Random): Interval {
  const bucket = `list${random.between(0, 2)}|`;
  const key = (n: number) => bucket + String(n).padStart(3, "0");
  const from = random.between(0, 90);
  const open = random.chance(0.2);
  return { index: INDEX, bucket, from: key(from), to: open ? null : key(from + random.between(1, 9)) };
}

function contains({ bucket, from, to }: Interval, key: string): boolean {
  return key.startsWith(bucket) && key >= from && (to === null || key < to);
}

test("SY12: of many pages of one list exactly those around a written key are found, as pages come and go", async () => {
  await everySeed(20, async (random) => {
    const index = new IntervalIndex<number>();
    const filed = new Map<number, Interval[]>();
    for (let step = 0; step < 400; step++) {
      const owner = random.between(0, 150);
      if (random.chance(0.7)) {
        const intervals = Array.from({ length: random.between(1, 3) }, () => someInterval(random));
        index.add(owner, intervals);
        filed.set(owner, intervals);
      } else {
        index.remove(owner);
        filed.delete(owner);
      }
      const key = `list${random.between(0, 2)}|${String(random.between(0, 99)).padStart(3, "0")}`;
      const expected = [...filed].filter(([, intervals]) =>
        intervals.some((interval) => contains(interval, key)),
      );
      const found = index.hit([{ index: INDEX, key }]);
      expect([...found].sort()).toEqual(expected.map(([owner]) => owner).sort());
    }
    for (const owner of filed.keys()) index.remove(owner);
    expect(index.size).toBe(0);
  });
});
