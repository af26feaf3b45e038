import { setTimeout as pause } from "node:timers/promises";
import { Cron } from "croner";
import { failureOf, type Report } from "../logRecord.ts";
import type { CronSpec } from "../modules/code.ts";
import { canonicalPath } from "../runtime/functions.ts";
import type { Lane } from "../runtime/lane.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { Transaction } from "../store/transaction.ts";
import { canonicalText, type Json, type JsonObject } from "../values/json.ts";
import { type JobRunner, RETRY_MS } from "./scheduler.ts";

/** An error of a cron run has no caller; it goes to the log. */

/** A cron of one component and the time of its next run. */
interface Slot {
  component: string;
  name: string;
  next: number;
}

/**
 * Runs `crons.ts` of the app and of every component. One run of a cron at a time; a run that was missed is
 * skipped. The next time is written in the commit of the run for mutations, and before the run for actions, so
 * neither runs twice for one slot.
 */
export class Crons {
  private timer: NodeJS.Timeout | null = null;
  private readonly running = new Set<string>();
  private specs = new Map<string, CronSpec>();
  private stopped = true;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly lane: Lane,
    private readonly runner: JobRunner,
    private readonly report: Report,
  ) {
    sqlite.exec(`CREATE TABLE IF NOT EXISTS crons(
      component TEXT NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL, next REAL NOT NULL,
      PRIMARY KEY(component, name))`);
  }

  /**
   * Takes over the crons of a push, by component, inside its transaction: unchanged ones keep their next time.
   * `wake` follows after the commit. Answers how the memory goes back when there is none.
   */
  declare(byComponent: ReadonlyMap<string, ReadonlyMap<string, CronSpec>>): () => void {
    const before = this.specs;
    const specs = new Map<string, CronSpec>();
    const known = new Map<string, string>();
    for (const row of this.sqlite.prepare("SELECT component, name, spec FROM crons").all())
      known.set(keyOf(row), row.spec);
    for (const [component, declared] of byComponent)
      for (const [name, spec] of declared) {
        const key = keyOf({ component, name });
        specs.set(key, spec);
        const text = canonicalText(spec as unknown as Json);
        if (known.get(key) === text) continue;
        const first = spec.schedule.type === "interval" ? Date.now() : nextTime(spec, Date.now());
        this.sqlite
          .prepare("INSERT OR REPLACE INTO crons(component, name, spec, next) VALUES (?, ?, ?, ?)")
          .run(component, name, text, first);
      }
    for (const { component, name } of this.slots())
      if (!specs.has(keyOf({ component, name })))
        this.sqlite.prepare("DELETE FROM crons WHERE component = ? AND name = ?").run(component, name);
    this.specs = specs;
    return () => {
      this.specs = before;
    };
  }

  start(): void {
    this.stopped = false;
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  wake(): void {
    if (this.stopped) return;
    if (this.timer) clearTimeout(this.timer);
    const waiting = this.slots().filter((slot) => !this.running.has(keyOf(slot)));
    const next = Math.min(...waiting.map((slot) => slot.next));
    if (next === Infinity) return;
    this.timer = setTimeout(() => this.runDue(), Math.min(Math.max(0, next - Date.now()), 2 ** 31 - 1));
  }

  private slots(): Slot[] {
    return this.sqlite.prepare("SELECT component, name, next FROM crons").all() as Slot[];
  }

  private runDue(): void {
    const now = Date.now();
    for (const slot of this.slots()) {
      const key = keyOf(slot);
      const spec = this.specs.get(key);
      if (slot.next > now || !spec || this.running.has(key)) continue;
      this.running.add(key);
      void this.run(slot, spec)
        .catch((error: Error) =>
          this.report(failureOf("runtime", `cron "${slot.name}" failed: ${error.message}`)),
        )
        .finally(() => {
          this.running.delete(key);
          this.wake();
        });
    }
    this.wake();
  }

  private async run({ component, name, next }: Slot, spec: CronSpec): Promise<void> {
    const target = { component, path: canonicalPath(spec.name), publicOnly: false };
    const args = (spec.args[0] ?? {}) as JsonObject;
    const advance = () =>
      this.sqlite
        .prepare("UPDATE crons SET next = ? WHERE component = ? AND name = ?")
        .run(followingTime(spec, next, Date.now()), component, name);
    if (this.runner.typeOf(target) === "mutation") {
      let failure: unknown = null;
      await this.writing(async (tx) => {
        advance();
        await tx
          .nested(() => this.runner.runMutation(tx, target, args, ""))
          .catch((error) => {
            failure = error;
          });
      });
      if (failure) throw failure;
    } else {
      await this.writing(async () => void advance());
      await this.runner.runAction(target, args, "");
    }
  }

  /** A slot that could not be moved on is due still, and must not be tried without a pause. */
  private async writing(work: (tx: Transaction) => Promise<void>): Promise<void> {
    await this.lane.writing(work).catch(async (error) => {
      await pause(RETRY_MS, undefined, { ref: false });
      throw error;
    });
  }
}

function keyOf({ component, name }: { component: string; name: string }): string {
  return `${component}\x00${name}`;
}

/** The first time of a schedule after `after`, in ms since the epoch; all schedules are in UTC. */
export function nextTime({ schedule }: CronSpec, after: number): number {
  if (schedule.type === "interval") return after + intervalMs(schedule);
  return new Cron(pattern(schedule), { timezone: "UTC" }).nextRun(new Date(after))!.getTime();
}

/** The slot after `slot` that still lies ahead; an interval keeps its beat however long the pause was. */
function followingTime(spec: CronSpec, slot: number, now: number): number {
  if (spec.schedule.type !== "interval") return nextTime(spec, Math.max(slot, now));
  const step = intervalMs(spec.schedule);
  return slot + step * Math.max(1, Math.ceil((now - slot) / step));
}

type Schedule = CronSpec["schedule"];

function intervalMs(schedule: Schedule): number {
  const {
    seconds = 0,
    minutes = 0,
    hours = 0,
  } = schedule as { seconds?: number; minutes?: number; hours?: number };
  return (Number(seconds) + Number(minutes) * 60 + Number(hours) * 3600) * 1000;
}

function pattern(schedule: Schedule): string {
  const {
    minuteUTC = 0,
    hourUTC = 0,
    dayOfWeek = "sunday",
    day = 1,
    cron = "",
  } = schedule as Record<string, string | number>;
  switch (schedule.type) {
    case "hourly":
      return `${minuteUTC} * * * *`;
    case "daily":
      return `${minuteUTC} ${hourUTC} * * *`;
    case "weekly":
      return `${minuteUTC} ${hourUTC} * * ${String(dayOfWeek).slice(0, 3)}`;
    case "monthly":
      return `${minuteUTC} ${hourUTC} ${day} * *`;
    case "cron":
      return String(cron);
    default:
      throw new Error(`Unknown cron schedule ${schedule.type}`);
  }
}
