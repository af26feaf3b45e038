import type { Catalog } from "../store/catalog.ts";
import type { CommitClock } from "../store/clock.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { TextCache } from "../store/textCache.ts";
import { Transaction } from "../store/transaction.ts";

/** As long as Convex's client counts on (`ConvexHttpClient.consistentQuery`). */
const KEPT_MS = 30_000;
/** Each has a connection of its own; one more drives out the oldest. */
const KEPT_COMMITS = 32;
/** The log of writes cannot begin anew while an older commit is read. When it is longer, the older ones are given up. */
const LONGEST_LOG_BYTES = 64 << 20;

interface PastCommit {
  readonly snapshot: Sqlite;
  readonly texts: TextCache;
  readonly timer: NodeJS.Timeout;
}

/**
 * Commits that somebody has asked for the timestamp of, to read them later. Only documents are remembered: whoever
 * changes tables, indexes, functions or their environment calls `forget`.
 */
export class PastCommits {
  private readonly kept = new Map<bigint, PastCommit>();

  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
    private readonly clock: CommitClock,
    private readonly keptMs = KEPT_MS,
  ) {}

  /**
   * Remembers the newest commit for a while and returns its timestamp. In memory, where there is no second connection,
   * it can be read until the next commit. Call it in the lane.
   */
  remember(): bigint {
    const ts = this.clock.current;
    if (this.kept.has(ts)) return ts;
    if (this.sqlite.logBytes > LONGEST_LOG_BYTES) {
      this.forget();
      this.sqlite.forgetLog();
    }
    const snapshot = this.sqlite.snapshot();
    if (!snapshot) return ts;
    const timer = setTimeout(() => this.drop(ts), this.keptMs).unref();
    this.kept.set(ts, { snapshot, texts: new TextCache(), timer });
    for (const old of [...this.kept.keys()].slice(0, -KEPT_COMMITS)) this.drop(old);
    return ts;
  }

  /** A transaction that reads the commit with this timestamp, or `null` when it is not remembered. */
  at(ts: bigint): Transaction | null {
    const commit = this.kept.get(ts);
    return commit ? new Transaction(commit.snapshot, this.catalog, this.clock, commit.texts) : null;
  }

  forget(): void {
    for (const ts of [...this.kept.keys()]) this.drop(ts);
  }

  private drop(ts: bigint): void {
    const { snapshot, timer } = this.kept.get(ts)!;
    clearTimeout(timer);
    snapshot.close();
    this.kept.delete(ts);
  }
}
