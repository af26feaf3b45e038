/**
 * Random tests of this package run a number of seeds, 1, 2, 3 and so on. Two variables of the environment change
 * that: `SEED=17` runs the one seed that a failure has printed, `ROUNDS=20` runs twenty times as many seeds.
 *
 * A seed decides what clients ask for and what disturbs them. Where sockets and timers take part, the order in
 * which the answers come is up to the machine, so a seed may have to run several times to fail again.
 */

const onlySeed = process.env.SEED === undefined ? null : Number(process.env.SEED);
const rounds = Number(process.env.ROUNDS ?? 1);

/** A broken twin must be noticed within so many seeds. */
const TWIN_SEEDS = 20;

/** Random numbers that a seed decides (mulberry32). */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    // Neighbouring seeds would begin alike without a step that scatters their bits.
    this.state = Math.imul(seed + 1, 0x9e3779b1);
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)]!;
  }

  /** A generator of its own for one client, so that its program does not depend on when others run. */
  fork(): Random {
    return new Random(this.between(0, 2 ** 31));
  }
}

/** Runs `check` for every seed, one after another; a failure names the seed that repeats it. */
export async function everySeed(count: number, check: (random: Random) => Promise<void>): Promise<void> {
  const seeds = onlySeed === null ? Array.from({ length: count * rounds }, (_, i) => i + 1) : [onlySeed];
  for (const seed of seeds)
    try {
      await check(new Random(seed));
    } catch (error) {
      const failure = error as Error;
      failure.message = `SEED=${seed} ${failure.message}`;
      throw failure;
    }
}

/**
 * Runs `check` with a broken twin in place and returns the first seed that notices, with its message. Throws when
 * none of the first 20 does: then the check is worth nothing.
 */
export async function firstSeedThatFails(
  check: (random: Random) => Promise<void>,
): Promise<{ seed: number; message: string }> {
  for (let seed = 1; seed <= TWIN_SEEDS; seed++)
    try {
      await check(new Random(seed));
    } catch (error) {
      return { seed, message: (error as Error).message };
    }
  throw new Error(`The broken twin was not noticed by any of ${TWIN_SEEDS} seeds.`);
}

/** A size that grows with `ROUNDS`, for what is one long run and not many seeds. */
export function widened(size: number): number {
  return size * rounds;
}

/** A time limit for a test that runs seeds: `perSeedMs` for each of those that will run. */
export function limitFor(count: number, perSeedMs: number): number {
  return 30_000 + count * rounds * perSeedMs;
}
