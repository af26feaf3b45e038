import type { Sqlite } from "./sqlite.ts";

/**
 * The two clocks that are written down. Commit timestamps (ns) order commits and never go back, whatever the
 * wall clock does: clients refuse a server whose timestamps are older than what they have seen. Creation
 * times (ms) are strictly increasing, one float step apart within a millisecond.
 */
export class CommitClock {
  private committed: bigint;
  private created: number;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly now: () => number = () => Date.now(),
  ) {
    sqlite.exec(
      "CREATE TABLE IF NOT EXISTS clock(id INTEGER PRIMARY KEY CHECK (id = 1), commitTs TEXT, created REAL)",
    );
    const row = sqlite.prepare("SELECT * FROM clock").get();
    this.committed = row ? BigInt(row.commitTs) : 0n;
    this.created = row ? row.created : 0;
  }

  /** The timestamp of the newest commit. */
  get current(): bigint {
    return this.committed;
  }

  /** The timestamp that the next commit will have if it happens now. */
  next(): bigint {
    const now = BigInt(Math.floor(this.now())) * 1_000_000n;
    return now > this.committed ? now : this.committed + 1n;
  }

  /** Makes a timestamp from `next` the current one; it is lasting after `persist`. */
  advance(ts: bigint): void {
    this.committed = ts;
  }

  nextCreationTime(): number {
    const now = this.now();
    this.created = now > this.created ? now : nextUp(this.created);
    return this.created;
  }

  /** Writes both clocks; part of the transaction whose commit they date. */
  persist(): void {
    this.sqlite
      .prepare("INSERT OR REPLACE INTO clock(id, commitTs, created) VALUES (1, ?, ?)")
      .run(this.committed.toString(), this.created);
  }
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

function nextUp(value: number): number {
  float[0] = value;
  bits[0]! += 1n;
  return float[0]!;
}
