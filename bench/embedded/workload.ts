import type { ContenderName, Stage } from "./contenders.ts";
import type { Samples } from "./samples.ts";

/** What a workload gets to run with. */
export interface Bench {
  readonly stage: Stage;
  readonly samples: Samples;
  readonly rounds: number;
  /** Shorter measurements and smaller data, to see that everything runs. */
  readonly quick: boolean;
  /** Leaves out what is not the embedded runtime. */
  readonly alone: boolean;
}

export interface Workload {
  /** What `--only` calls it. */
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly goals: readonly Goal[];
  run(bench: Bench): Promise<void>;
}

/** A column of the workload's table. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly digits?: number;
  /** Only the median is shown. */
  readonly brief?: boolean;
}

/** A ratio (or a value, without `to`) that the embedded runtime is to reach. */
export interface Goal {
  readonly label: string;
  readonly figure: string;
  readonly setting: string;
  /** Whose figure it is, of the embedded runtime by default: another's shows what is to be had at best. */
  readonly of?: ContenderName;
  /** What it is divided by: the same figure of another server or of another setting, in the same round. */
  readonly to?: { contender?: ContenderName; setting?: string };
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
