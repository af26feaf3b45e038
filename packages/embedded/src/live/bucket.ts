import { IntervalTree, Interval as Span } from "@flatten-js/interval-tree";
import type { Interval } from "../store/readSet.ts";
import type { Key } from "../values/keys.ts";

/** What was read of one interval by one owner. */
export interface Filed<T> {
  readonly interval: Interval;
  readonly owner: T;
}

/** One interval, however many have read it. */
interface Range<T> {
  readonly from: Key;
  readonly to: Key;
  readonly items: Set<Filed<T>>;
}

/** Greater than every key: the characters of a key are bytes. */
const TOP: Key = "\u0100";
/** With so many ranges a tree finds those around a key faster than looking at each. */
const TREE_FROM = 32;

/** Intervals that share a prefix, most often the pages of one list, found by a key inside of them. */
export class Bucket<T> {
  private readonly ranges = new Map<string, Range<T>>();
  private tree: IntervalTree<Range<T>> | null = null;

  get empty(): boolean {
    return this.ranges.size === 0;
  }

  add(item: Filed<T>): void {
    const name = nameOf(item.interval);
    let range = this.ranges.get(name);
    if (!range) {
      range = { from: item.interval.from, to: item.interval.to ?? TOP, items: new Set() };
      this.ranges.set(name, range);
      if (this.tree) this.tree.insert(spanOf(range), range);
      else if (this.ranges.size > TREE_FROM) this.tree = treeOf(this.ranges.values());
    }
    range.items.add(item);
  }

  remove(item: Filed<T>): void {
    const name = nameOf(item.interval);
    const range = this.ranges.get(name)!;
    range.items.delete(item);
    if (range.items.size > 0) return;
    this.ranges.delete(name);
    this.tree?.remove(spanOf(range), range);
    if (this.ranges.size < TREE_FROM / 2) this.tree = null;
  }

  /** Calls `found` with everything whose interval contains the key. */
  at(key: Key, found: (item: Filed<T>) => void): void {
    // The spans of the tree include their end, ours do not.
    const ranges = this.tree ? (this.tree.search(new Span(key, key)) as Range<T>[]) : this.ranges.values();
    for (const { from, to, items } of ranges) if (key >= from && key < to) items.forEach(found);
  }
}

function nameOf({ from, to }: Interval): string {
  return `${from}\u0100${to ?? ""}`;
}

function spanOf({ from, to }: Range<unknown>): Span {
  return new Span(from, to);
}

function treeOf<T>(ranges: Iterable<Range<T>>): IntervalTree<Range<T>> {
  const tree = new IntervalTree<Range<T>>();
  for (const range of ranges) tree.insert(spanOf(range), range);
  return tree;
}
