import { expect, test } from "vitest";
import { IntervalIndex } from "../../src/live/intervals.ts";
import type { Interval } from "../../src/store/readSet.ts";
import type { WrittenKey } from "../../src/store/transaction.ts";
import { afterPrefix, type Key } from "../../src/values/keys.ts";
import { everySeed, firstSeedThatFails, limitFor, type Random } from "./seed.ts";
import { breakMethod, everyNth } from "./twins.ts";

const SEEDS = 200;

/** Few bytes, the lowest and the highest among them, so that keys and bounds often meet. */
const BYTES = ["\x00", "\x01", "a", "b", "\xfe", "\xff"];

function keyOf(random: Random, from: number, to: number): Key {
  return Array.from({ length: random.between(from, to) }, () => random.pick(BYTES)).join("");
}

/** An interval as queries read them: all or a part of what begins with a prefix, and never nothing. */
function intervalOf(random: Random): Interval {
  const bucket = keyOf(random, 0, 2);
  const bound = () => bucket + keyOf(random, 0, 2);
  const to = random.chance(0.3) ? afterPrefix(bucket) : random.chance(0.5) ? bound() : afterPrefix(bound());
  const from = random.chance(0.3) ? bucket : bound();
  if (to !== null && from >= to) return intervalOf(random);
  return {
    index: random.between(0, 1),
    bucket,
    from,
    to,
    ...(random.chance(0.1) ? { facets: [random.pick(BYTES)] } : {}),
  };
}

function concerns({ index, from, to, facets }: Interval, written: WrittenKey): boolean {
  return (
    index === written.index &&
    from <= written.key &&
    (to === null || written.key < to) &&
    (facets ?? []).every((facet) => written.facets?.includes(facet))
  );
}

/** Files, moves and removes readers at random, and throws when a written key finds others than it concerns. */
async function checkIndex(random: Random): Promise<void> {
  const index = new IntervalIndex<number>();
  const owners = new Map<number, Interval[]>();
  const prefix = keyOf(random, 0, 2);
  for (let step = 0; step < 300; step++) {
    const owner = random.between(0, 99);
    if (random.chance(0.25)) {
      index.remove(owner);
      owners.delete(owner);
    } else if (random.chance(0.6)) {
      const intervals = Array.from({ length: random.between(1, 3) }, () => intervalOf(random));
      // Many in one bucket, as the pages of one list are.
      for (const interval of intervals)
        if (random.chance(0.5)) Object.assign(interval, within(interval, prefix));
      index.add(owner, intervals);
      owners.set(owner, intervals);
    } else {
      const facets = random.chance(0.5) ? [random.pick(BYTES)] : undefined;
      const key = random.chance(0.5) ? keyOf(random, 0, 4) : prefix + keyOf(random, 0, 3);
      const written: WrittenKey = { index: random.between(0, 1), key, ...(facets ? { facets } : {}) };
      const found = [...index.hit([written])].sort().join();
      const expected = [...owners].filter(([, intervals]) => intervals.some((i) => concerns(i, written)));
      const names = expected.map(([name]) => name).sort();
      if (found !== names.join()) throw new Error(`found ${found} where ${names.join()} was due`);
    }
  }
  for (const owner of owners.keys()) index.remove(owner);
  if (index.size > 0) throw new Error(`${index.size} readers are left`);
}

test(
  "SY3: the index of what was read finds the same readers as looking at each of them",
  () => everySeed(SEEDS, checkIndex),
  limitFor(SEEDS, 1_000),
);

test("SY3: it would be noticed if the index found one reader less", async () => {
  breakMethod<(...args: unknown[]) => Set<unknown>>(
    IntervalIndex.prototype,
    "hit",
    (sound) =>
      function (this: unknown, ...args) {
        return new Set([...sound.apply(this, args)].slice(1));
      },
  );
  expect((await firstSeedThatFails(checkIndex)).message).toMatch(/^found/);
});

test("SY3: it would be noticed if readers that have left were found", async () => {
  breakMethod(IntervalIndex.prototype, "remove", everyNth(10));
  expect((await firstSeedThatFails(checkIndex)).message).toMatch(/^found/);
});

/** The same part of another bucket. */
function within({ bucket, from, to }: Interval, prefix: Key): Partial<Interval> {
  const moved = (bound: Key) => prefix + bound.slice(bucket.length);
  return {
    bucket: prefix,
    from: moved(from),
    to: to?.startsWith(bucket) ? moved(to) : afterPrefix(prefix),
  };
}
