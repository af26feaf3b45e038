import { appendFileSync, writeFileSync } from "node:fs";
import type { ContenderName } from "./contenders.ts";

/** One measurement: what one server showed in one round. */
export interface Sample {
  readonly workload: string;
  /** Which variant of the workload, e.g. a number of viewers. */
  readonly setting: string;
  readonly contender: ContenderName;
  readonly round: number;
  readonly values: Readonly<Record<string, number>>;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Everything measured in a run. Each sample is also a line of JSON in a file. */
export class Samples {
  private readonly all: Sample[] = [];

  /** What the file held before is gone. */
  constructor(private readonly file: string) {
    writeFileSync(file, "");
  }

  add(sample: Sample): void {
    this.all.push(sample);
    appendFileSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), ...sample })}\n`);
  }

  of(workload: string, setting: string, contender: ContenderName): Sample[] {
    return this.all.filter(
      (sample) =>
        sample.workload === workload && sample.setting === setting && sample.contender === contender,
    );
  }

  settings(workload: string): string[] {
    return [
      ...new Set(this.all.filter((sample) => sample.workload === workload).map(({ setting }) => setting)),
    ];
  }

  contenders(workload: string): ContenderName[] {
    const measured = new Set(
      this.all.filter((sample) => sample.workload === workload).map((sample) => sample.contender),
    );
    return (["molt", "floor", "bare", "plain"] as const).filter((name) => measured.has(name));
  }
}

export function spread(values: number[]): Spread | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, min: sorted[0]!, max: sorted.at(-1)! };
}

/** The value below which a share of the values lies. Sorts them in place. */
export function quantile(values: Float64Array, share: number): number {
  values.sort();
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
