import type { Change, Range } from "../app/convex/ranges.ts";
import { Marks } from "./marksModel.ts";

/** A mutation that was answered. Times are milliseconds on one clock for all clients. */
export interface Commit {
  readonly changes: readonly Change[];
  readonly seen: readonly (readonly string[])[];
  readonly ts: bigint;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A query that was answered. */
export interface Read {
  readonly range: Range;
  readonly labels: readonly string[];
  readonly startedAt: number;
  readonly endedAt: number;
}

/** All states that the marks went through, by the timestamps of the commits that made them. */
export class Timeline {
  /** `states[0]` is before the first commit, `states[i]` after the i-th. */
  private readonly states: Marks[] = [new Marks()];
  readonly commits: readonly Commit[];

  /** Replays the commits in the order of their timestamps. Throws for what they cannot have read. */
  constructor(commits: readonly Commit[]) {
    this.commits = [...commits].sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
    for (const [i, { ts, changes, seen }] of this.commits.entries()) {
      if (ts === this.commits[i - 1]?.ts) throw new Error(`same timestamp: two commits say ${ts}`);
      const replayed = this.states[i]!.change(changes);
      if (JSON.stringify(replayed.seen) !== JSON.stringify(seen))
        throw new Error(
          `wrong view: commit ${i} read ${JSON.stringify(seen)} instead of ${JSON.stringify(replayed.seen)}`,
        );
      this.states.push(replayed.marks);
    }
  }

  /** How many commits there are up to a timestamp. */
  position(ts: bigint): number {
    let [low, high] = [0, this.commits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.commits[middle]!.ts <= ts) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The marks after the first `position` commits. */
  at(position: number): Marks {
    return this.states[position]!;
  }
}

/**
 * Throws unless there is one order of all commits and reads, the commits by timestamp, in which every read finds what
 * it found and nothing comes before what had ended when it began: strict serializability, predicates included. Every
 * read gets the earliest position that it can have. That is never too late for a later one, so it decides.
 */
export function checkOrder(timeline: Timeline, reads: readonly Read[]): void {
  const operations = [
    ...timeline.commits.map((commit, i) => ({ ...commit, read: null, position: i + 1 })),
    ...reads.map((read) => ({ ...read, read, position: -1 })),
  ];
  const begins = [...operations].sort((a, b) => a.startedAt - b.startedAt);
  const ends = [...operations].sort((a, b) => a.endedAt - b.endedAt);
  // A read ends after it begins, so its position is known before anyone has to come after it.
  let ended = 0;
  let earliest = 0;
  for (const operation of begins) {
    for (; ends[ended]!.endedAt < operation.startedAt; ended++)
      earliest = Math.max(earliest, ends[ended]!.position);
    if (!operation.read) {
      if (operation.position <= earliest)
        throw new Error(
          `commit ${operation.position} comes before one that had been answered when it was sent`,
        );
      continue;
    }
    const { range, labels, endedAt } = operation.read;
    const latest = timeline.commits.findLastIndex(({ startedAt }) => startedAt < endedAt) + 1;
    let position = earliest;
    while (position <= latest && timeline.at(position).read(range).join() !== labels.join()) position++;
    if (position > latest)
      throw new Error(
        `phantom or stale read: ${JSON.stringify(range)} gave ${labels.join()}, which it never was between commits ${earliest} and ${latest}`,
      );
    operation.position = position;
  }
}
