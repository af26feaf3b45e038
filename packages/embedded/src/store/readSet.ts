import { afterPrefix, type Key } from "../values/keys.ts";

/**
 * An interval `[from, to)` of one index that a query has read; `to: null` is open. `bucket` is the equality
 * prefix that every key inside shares: it is what the live index files the interval under.
 */
export interface Interval {
  readonly index: number;
  readonly bucket: Key;
  readonly from: Key;
  readonly to: Key | null;
  /** A write concerns this read only if it carries all of them: the filters of a text search. */
  readonly facets?: readonly string[];
}

/** Everything a transaction has read. A later write into one of the intervals makes its result stale. */
export class ReadSet {
  readonly intervals: Interval[] = [];
  private readonly points = new Set<string>();

  addPoint(index: number, key: Key): void {
    const point = `${index}:${key}`;
    if (this.points.has(point)) return;
    this.points.add(point);
    this.intervals.push({ index, bucket: key, from: key, to: afterPrefix(key) });
  }

  addInterval(interval: Interval): void {
    this.intervals.push(interval);
  }
}
