import type { Sqlite } from "../store/sqlite.ts";
import type { Transaction } from "../store/transaction.ts";
import { decodeId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { blobToKey, keyToBlob } from "../values/keys.ts";

const TABLE = "_scheduled_functions";
/** Finished jobs stay readable for seven days, as on Convex. */
const KEEP_FINISHED_MS = 7 * 24 * 3600_000;

export type JobState =
  | { kind: "pending" | "inProgress" | "success" | "canceled" }
  | { kind: "failed"; error: string };

/** A row of `_scheduled_functions`. */
interface Job extends JsonObject {
  /** The function's path, with `.js`. */
  name: string;
  args: [JsonObject];
  scheduledTime: number;
  state: JobState;
}

/** Where a job stands in the order of what is due. */
export interface DueRow {
  at: number;
  id: Uint8Array;
  /** The component that scheduled the job; its row in `_scheduled_functions` is there. */
  component: string;
  /** The component whose function runs: another one when it was scheduled through a handle or a reference. */
  target: string;
  /** `run` a mutation, `start` an action, an `action` that is running, or let a finished job `expire`. */
  what: "run" | "start" | "action" | "expire";
}

/**
 * The jobs as they are stored: rows of `_scheduled_functions`, which users see, and beside them the `due` table, which
 * has their order. Every change of a job belongs to a transaction, and what undoes that undoes both.
 */
export class JobTable {
  private added = false;

  constructor(private readonly sqlite: Sqlite) {
    sqlite.exec(`CREATE TABLE IF NOT EXISTS due(
      at REAL NOT NULL, id BLOB NOT NULL, component TEXT NOT NULL, what TEXT NOT NULL, target TEXT NOT NULL,
      PRIMARY KEY(at, id)) WITHOUT ROWID`);
  }

  /** Adds a pending job and returns its id. */
  add(
    tx: Transaction,
    { component, target, at, what }: Omit<DueRow, "id">,
    path: string,
    args: JsonObject,
  ): string {
    const [module, name] = path.split(":");
    const id = tx.insert(tx.ensureTable(component, TABLE), {
      name: `${module}.js:${name}`,
      args: [args],
      scheduledTime: at,
      state: { kind: "pending" },
    });
    this.addDue(at, id, component, what, target);
    return id;
  }

  /** Marks the job of a row that was taken as an action that runs. */
  begin(tx: Transaction, row: DueRow, id: string): void {
    const { tablet, internalId, document } = this.read(tx, row.component, id)!;
    tx.replace(tablet, internalId, document, { ...document, state: { kind: "inProgress" } });
    this.addDue(row.at, id, row.component, "action", row.target);
  }

  /** Gives a job its last state, if it still exists. */
  finish(tx: Transaction, component: string, id: string, state: JobState): void {
    const job = this.read(tx, component, id);
    if (!job) return;
    const completedTime = Date.now();
    tx.replace(job.tablet, job.internalId, job.document, { ...job.document, completedTime, state });
    this.removeDue({ at: job.document.scheduledTime, id: keyToBlob(job.internalId) });
    this.addDue(completedTime + KEEP_FINISHED_MS, id, component, "expire", component);
  }

  /** Removes a job whose time as a finished one is over. */
  expire(tx: Transaction, row: DueRow): void {
    const job = this.read(tx, row.component, this.idOf(tx, row));
    if (job) tx.remove(job.tablet, job.internalId, job.document);
    this.removeDue(row);
  }

  read(tx: Transaction, component: string, id: string) {
    const tablet = tx.find(component, TABLE);
    const internalId = decodeId(id)?.internalId;
    const text = tablet && internalId !== undefined ? tx.get(tablet, internalId) : null;
    return text ? { tablet: tablet!, internalId: internalId!, document: JSON.parse(text) as Job } : null;
  }

  /** The public id of the job that a row is about. */
  idOf(tx: Transaction, row: Pick<DueRow, "id" | "component">): string {
    const tablet = tx.find(row.component, TABLE)!;
    return (JSON.parse(tx.peek(tablet, blobToKey(row.id)) ?? "{}") as { _id?: string })._id ?? "";
  }

  removeDue(row: Pick<DueRow, "at" | "id">): void {
    this.sqlite.prepare("DELETE FROM due WHERE at = ? AND id = ?").run(row.at, row.id);
  }

  /** When the next job is due, or `null`. What has expired goes along with it: removing that is not worth waking up for. */
  nextAt(actionsToo: boolean): number | null {
    const where = `what != 'expire' AND ${takeable(actionsToo)}`;
    return this.sqlite.prepare(`SELECT min(at) AS at FROM due WHERE ${where}`).get().at;
  }

  /** What is due now, the oldest first. */
  dueNow(actionsToo: boolean, limit: number): DueRow[] {
    return this.sqlite
      .prepare(
        `SELECT at, id, component, what, target FROM due WHERE at <= ? AND ${takeable(actionsToo)} ORDER BY at LIMIT ${limit}`,
      )
      .all(Date.now());
  }

  /** The actions that were running when the last process ended. */
  cutOff(): Pick<DueRow, "id" | "component">[] {
    return this.sqlite.prepare("SELECT id, component FROM due WHERE what = 'action'").all();
  }

  /** How many jobs wait: for their time, or for room. */
  get pending(): number {
    return this.sqlite.prepare("SELECT count(*) AS n FROM due WHERE what IN ('run', 'start')").get().n;
  }

  /** Whether something was added since somebody has asked. */
  takeAdded(): boolean {
    const { added } = this;
    this.added = false;
    return added;
  }

  private addDue(at: number, id: string, component: string, what: DueRow["what"], target: string): void {
    this.added = true;
    this.sqlite
      .prepare("INSERT OR REPLACE INTO due(at, id, component, what, target) VALUES (?, ?, ?, ?, ?)")
      .run(at, keyToBlob(decodeId(id)!.internalId), component, what, target);
  }
}

/** Which rows may be taken: actions wait while as many as allowed are running. */
function takeable(actionsToo: boolean): string {
  return actionsToo ? "what != 'action'" : "what NOT IN ('action', 'start')";
}
