import type { Interval } from "../store/readSet.ts";
import type { WrittenKey } from "../store/transaction.ts";
import type { Key } from "../values/keys.ts";
import { Bucket, type Filed } from "./bucket.ts";

/** The intervals of one index, filed under the equality prefix that all their keys share. */
interface Shelf<T> {
  readonly buckets: Map<Key, Bucket<T>>;
  /** How many buckets there are of each prefix length: a write looks up one prefix per length in use. */
  readonly lengths: Map<number, number>;
}

/**
 * Finds the owners of the intervals that contain a written key. The cost of a write grows with the number of
 * prefix lengths in use and with the owners found, and hardly with the number of intervals.
 */
export class IntervalIndex<T> {
  private readonly shelves = new Map<number, Shelf<T>>();
  private readonly filedBy = new Map<T, Filed<T>[]>();

  /** Files the intervals of an owner; one owner is filed once at a time. */
  add(owner: T, intervals: readonly Interval[]): void {
    this.remove(owner);
    const filed = intervals.map((interval) => ({ interval, owner }));
    this.filedBy.set(owner, filed);
    for (const item of filed) {
      const { index, bucket } = item.interval;
      let shelf = this.shelves.get(index);
      if (!shelf) {
        shelf = { buckets: new Map(), lengths: new Map() };
        this.shelves.set(index, shelf);
      }
      let items = shelf.buckets.get(bucket);
      if (!items) {
        items = new Bucket();
        shelf.buckets.set(bucket, items);
        shelf.lengths.set(bucket.length, (shelf.lengths.get(bucket.length) ?? 0) + 1);
      }
      items.add(item);
    }
  }

  remove(owner: T): void {
    for (const item of this.filedBy.get(owner) ?? []) {
      const { index, bucket } = item.interval;
      const shelf = this.shelves.get(index)!;
      const items = shelf.buckets.get(bucket)!;
      items.remove(item);
      if (!items.empty) continue;
      shelf.buckets.delete(bucket);
      const left = shelf.lengths.get(bucket.length)! - 1;
      if (left > 0) shelf.lengths.set(bucket.length, left);
      else shelf.lengths.delete(bucket.length);
      if (shelf.buckets.size === 0) this.shelves.delete(index);
    }
    this.filedBy.delete(owner);
  }

  /** The owners that have read one of the written keys. */
  hit(written: readonly WrittenKey[]): Set<T> {
    const owners = new Set<T>();
    for (const { index, key, facets } of written) {
      const shelf = this.shelves.get(index);
      if (!shelf) continue;
      for (const length of shelf.lengths.keys()) {
        if (length > key.length) continue;
        shelf.buckets.get(key.slice(0, length))?.at(key, ({ interval, owner }) => {
          if (!interval.facets || interval.facets.every((facet) => facets?.includes(facet)))
            owners.add(owner);
        });
      }
    }
    return owners;
  }

  get size(): number {
    return this.filedBy.size;
  }
}
