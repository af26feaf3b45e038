import { Cron } from "croner";
import type { CronSpec } from "../modules/code.ts";
import { canonicalPath } from "../runtime/functions.ts";
import type { Lane } from "../runtime/lane.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { JsonObject } from "../values/json.ts";
import { canonicalText, type Json } from "../values/json.ts";
import type { JobRunner } from "./scheduler.ts";

/** An error of a cron run has no caller; it goes to the log. */
type Report = (line: string) => void;

/**
 * Runs `crons.ts`. One run of a cron at a time; a run that was missed is skipped. The next time is written in
 * the commit of the run for mutations, and before the run for actions, so neither runs twice for one slot.
 */
export class Crons {
  private timer: NodeJS.Timeout | null = null;
  private readonly running = new Set<string>();
  private specs: ReadonlyMap<string, CronSpec> = new Map();
  private stopped = true;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly lane: Lane,
    private readonly runner: JobRunner,
    private readonly report: Report,
  ) {
    sqlite.exec(
      "CREATE TABLE IF NOT EXISTS crons(name TEXT PRIMARY KEY, spec TEXT NOT NULL, next REAL NOT NULL)",
    );
  }

  /** Takes over the crons of a push, inside its transaction: unchanged ones keep their next time. */
  declare(specs: ReadonlyMap<string, CronSpec>): void {
    this.specs = specs;
    const known = new Map<string, string>(
      this.sqlite
        .prepare("SELECT name, spec FROM crons")
        .all()
        .map((row: { name: string; spec: string }) => [row.name, row.spec]),
    );
    for (const name of known.keys())
      if (!specs.has(name)) this.sqlite.prepare("DELETE FROM crons WHERE name = ?").run(name);
    for (const [name, spec] of specs) {
      const text = canonicalText(spec as unknown as Json);
      if (known.get(name) === text) continue;
      const first = spec.schedule.type === "interval" ? Date.now() : nextTime(spec, Date.now());
      this.sqlite
        .prepare("INSERT OR REPLACE INTO crons(name, spec, next) VALUES (?, ?, ?)")
        .run(name, text, first);
    }
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
    const rows = this.sqlite.prepare("SELECT name, next FROM crons").all() as {
      name: string;
      next: number;
    }[];
    const next = Math.min(...rows.filter((row) => !this.running.has(row.name)).map((row) => row.next));
    if (next === Infinity) return;
    this.timer = setTimeout(() => this.runDue(), Math.min(Math.max(0, next - Date.now()), 2 ** 31 - 1));
  }

  private runDue(): void {
    const due = this.sqlite.prepare("SELECT name, next FROM crons WHERE next <= ?").all(Date.now()) as {
      name: string;
      next: number;
    }[];
    for (const { name, next } of due) {
      const spec = this.specs.get(name);
      if (!spec || this.running.has(name)) continue;
      this.running.add(name);
      void this.run(name, spec, next)
        .catch((error: Error) => this.report(`cron "${name}" failed: ${error.message}`))
        .finally(() => {
          this.running.delete(name);
          this.wake();
        });
    }
    this.wake();
  }

  private async run(name: string, spec: CronSpec, slot: number): Promise<void> {
    const target = { component: "", path: canonicalPath(spec.name) };
    const args = (spec.args[0] ?? {}) as JsonObject;
    const advance = () =>
      this.sqlite
        .prepare("UPDATE crons SET next = ? WHERE name = ?")
        .run(followingTime(spec, slot, Date.now()), name);
    if (this.runner.typeOf(target) === "mutation") {
      let failure: unknown = null;
      await this.lane.writing(async (tx) => {
        advance();
        await tx
          .nested(() => this.runner.runMutation(tx, target, args, ""))
          .catch((error) => (failure = error));
      });
      if (failure) throw failure;
    } else {
      await this.lane.writing(async () => void advance());
      await this.runner.runAction(target, args, "");
    }
  }
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
