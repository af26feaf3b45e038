import type { Engine } from "../engine.ts";
import { failureOf } from "../logRecord.ts";
import type { CursorCodec } from "../query/pagination.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { Transaction } from "../store/transaction.ts";
import { Exports } from "./exports.ts";
import { type Completion, FunctionLog } from "./functionLog.ts";
import { HiddenTables } from "./hiddenTables.ts";
import { Imports } from "./imports.ts";
import { Metrics } from "./metrics.ts";
import { Scratch } from "./scratch.ts";
import { runSystemQuery } from "./systemFunctions.ts";

/** What the administration needs to know of the parts around the engine. */
export interface AdminOptions {
  readonly sqlite: Sqlite;
  readonly cursors: CursorCodec;
  readonly dataDir: string | null;
  runningActions(): number;
}

/** What was deleted is gone from the files after this time at most; see `Sqlite.forgetLog`. */
const FORGET_EVERY_MS = 3600_000;

/** Everything that serves the administrator and the operator rather than the app. */
export class Admin {
  readonly log = new FunctionLog();
  readonly metrics: Metrics;
  readonly exports: Exports;
  readonly imports: Imports;
  readonly hiddenTables: HiddenTables;
  /** How many sync sockets are open; the server that has them says so. */
  sockets: () => number = () => 0;
  private readonly scratch: Scratch;
  private forgetting: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly options: AdminOptions,
  ) {
    const { sqlite, dataDir, runningActions } = options;
    this.scratch = new Scratch(dataDir);
    this.exports = new Exports(engine, sqlite, this.scratch);
    this.imports = new Imports(engine, this.scratch);
    this.hiddenTables = new HiddenTables(engine);
    this.metrics = new Metrics({
      liveQueries: () => engine.live.watched,
      sockets: () => this.sockets(),
      laneQueue: () => engine.lane.depth,
      scheduledFunctions: () => engine.scheduler.pending,
      runningActions,
      databaseBytes: () => sqlite.bytes,
    });
  }

  /** `newLines` are those that the log does not have yet. */
  completed(completion: Completion, newLines: readonly string[]): void {
    this.log.add(completion, newLines);
    this.metrics.completed(completion);
  }

  query(tx: Transaction, call: TransactionCall): string {
    return runSystemQuery(this.engine, this.options.cursors, tx, call);
  }

  /** Begins to remove what a crash has left. */
  start(): void {
    const { dataDir, sqlite } = this.options;
    if (dataDir !== null) {
      const forget = () =>
        this.engine.lane.reading(async () => {
          this.engine.pastCommits.forget();
          sqlite.forgetLog();
        });
      this.forgetting = setInterval(() => void forget().catch(() => {}), FORGET_EVERY_MS).unref();
    }
    this.hiddenTables.sweep().catch((error: Error) => {
      if (this.engine.catalog.hidden().length > 0)
        this.engine.report(failureOf("runtime", `clearing up: ${error.message}`));
    });
  }

  /** Removes what does not outlive the process. */
  close(): void {
    clearInterval(this.forgetting);
    this.scratch.remove();
  }
}
