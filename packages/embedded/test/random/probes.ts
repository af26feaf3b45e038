import type { Value } from "convex/values";
import { encodeId } from "../../src/values/ids.ts";
import type { Bound, Operation, Probe, Rest } from "../app/convex/probes.ts";
import type { Random } from "./seed.ts";

const LINES = ["a", "b", "c"];
const WORDS = ["sun", "sunset", "moon", "moonlight", "star"];
const LABELS = ["x", "y", "z"];
/** Values of every kind that stand close to each other in an index. */
const PLACES: readonly (Value | undefined)[] = [
  undefined,
  null,
  -1n,
  0n,
  -1.5,
  0,
  -0,
  1,
  2,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  false,
  true,
  "",
  "a",
  "a\0",
  "ab",
  new Uint8Array([0, 255]).buffer,
  [],
  [1],
  [1, "a"],
  {},
  { a: 1 },
];
/** Tables that no schema knows; they come to be with their first document. */
const LATE_TABLES = ["late0", "late1", "late2"];
/** Numbers that tables may get which do not exist yet. */
const FIRST_TABLE_NUMBER = 10_001;

/** Decides what is watched and what is written, with ids of what is there, was there or will be. */
export class ProbeWorkload {
  private ids: string[] = [];

  constructor(private readonly random: Random) {}

  inserted(ids: readonly string[]): void {
    this.ids = [...this.ids, ...ids].slice(-40);
  }

  probe(depth = 0): Probe {
    const { random } = this;
    const kind = random.next();
    if (kind < 0.12) return { type: "get", id: this.id() };
    if (kind < 0.18) return { type: "belongs", table: random.pick(LATE_TABLES), id: this.idOfSomeTable() };
    if (kind < 0.26)
      return { type: "scan", table: this.table(), backwards: random.chance(0.5), rest: this.rest() };
    if (kind < 0.38)
      return {
        type: "search",
        words: this.words(2),
        line: random.chance(0.5) ? random.pick(LINES) : null,
      };
    if (kind < 0.41) return { type: "jobs" };
    if (kind < 0.5) return { type: "caller", line: random.pick(LINES), label: random.pick(LABELS) };
    if (kind < 0.56 && depth < 2)
      return { type: "nested", probes: [this.probe(depth + 1), this.probe(depth + 1)] };
    return this.range();
  }

  operations(depth = 0): Operation[] {
    return Array.from({ length: this.random.between(1, 3) }, () => this.operation(depth));
  }

  private operation(depth: number): Operation {
    const { random } = this;
    const kind = random.next();
    if (kind < 0.1 && depth < 2)
      return { type: "nested", operations: this.operations(depth + 1), fails: random.chance(0.5) };
    if (kind < 0.12) return { type: "schedule" };
    if (kind < 0.5 || this.ids.length === 0)
      return {
        type: "insert",
        table: random.chance(0.05) ? random.pick(LATE_TABLES) : "marks",
        fields: this.fields(),
      };
    const id = this.id();
    if (kind < 0.65) return { type: "remove", id };
    if (kind < 0.8) return { type: "replace", id, fields: this.fields() };
    const { line, place } = this.fields();
    return {
      type: "patch",
      id,
      fields: random.chance(0.5) ? { line } : place === undefined ? {} : { place },
    };
  }

  private range(): Probe {
    const { random } = this;
    const [index, fields] = random.pick([
      ["by_line_place", ["line", "place", "_creationTime"]],
      ["by_label", ["label", "_creationTime"]],
      ["by_creation_time", ["_creationTime"]],
      ["by_id", ["_id"]],
    ] as const);
    const equal = random.between(0, fields.length - 1);
    const bounded = fields[equal]!;
    const bound = (): Bound | null =>
      random.chance(0.5) ? { ...this.bound(bounded), inclusive: random.chance(0.5) } : null;
    return {
      type: "range",
      table: "marks",
      index,
      equal: fields.slice(0, equal).map((field) => this.bound(field)),
      lower: bound(),
      upper: bound(),
      backwards: random.chance(0.5),
      rest: this.rest(),
    };
  }

  private bound(field: string): Bound {
    const value = this.valueOf(field);
    // A field that is left out stands for `undefined`, which arguments cannot hold.
    return value === undefined ? { field } : { field, value };
  }

  private valueOf(field: string): Value | undefined {
    const { random } = this;
    switch (field) {
      case "line":
        return random.pick(LINES);
      case "label":
        return random.pick(LABELS);
      case "place":
        return random.pick(PLACES);
      case "_id":
        return this.id();
      default:
        return Date.now() - random.between(-5, 50);
    }
  }

  private rest(): Rest {
    const { random } = this;
    switch (random.between(0, 7)) {
      case 0:
        return { type: "take", count: random.between(1, 3) };
      case 1:
        return { type: "first", label: random.pick(LABELS) };
      case 2:
        return { type: "page", size: random.between(1, 3) };
      case 3:
        return { type: "count" };
      case 4:
        return { type: "until", label: random.pick(LABELS) };
      case 5:
        return { type: "unique" };
      default:
        return { type: "all" };
    }
  }

  private fields(): Record<string, Value> {
    const { random } = this;
    const place = random.pick(PLACES);
    return {
      line: random.pick(LINES),
      label: random.pick(LABELS),
      ...(place === undefined ? {} : { place }),
      ...(random.chance(0.7) ? { note: this.words(3) } : {}),
    };
  }

  private words(most: number): string {
    return Array.from({ length: this.random.between(1, most) }, () => this.random.pick(WORDS)).join(" ");
  }

  private table(): string {
    return this.random.chance(0.4) ? this.random.pick(LATE_TABLES) : "marks";
  }

  private id(): string {
    return this.ids.length === 0 || this.random.chance(0.05)
      ? this.idOfSomeTable()
      : this.random.pick(this.ids);
  }

  /** An id that nothing has, of a table that may come to be. */
  private idOfSomeTable(): string {
    const internalId = Array.from({ length: 16 }, () =>
      String.fromCharCode(this.random.between(0, 255)),
    ).join("");
    return encodeId(FIRST_TABLE_NUMBER + this.random.between(0, 40), internalId);
  }
}
