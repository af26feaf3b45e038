import { getLoadablePath } from "sqlite-vec";
import type { DocumentIndex } from "../store/documentIndex.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { WrittenKey } from "../store/transaction.ts";
import type { InternalId } from "../values/ids.ts";
import { fieldAt, floatOf, isObject, type Json, type JsonObject, kindOf } from "../values/json.ts";
import { keyToBlob } from "../values/keys.ts";
import { facet, facetsOf } from "./facets.ts";

/** A `vectorIndex` as the schema declares it. */
export interface VectorIndexSpec {
  readonly kind: "vector";
  readonly name: string;
  readonly vectorField: string;
  readonly dimensions: number;
  readonly filterFields: readonly string[];
}

/** A vector search as the Convex library sends it. */
export interface VectorQueryJson {
  indexName: string;
  limit?: number;
  vector: Json[];
  expressions: Json;
}

/** A SELECT that gives the columns of `VectorRow`. */
export interface VectorSelect {
  readonly sql: string;
  readonly parameters: (string | number | Uint8Array)[];
}

export interface VectorRow {
  readonly id: Uint8Array;
  /** 1 minus the cosine of the angle between the vectors. */
  readonly distance: number;
}

const DEFAULT_LIMIT = 10;
const MOST_RESULTS = 256;
const MOST_FILTER_VALUES = 64;

/**
 * One vector index: the vectors as 32-bit floats in a table of their own with a column per filter field, and an
 * exact search that compares every vector which passes the filter. Why not sqlite-vec's own kind of table:
 * docs/decisions/0006-vectors-in-plain-tables.md.
 */
export class VectorIndex implements DocumentIndex {
  readonly name: string;
  staged = false;
  private readonly table: string;

  constructor(
    private readonly sqlite: Sqlite,
    readonly id: number,
    readonly spec: VectorIndexSpec,
  ) {
    this.name = spec.name;
    this.table = `vectors_${id}`;
    enableDistances(sqlite);
  }

  create(): void {
    const columns = this.spec.filterFields.map((_, i) => `f${i} TEXT NOT NULL`);
    this.sqlite.exec(
      `CREATE TABLE ${this.table}(${["id BLOB PRIMARY KEY", ...columns, "vector BLOB NOT NULL"].join(", ")})`,
    );
    for (const i of this.spec.filterFields.keys())
      this.sqlite.exec(`CREATE INDEX ${this.table}_f${i} ON ${this.table}(f${i})`);
  }

  drop(): void {
    this.sqlite.exec(`DROP TABLE ${this.table}`);
  }

  /** Only actions search vectors, and they watch nothing: there is nobody to tell. */
  write(id: InternalId, before: JsonObject | null, after: JsonObject | null): WrittenKey[] {
    const next = after && this.vectorOf(after);
    if (before && !next) this.sqlite.prepare(`DELETE FROM ${this.table} WHERE id = ?`).run(keyToBlob(id));
    if (after && next) {
      const values = [keyToBlob(id), ...facetsOf(after, this.spec.filterFields), next];
      this.sqlite
        .prepare(`INSERT OR REPLACE INTO ${this.table} VALUES (${values.map(() => "?").join(", ")})`)
        .run(...values);
    }
    return [];
  }

  /** The SELECT that finds the nearest vectors, nearest first. Throws for a query that does not fit the index. */
  plan({ indexName, vector, limit = DEFAULT_LIMIT, expressions }: VectorQueryJson): VectorSelect {
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_RESULTS)
      throw new Error(`Vector queries take a limit from 1 to ${MOST_RESULTS}, not ${limit}.`);
    const { dimensions } = this.spec;
    if (vector.length !== dimensions)
      throw new Error(
        `The query vector has ${vector.length} dimensions, but the vectors of index ${indexName} have ${dimensions}.`,
      );
    const bytes = floats(vector);
    if (!bytes) throw new Error("The query vector must be an array of float64 numbers.");
    const filter = this.filterOf(expressions, indexName);
    // A vector of length zero points nowhere: it is at right angles to everything.
    const sql = `SELECT id, coalesce(vec_distance_cosine(vector, ?), 1) AS distance FROM ${this.table}
      ${filter.length > 0 ? `WHERE ${filter.map(({ column }) => `${column} = ?`).join(" OR ")}` : ""}
      ORDER BY distance, id LIMIT ?`;
    return { sql, parameters: [bytes, ...filter.map(({ value }) => value), limit] };
  }

  private vectorOf(document: JsonObject): Uint8Array | null {
    const vector = fieldAt(document, this.spec.vectorField.split("."));
    return Array.isArray(vector) && vector.length === this.spec.dimensions ? floats(vector) : null;
  }

  /** The alternatives of a filter: `$eq`, or `$or` of them, nested as deep as one likes. */
  private filterOf(expression: Json, indexName: string): { column: string; value: string }[] {
    if (expression === null || expression === undefined) return [];
    const alternatives: { column: string; value: string }[] = [];
    const add = (part: Json): void => {
      const or = isObject(part) ? part.$or : undefined;
      const eq = isObject(part) ? part.$eq : undefined;
      if (Array.isArray(or) && or.length > 0) return or.forEach(add);
      const [left, right] = Array.isArray(eq) ? (eq as [JsonObject, JsonObject]) : [];
      if (typeof left?.$field !== "string" || right?.$literal === undefined)
        throw new Error("A filter of a vector search consists of `q.eq(field, value)` and `q.or(...)` only.");
      const position = this.spec.filterFields.indexOf(left.$field);
      if (position < 0)
        throw new Error(
          `The filter on "${left.$field}" needs that field among the \`filterFields\` of vector index ${indexName}.`,
        );
      alternatives.push({ column: `f${position}`, value: facet(position, right.$literal) });
    };
    add(expression);
    if (alternatives.length > MOST_FILTER_VALUES)
      throw new Error(
        `Vector queries take at most ${MOST_FILTER_VALUES} filter values, not ${alternatives.length}.`,
      );
    return alternatives;
  }
}

/** Numbers as 32-bit floats, or `null` when something else is among them. */
function floats(values: readonly Json[]): Uint8Array | null {
  const array = new Float32Array(values.length);
  for (const [i, value] of values.entries()) {
    if (kindOf(value) !== "float64") return null;
    array[i] = floatOf(value);
  }
  return new Uint8Array(array.buffer);
}

const enabled = new WeakSet<Sqlite>();

/** Where the extension with `vec_distance_cosine` is; `null` where there is none for the platform. */
export function vectorExtension(): string | null {
  try {
    return getLoadablePath();
  } catch {
    return null;
  }
}

/** sqlite-vec has binaries for fewer platforms than the driver; elsewhere the same function runs in JavaScript. */
function enableDistances(sqlite: Sqlite): void {
  if (enabled.has(sqlite)) return;
  enabled.add(sqlite);
  const extension = vectorExtension();
  if (extension === null || !sqlite.loadExtension(extension))
    sqlite.define("vec_distance_cosine", cosineDistance);
}

/** What `vec_distance_cosine` of sqlite-vec gives: 1 minus the cosine, `null` where there is no angle. */
export function cosineDistance(a: Uint8Array, b: Uint8Array): number | null {
  const left = new Float32Array(Uint8Array.from(a).buffer);
  const right = new Float32Array(Uint8Array.from(b).buffer);
  let dot = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let i = 0; i < left.length; i++) {
    dot += left[i]! * right[i]!;
    leftSquares += left[i]! ** 2;
    rightSquares += right[i]! ** 2;
  }
  const distance = 1 - dot / Math.sqrt(leftSquares * rightSquares);
  return Number.isNaN(distance) ? null : distance;
}
