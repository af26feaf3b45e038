import type { Row, Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import type { Key } from "../values/keys.ts";
import { passes } from "./filter.ts";
import type { Plan } from "./plan.ts";

const FIRST_CHUNK = 32;
const LARGEST_CHUNK = 256;

/**
 * Walks a plan row by row. Rows are read ahead in chunks that grow, so no SQLite statement stays open across
 * a write; a write in the same transaction drops what was read ahead. The read set gets the interval that was
 * consumed and nothing beyond it, so a "newest 50" is not disturbed by older rows.
 */
export class Cursor {
  private buffer: Row[] = [];
  private bufferAt = 0;
  private bufferVersion = -1;
  private chunk: number;
  private last: Row | null = null;
  /** Nothing comes after what is in the buffer. */
  private bufferIsLast: boolean;
  private recorded = false;
  private readonly remaining: number[];

  constructor(
    private readonly tx: Transaction,
    private readonly plan: Plan,
    /** Where to begin: after this key in the plan's direction. */
    private readonly after: Key | null = null,
    /** Where to stop: this key is the last one included. */
    private readonly through: Key | null = null,
  ) {
    this.bufferIsLast = plan.tablet === null;
    this.remaining = plan.operators.map((operator) => ("limit" in operator ? operator.limit : 0));
    const onlyLimit =
      plan.operators.length === 1 && "limit" in plan.operators[0]! ? plan.operators[0].limit : null;
    this.chunk = onlyLimit ? Math.min(Math.max(onlyLimit, 1), LARGEST_CHUNK) : FIRST_CHUNK;
    tx.usage.countInterval();
  }

  /** The key of the row that `next` gave last, or where the cursor began. */
  get position(): Key | null {
    return this.last ? this.last.key : this.after;
  }

  /** The text of the next document that passes the operators, or `null` at the end. */
  next(): string | null {
    while (!this.limitReached()) {
      const row = this.nextRow();
      if (!row) return this.end(true);
      this.tx.usage.countRead(row.text.length);
      if (this.admits(row.text)) return row.text;
    }
    return this.end(false);
  }

  /** Records what has been read so far; a cursor that is dropped half-way still depends on it. */
  close(): void {
    this.record(false);
  }

  private end(exhausted: boolean): null {
    this.record(exhausted);
    return null;
  }

  private limitReached(): boolean {
    const { operators } = this.plan;
    for (let i = 0; i < operators.length; i++)
      if ("limit" in operators[i]! && this.remaining[i] === 0) return true;
    return false;
  }

  /** Filters and limits apply in the order they were written: a filter after a limit sees the limited rows. */
  private admits(text: string): boolean {
    const { operators } = this.plan;
    let document: JsonObject | null = null;
    for (let i = 0; i < operators.length; i++) {
      const operator = operators[i]!;
      if ("limit" in operator) {
        if (this.remaining[i]! <= 0) return false;
        this.remaining[i]!--;
      } else {
        document ??= JSON.parse(text) as JsonObject;
        if (!passes(operator.filter, document)) return false;
      }
    }
    return true;
  }

  private nextRow(): Row | null {
    const outdated = this.bufferVersion !== this.tx.writeVersion;
    if (outdated || (this.bufferAt === this.buffer.length && !this.bufferIsLast)) this.fill();
    const row = this.buffer[this.bufferAt++];
    if (!row) return null;
    this.last = row;
    return row;
  }

  private fill(): void {
    const [from, to] = this.rest();
    this.bufferVersion = this.tx.writeVersion;
    this.bufferAt = 0;
    const { tablet, index, descending, search } = this.plan;
    this.buffer =
      !tablet || (to !== null && from >= to)
        ? []
        : search
          ? search.rows(this.tx, from, to, this.chunk)
          : this.tx.scan(tablet, index, from, to, descending, this.chunk);
    // A search gives the matches that it has ranked, and tells only who reads on that there are more.
    this.bufferIsLast = search === null && this.buffer.length < this.chunk;
    this.chunk = Math.min(this.chunk * 2, LARGEST_CHUNK);
  }

  /** The part of the plan's interval that lies after the last row and up to `through`. */
  private rest(): [from: Key, to: Key | null] {
    return this.clamp(this.position, this.through);
  }

  /**
   * The plan's interval without what lies up to `after` and beyond `through`, in the plan's direction. Bounds
   * outside of the plan change nothing: a cursor cannot widen what its query may read.
   */
  private clamp(after: Key | null, through: Key | null): [from: Key, to: Key | null] {
    let { from, to } = this.plan;
    const [low, high] = this.plan.descending
      ? [through, after]
      : [after && keyAfter(after), through && keyAfter(through)];
    if (low !== null && low > from) from = low;
    if (high !== null && (to === null || high < to)) to = high;
    return [from, to];
  }

  private record(exhausted: boolean): void {
    if (this.recorded || !this.plan.tablet) return;
    this.recorded = true;
    // Nothing consumed and not at the end: a query that was built and never read depends on nothing.
    if (!exhausted && this.last === null) return;
    if (this.plan.search) return this.plan.search.record(this.tx.reads);
    const [from, to] = this.clamp(this.after, exhausted ? this.through : this.position);
    const { indexId, bucket } = this.plan;
    if (to === null || from < to) this.tx.reads.addInterval({ index: indexId, bucket, from, to });
  }
}

/** The smallest key after `key`. Keys of one index are never prefixes of each other, so a zero byte is enough. */
function keyAfter(key: Key): Key {
  return `${key}\x00`;
}
