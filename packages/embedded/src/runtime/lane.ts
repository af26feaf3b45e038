import { setImmediate } from "../realTimers.ts";
import type { Catalog } from "../store/catalog.ts";
import type { CommitClock } from "../store/clock.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { Transaction, type WrittenKey } from "../store/transaction.ts";

/** Work that reads and writes. `work` throws to have its writes undone. */
interface WriteJob<T> {
  work(tx: Transaction): Promise<T>;
  /** Called right after the commit that made it lasting, before any transition that shows it. */
  done(value: T, ts: bigint): void;
  failed(error: unknown): void;
}

/** Work that only reads, at the newest commit. */
type ReadJob = () => Promise<void>;

export interface LaneHooks {
  /** Keys that were just committed. */
  committed(written: WrittenKey[]): void;
  /** Everybody has been answered whose mutation was in the batch. */
  answered(): void;
  /** Brings live queries up to date with the newest commit and tells their subscribers. */
  refresh(): Promise<void>;
  /** For whoever watches over the deployment: so many transactions share a commit, or it failed. */
  batchCommitted(size: number): void;
  batchFailed(error: unknown): void;
}

/** At most this many mutations share one commit. */
const BATCH_JOBS = 256;
/** Within these bounds a batch may take as long as the commit and the readers' turn of the one before it did. */
const BATCH_MS = { least: 5, most: 20 };
/** After so many commits the next quiet moment is used to fold the log of writes. */
const FOLD_AFTER_COMMITS = 100;

/**
 * The single file in which all transactions run, one after another, each to its end. Mutations that wait
 * together share one commit and so one fsync; none of them is answered before it. Between two batches every
 * live query is brought up to date and every waiting read gets its turn. Writers and readers get equal shares of a
 * busy lane, so neither side starves the other; and the more a commit costs its readers, the more writes share it.
 */
export class Lane {
  private writes: WriteJob<unknown>[] = [];
  private reads: ReadJob[] = [];
  private turning = false;
  private closed = false;
  private idle: (() => void)[] = [];
  /** Since the log was folded. */
  private commits = 0;
  /** How long the last commit took, and the readers' turn after it. */
  private commitMs = 0;
  private readersMs = 0;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
    private readonly clock: CommitClock,
    private readonly hooks: LaneHooks,
  ) {}

  write<T>(job: WriteJob<T>): void {
    if (this.closed) {
      job.failed(new Error("The deployment is shutting down."));
      return this.hooks.answered();
    }
    this.writes.push(job as WriteJob<unknown>);
    this.wake();
  }

  /** A write as a promise, for callers that do not care about the moment between commit and transition. */
  writing<T>(work: (tx: Transaction) => Promise<T>): Promise<{ value: T; ts: bigint }> {
    return new Promise((resolve, reject) =>
      this.write({ work, done: (value, ts) => resolve({ value, ts }), failed: reject }),
    );
  }

  reading<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new Error("The deployment is shutting down."));
    return new Promise((resolve, reject) => {
      this.reads.push(() => work().then(resolve, reject));
      this.wake();
    });
  }

  /** A transaction for reading; what it writes would be lost. */
  snapshot(): Transaction {
    return new Transaction(this.sqlite, this.catalog, this.clock);
  }

  get depth(): number {
    return this.writes.length + this.reads.length;
  }

  /** Refuses new work and waits for what is under way. */
  close(): Promise<void> {
    this.closed = true;
    return this.turning ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve();
  }

  private wake(): void {
    if (this.turning) return;
    this.turning = true;
    // What arrives in one turn of the event loop makes one batch.
    setImmediate(() => void this.turn());
  }

  private async turn(): Promise<void> {
    if (this.writes.length > 0) {
      await this.commitBatch();
      this.hooks.answered();
    }
    const begun = performance.now();
    await this.hooks.refresh();
    for (const read of this.reads.splice(0)) await read();
    this.readersMs = performance.now() - begun;
    if (this.writes.length > 0 || this.reads.length > 0) setImmediate(() => void this.turn());
    else {
      this.turning = false;
      for (const resolve of this.idle.splice(0)) resolve();
      if (this.commits >= FOLD_AFTER_COMMITS) setImmediate(() => this.foldLog());
    }
  }

  private foldLog(): void {
    // Whoever has come meanwhile goes first.
    if (this.turning || this.closed || this.commits < FOLD_AFTER_COMMITS) return;
    this.commits = 0;
    try {
      this.sqlite.foldLog();
    } catch {
      // The log holds everything still. If the disk has failed, the next commit will tell.
    }
  }

  private async commitBatch(): Promise<void> {
    const finished: { job: WriteJob<unknown>; tx: Transaction; value: unknown; ts: bigint }[] = [];
    const refused: { job: WriteJob<unknown>; error: unknown }[] = [];
    const after = this.commitMs + this.readersMs;
    const until = performance.now() + Math.min(Math.max(after, BATCH_MS.least), BATCH_MS.most);
    try {
      this.begin();
      for (let n = 0; n < BATCH_JOBS && this.writes.length > 0 && performance.now() < until; n++) {
        const job = this.writes.shift()!;
        const tx = this.snapshot();
        try {
          const value = await tx.nested(() => job.work(tx));
          this.clock.advance(tx.commitTs);
          finished.push({ job, tx, value, ts: tx.commitTs });
        } catch (error) {
          refused.push({ job, error });
          // Without the transaction, what other jobs of the batch write would be lasting at once.
          if (!this.sqlite.inTransaction) throw error;
        }
      }
      if (finished.length > 0) this.clock.persist();
      const begun = performance.now();
      this.sqlite.prepare("COMMIT").run();
      this.commitMs = performance.now() - begun;
    } catch (error) {
      // Nothing of this batch was acknowledged, so all of it may be refused.
      this.rollBack();
      this.writeOver();
      this.hooks.batchFailed(error);
      for (const { tx, job } of finished.reverse()) {
        tx.abandon();
        job.failed(error);
      }
      for (const { job } of refused) job.failed(error);
      return;
    }
    this.commits++;
    for (const { tx } of finished) for (const act of tx.afterCommit) act();
    this.hooks.batchCommitted(finished.length);
    this.hooks.committed(finished.flatMap(({ tx }) => tx.written));
    for (const { job, value, ts } of finished) job.done(value, ts);
    for (const { job, error } of refused) job.failed(error);
  }

  /** When a transaction cannot even begin, nobody who waits is written, and everybody is told. */
  private begin(): void {
    try {
      this.sqlite.prepare("BEGIN IMMEDIATE").run();
    } catch (error) {
      for (const job of this.writes.splice(0)) job.failed(error);
      throw error;
    }
  }

  private rollBack(): void {
    try {
      this.sqlite.prepare("ROLLBACK").run();
    } catch {
      // SQLite has already rolled back on its own, as it does for a full disk.
    }
  }

  /**
   * What could be written and not synced lies in the log as a whole commit: if the process died now, the next
   * start would take it for one. Another commit takes its place there, whether that one can be synced or not.
   */
  private writeOver(): void {
    try {
      this.sqlite.prepare("BEGIN IMMEDIATE").run();
      this.clock.persist();
      this.sqlite.prepare("COMMIT").run();
    } catch {
      this.rollBack();
    }
  }
}
