import { setTimeout as pause } from "node:timers/promises";
import type { FunctionError } from "../runtime/errors.ts";
import type { Caller } from "../runtime/frame.ts";
import type { Target } from "../runtime/functions.ts";
import type { Lane } from "../runtime/lane.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { Transaction } from "../store/transaction.ts";
import { type JsonObject, sizeOf } from "../values/json.ts";
import { type DueRow, type JobState, JobTable } from "./jobTable.ts";

const MAX_DELAY_MS = 5 * 365 * 24 * 3600_000;
/** How many actions run at a time; the rest wait their turn. */
const PARALLEL_ACTIONS = 8;
/** So many due jobs are taken at a time; as many as share a commit. */
const BATCH = 256;
/** What has been due for longer than this was passed over: time went on while other jobs ran. */
const OVERDUE_MS = 0.5;
/** When the database cannot commit, what is due is tried again after this time. */
export const RETRY_MS = 1_000;
/** Node's timers take 32-bit delays; a longer wait is taken in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The call that schedules: its component gets the job, and it may be part of a job itself. */
interface SchedulingCall {
  readonly component: string;
  readonly caller: Pick<Caller, "scheduledFunctionId">;
}

export interface JobRunner {
  typeOf(target: Target): "query" | "mutation" | "action" | null;
  /** Runs a mutation inside `tx`; throws FunctionError. */
  runMutation(tx: Transaction, target: Target, args: JsonObject, jobId: string): Promise<void>;
  runAction(target: Target, args: JsonObject, jobId: string): Promise<void>;
}

/**
 * Runs scheduled functions when they are due. Mutations run exactly once: the job's new state commits together
 * with what the mutation wrote. Actions run at most once: they are marked before they start, and one that was
 * running when the process died fails at the next start.
 *
 * What is stored of them is `JobTable`'s; this class has the clock, and what is running.
 */
export class Scheduler {
  private timer: NodeJS.Timeout | null = null;
  private actions = 0;
  private readonly running = new Set<Promise<void>>();
  /** The component that scheduled each running action, by the job's id. */
  private readonly componentOf = new Map<string, string>();
  private draining: Promise<void> | null = null;
  /** Whether actions that are due were left for when others have ended. */
  private deferred = false;
  private stopped = false;
  private readonly jobs: JobTable;

  constructor(
    sqlite: Sqlite,
    private readonly lane: Lane,
    private readonly runner: JobRunner,
  ) {
    this.jobs = new JobTable(sqlite);
  }

  /**
   * Adds a job inside a transaction; it disappears with the transaction if that is undone. What a cancelled action
   * schedules is cancelled from the beginning: nobody could stop a chain of actions otherwise.
   */
  schedule(
    tx: Transaction,
    { component, caller }: SchedulingCall,
    target: Target,
    dueMs: number,
    args: JsonObject,
  ): string {
    if (!Number.isFinite(dueMs) || Math.abs(dueMs - Date.now()) > MAX_DELAY_MS)
      throw new Error("Scheduled time must be within 5 years of now.");
    const type = this.runner.typeOf(target);
    if (type === null) throw new Error(`Attempted to schedule function at nonexistent path: ${target.path}`);
    tx.usage.countScheduled(sizeOf(args));
    const what = type === "action" ? "start" : "run";
    const row = { component, target: target.component, at: dueMs, what } as const;
    const id = this.jobs.add(tx, row, target.path, args);
    if (this.isCancelledAction(tx, caller.scheduledFunctionId))
      this.jobs.finish(tx, component, id, { kind: "canceled" });
    return id;
  }

  cancel(tx: Transaction, component: string, id: string): void {
    const job = this.jobs.read(tx, component, id);
    if (!job || (job.document.state.kind !== "pending" && job.document.state.kind !== "inProgress")) return;
    this.jobs.finish(tx, component, id, { kind: "canceled" });
  }

  /** Starts running due jobs. Actions that were cut off by the end of the last process are failed first. */
  async start(): Promise<void> {
    for (const row of this.jobs.cutOff())
      await this.lane.writing(async (tx) => {
        this.jobs.finish(tx, row.component, this.jobs.idOf(tx, row), {
          kind: "failed",
          error: "Transient error while executing action",
        });
      });
    this.wake();
  }

  /** To be called after every commit; looks for the next job only when one may have been added. */
  committed(): void {
    if (this.jobs.takeAdded()) this.wake();
  }

  private wake(notBeforeMs = 0): void {
    if (this.stopped || this.draining) return;
    if (this.timer) clearTimeout(this.timer);
    const next = this.nextAt();
    if (next === null) return;
    const waitMs = next - Date.now();
    // What is due at this very moment still waits for the timer: a job that goes on scheduling itself yields to others.
    const room = this.deferred && this.mayStartActions;
    if (notBeforeMs === 0 && (waitMs < -OVERDUE_MS || room)) return this.drain();
    const delay = Math.min(Math.max(notBeforeMs, Math.ceil(waitMs)), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.drain(), delay);
  }

  private nextAt(): number | null {
    try {
      return this.jobs.nextAt(this.mayStartActions);
    } catch {
      // A disk that cannot be read is asked again.
      return Date.now() + RETRY_MS;
    }
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** How many jobs wait: for their time, or for room. */
  get pending(): number {
    return this.jobs.pending;
  }

  /** Whether a job is running. */
  get busy(): boolean {
    return this.draining !== null || this.running.size > 0;
  }

  /** Resolves when the jobs that are running have ended, and those that came due meanwhile. */
  async settled(): Promise<void> {
    while (this.busy) await Promise.all([this.draining, ...this.running]);
  }

  private drain(): void {
    const ended = (retryMs: number) => {
      this.draining = null;
      this.wake(retryMs);
    };
    // A commit that failed has been reported where it failed; what is due stays due.
    this.draining = this.runDue().then(
      () => ended(0),
      () => ended(RETRY_MS),
    );
  }

  /** Runs what is due now. */
  private async runDue(): Promise<void> {
    this.deferred = false;
    const rows = this.jobs.dueNow(this.mayStartActions, BATCH);
    const taken = await Promise.allSettled(rows.map((row) => this.take(row)));
    for (const one of taken) if (one.status === "rejected") throw one.reason;
  }

  private get mayStartActions(): boolean {
    return this.actions < PARALLEL_ACTIONS;
  }

  /** Takes one due row: a mutation runs here, an action starts here. */
  private async take(row: DueRow): Promise<void> {
    if (row.what === "expire") {
      await this.lane.writing(async (tx) => this.jobs.expire(tx, row));
      return;
    }
    // More actions may be due than may run at once; those beyond the limit stay where they are.
    if (row.what === "start" && !this.mayStartActions) {
      this.deferred = true;
      return;
    }
    if (row.what === "start") this.actions++;
    let action: { id: string; target: Target; args: JsonObject } | null = null;
    try {
      action = (await this.lane.writing((tx) => this.runOrStart(tx, row))).value;
    } finally {
      if (row.what === "start" && !action) this.actions--;
    }
    if (!action) return;
    // A job that was scheduled as a mutation may have become an action with a later push.
    if (row.what !== "start") this.actions++;
    this.track(this.runAction(row, action));
  }

  /** Runs a mutation, or marks an action as running and returns it. */
  private async runOrStart(tx: Transaction, row: DueRow) {
    this.jobs.removeDue(row);
    const id = this.jobs.idOf(tx, row);
    const job = this.jobs.read(tx, row.component, id);
    if (job?.document.state.kind !== "pending") return null;
    const [args] = job.document.args;
    const target = targetOf(row.target, job.document.name);
    const type = this.runner.typeOf(target);
    if (type === "action") {
      this.jobs.begin(tx, row, id);
      return { id, target, args };
    }
    let state: JobState = { kind: "success" };
    try {
      if (type !== "mutation") throw new Error(`Could not find a mutation or action named ${target.path}`);
      await tx.nested(() => this.runner.runMutation(tx, target, args, id));
    } catch (error) {
      state = { kind: "failed", error: (error as FunctionError).message };
    }
    this.jobs.finish(tx, row.component, id, state);
    return null;
  }

  private track(run: Promise<void>): void {
    this.running.add(run);
    void run.finally(() => this.running.delete(run));
  }

  private async runAction(
    row: DueRow,
    { id, target, args }: { id: string; target: Target; args: JsonObject },
  ): Promise<void> {
    let state: JobState = { kind: "success" };
    this.componentOf.set(id, row.component);
    try {
      await this.runner.runAction(target, args, id);
    } catch (error) {
      state = { kind: "failed", error: (error as Error).message };
    } finally {
      this.componentOf.delete(id);
      this.actions--;
    }
    this.wake();
    const settle = () =>
      this.lane.writing(async (tx) => {
        const job = this.jobs.read(tx, row.component, id);
        if (job?.document.state.kind === "inProgress") this.jobs.finish(tx, row.component, id, state);
        else this.jobs.removeDue(row);
      });
    // At the next start an action whose end could not be written counts as cut off.
    while (
      !(await settle().then(
        () => true,
        () => this.stopped,
      ))
    )
      await pause(RETRY_MS);
  }

  private isCancelledAction(tx: Transaction, jobId: string | null): boolean {
    const component = jobId === null ? undefined : this.componentOf.get(jobId);
    return (
      component !== undefined && this.jobs.read(tx, component, jobId!)?.document.state.kind === "canceled"
    );
  }
}

function targetOf(component: string, name: string): Target {
  return { component, path: name.replace(".js:", ":"), publicOnly: false };
}
