import type { Change, Range } from "../app/convex/ranges.ts";
import type { Random } from "./seed.ts";

/** Places are few, so that marks often share one and ranges often touch. */
const LAST_PLACE = 20;
const LINES = 3;
/** Ranges are few, so that results are shared and asked for again. */
const RANGES = 8;
/** So many marks may be in one of the guarded ranges. */
const LIMIT = 4;

let workloads = 0;

/** Decides what clients do to the marks on some lines of their own. */
export class MarksWorkload {
  readonly lines: readonly string[];
  private readonly ranges: readonly Range[];
  private readonly prefix = `w${workloads++}`;
  private labels: string[] = [];
  private lastLabel = 0;

  constructor(private readonly random: Random) {
    this.lines = Array.from({ length: LINES }, (_, i) => `${this.prefix} ${i}`);
    this.ranges = Array.from({ length: RANGES }, () => this.newRange());
  }

  range(): Range {
    return this.random.pick(this.ranges);
  }

  /** The arguments of `ranges:change`. */
  mutation(): { changes: Change[]; fails: boolean } {
    return { changes: this.changes(0), fails: this.random.chance(0.08) };
  }

  private changes(depth: number): Change[] {
    return Array.from({ length: this.random.between(1, 3) }, () => this.change(depth));
  }

  private change(depth: number): Change {
    const { random } = this;
    if (depth < 2 && random.chance(0.1))
      return { type: "nested", changes: this.changes(depth + 1), fails: random.chance(0.5) };
    if (random.chance(0.05)) return { type: "pause" };
    const where = { line: random.pick(this.lines), place: random.between(0, LAST_PLACE) };
    switch (random.between(0, 5)) {
      case 0:
        return { type: "insert", ...where, label: this.newLabel() };
      case 1: {
        const range = { ...this.range(), take: null };
        const place = random.between(range.from, range.to);
        return { type: "insertIfFewer", range, limit: LIMIT, place, label: this.newLabel() };
      }
      case 2:
      case 3:
        return { type: "move", label: this.oldLabel(), ...where };
      case 4:
        return { type: "remove", label: this.oldLabel() };
      default:
        return { type: "read", range: this.range() };
    }
  }

  private newRange(): Range {
    const { random } = this;
    const [a, b] = [random.between(0, LAST_PLACE), random.between(0, LAST_PLACE)];
    return {
      line: random.pick(this.lines),
      from: Math.min(a, b),
      to: Math.max(a, b),
      backwards: random.chance(0.5),
      take: random.chance(0.4) ? random.between(1, 3) : null,
      evenOnly: random.chance(0.2),
    };
  }

  private newLabel(): string {
    const label = `${this.prefix} ${++this.lastLabel}`;
    this.labels = [...this.labels.slice(-29), label];
    return label;
  }

  /** A label that may stand for a mark, or for one that is gone, or for one that never came to be. */
  private oldLabel(): string {
    return this.labels.length === 0 ? "nobody" : this.random.pick(this.labels);
  }
}
