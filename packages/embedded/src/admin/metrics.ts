import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Completion, Run } from "./functionLog.ts";

/** What is read off the running parts when somebody asks for the metrics. */
export interface Readings {
  liveQueries(): number;
  sockets(): number;
  laneQueue(): number;
  scheduledFunctions(): number;
  runningActions(): number;
  databaseBytes(): number;
}

interface Series {
  readonly type: Run["type"];
  readonly outcome: "success" | "error";
  readonly seconds: { observe(seconds: number): void };
  runs: number;
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const BATCH = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * What an operator watches, in Prometheus' text format. Labels are kinds and outcomes, never names of functions
 * or of users, so the number of series does not depend on the app.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly seconds: Histogram<"type">;
  /** The series of each kind and outcome: looking one up by its labels takes longer than counting. */
  private readonly series = new Map<string, Series>();
  private readonly commits: Counter<"outcome">;
  private readonly batchSize: Histogram;
  /** Why the newest commit failed, or `null` when it went well. */
  commitFailure: string | null = null;

  constructor(readings: Readings) {
    const registers = [this.registry];
    const { series } = this;
    new Counter({
      name: "convex_function_runs_total",
      help: "Finished runs of functions by kind and outcome.",
      labelNames: ["type", "outcome"],
      registers,
      collect() {
        this.reset();
        for (const { type, outcome, runs } of series.values()) this.inc({ type, outcome }, runs);
      },
    });
    this.seconds = new Histogram({
      name: "convex_function_seconds",
      help: "Time of a run; of a mutation from its arrival to its commit.",
      labelNames: ["type"],
      buckets: SECONDS,
      registers,
    });
    this.commits = new Counter({
      name: "convex_commits_total",
      help: "Commits of the database by outcome; one commit carries a batch of mutations.",
      labelNames: ["outcome"],
      registers,
    });
    this.batchSize = new Histogram({
      name: "convex_commit_batch_size",
      help: "Mutations that shared one commit.",
      buckets: BATCH,
      registers,
    });
    const gauges: [string, string, () => number][] = [
      ["convex_live_queries", "Distinct queries that somebody watches.", readings.liveQueries],
      ["convex_sync_sockets", "Open sync WebSockets.", readings.sockets],
      ["convex_lane_queue", "Transactions that wait for their turn.", readings.laneQueue],
      ["convex_scheduled_functions", "Scheduled functions that have not run.", readings.scheduledFunctions],
      ["convex_running_actions", "Actions and HTTP actions under way.", readings.runningActions],
      ["convex_database_bytes", "Size of the database.", readings.databaseBytes],
      ["process_resident_memory_bytes", "Memory of the process.", () => process.memoryUsage.rss()],
    ];
    for (const [name, help, read] of gauges)
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
  }

  completed({ run, result, durationMs }: Completion): void {
    const series = this.seriesOf(run.type, result.error ? "error" : "success");
    series.runs++;
    series.seconds.observe(durationMs / 1000);
  }

  private seriesOf(type: Run["type"], outcome: Series["outcome"]): Series {
    const name = `${type} ${outcome}`;
    let series = this.series.get(name);
    if (!series) {
      series = { type, outcome, runs: 0, seconds: this.seconds.labels({ type }) };
      this.series.set(name, series);
    }
    return series;
  }

  committed(batchSize: number): void {
    this.commits.inc({ outcome: "success" });
    this.batchSize.observe(batchSize);
    this.commitFailure = null;
  }

  commitFailed(error: unknown): void {
    this.commits.inc({ outcome: "error" });
    this.commitFailure = (error as Error).message;
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
