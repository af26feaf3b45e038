import { createHash } from "node:crypto";
import { planSearch, type SearchSourceJson, type TextSearch } from "../search/textQuery.ts";
import {
  BY_CREATION_TIME,
  BY_ID,
  byIdIndex,
  type Index,
  requireEnabled,
  type Tablet,
} from "../store/catalog.ts";
import type { Transaction } from "../store/transaction.ts";
import { decodeId } from "../values/ids.ts";
import { canonicalText, type Json } from "../values/json.ts";
import { afterPrefix, encodeKey, type Key } from "../values/keys.ts";
import type { Expression } from "./filter.ts";

/** A query as the Convex library sends it. */
export interface QueryJson {
  source:
    | { type: "FullTableScan"; tableName: string; order: Order | null }
    | { type: "IndexRange"; indexName: string; range: RangeJson[]; order: Order | null }
    | SearchSourceJson;
  operators: ({ filter: Expression } | { limit: number })[];
}
type Order = "asc" | "desc";
interface RangeJson {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  value: Json;
}

/** What a query reads: one interval of one index, in one direction, and what happens to the rows after. */
export interface Plan {
  /** `null` when the table does not exist: the query yields nothing until it does. */
  readonly tablet: Tablet | null;
  /** `null` is `by_id`. */
  readonly index: Index | null;
  readonly indexId: number;
  /** The equality prefix that all keys of the interval share. */
  readonly bucket: Key;
  readonly from: Key;
  readonly to: Key | null;
  readonly descending: boolean;
  readonly operators: QueryJson["operators"];
  /** A text search gives the rows in the place of an index; their keys sort by rank. */
  readonly search: TextSearch | null;
  /** Ties a pagination cursor to the query it was made by; made when asked for. */
  fingerprint(): string;
}

const MAX_OPERATORS = 256;

/** Turns a query into a plan, or throws the error that Convex raises when the query is built. */
export function planQuery(tx: Transaction, component: string, query: QueryJson): Plan {
  const { source, operators } = query;
  if (operators.length > MAX_OPERATORS)
    throw new Error(`Query has too many operators: ${operators.length} (maximum ${MAX_OPERATORS})`);
  if (source.type === "Search") return searchPlan(tx, component, source, query);
  const [table, indexName] =
    source.type === "FullTableScan" ? [source.tableName, BY_CREATION_TIME] : splitIndexName(source.indexName);
  const tablet = tx.find(component, table) ?? null;
  const index = tablet?.indexes.get(indexName) ?? null;
  const known = indexName === BY_ID || indexName === BY_CREATION_TIME;
  if (tablet && !known) requireEnabled(index, `${table}.${indexName}`);
  const range = source.type === "IndexRange" ? source.range : [];
  const bounds =
    indexName === BY_ID
      ? idBounds(range)
      : fieldBounds(
          `${table}.${indexName}`,
          index ? [...index.fields.map((f) => f.join(".")), "_creationTime"] : null,
          range,
        );
  return {
    tablet,
    index,
    indexId: index ? index.id : tablet ? byIdIndex(tablet) : 0,
    ...bounds,
    descending: source.order === "desc",
    operators,
    search: null,
    fingerprint: () => fingerprintOf(query, index?.fields ?? null),
  };
}

function searchPlan(tx: Transaction, component: string, source: SearchSourceJson, query: QueryJson): Plan {
  const tablet = tx.find(component, splitIndexName(source.indexName)[0]) ?? null;
  const search = planSearch(tablet, source);
  return {
    tablet,
    index: null,
    indexId: 0,
    bucket: "",
    from: "",
    to: null,
    descending: false,
    operators: query.operators,
    search,
    fingerprint: () => fingerprintOf(query, search?.index.spec ?? null),
  };
}

function fingerprintOf(query: QueryJson, index: unknown): string {
  return createHash("sha256")
    .update(canonicalText(query as unknown as Json))
    .update(JSON.stringify(index))
    .digest("base64url")
    .slice(0, 16);
}

function splitIndexName(name: string): [table: string, index: string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

interface Bounds {
  bucket: Key;
  from: Key;
  to: Key | null;
}

function fieldBounds(name: string, fields: string[] | null, range: RangeJson[]): Bounds {
  const equal = new Map<string, Json>();
  const bounded = new Map<string, { lower?: RangeJson; upper?: RangeJson }>();
  for (const bound of range) {
    if (bound.type === "Eq") {
      if (equal.has(bound.fieldPath))
        throw new Error(`Already defined equality bound in index range for ${bound.fieldPath}.`);
      equal.set(bound.fieldPath, bound.value);
      continue;
    }
    const bounds = bounded.get(bound.fieldPath) ?? {};
    const side = bound.type === "Gt" || bound.type === "Gte" ? "lower" : "upper";
    if (bounds[side]) throw new Error(`Already defined ${side} bound in index range for ${bound.fieldPath}.`);
    bounds[side] = bound;
    bounded.set(bound.fieldPath, bounds);
  }
  // Without the table there is no index to compare with, and nothing to read either.
  if (!fields) return { bucket: "", from: "", to: "" };
  for (const field of [...equal.keys(), ...bounded.keys()])
    if (!fields.includes(field))
      throw new Error(
        `The index range for ${name} includes a comparison with "${field}", which is not an indexed field of ${JSON.stringify(fields)}.`,
      );
  const outOfOrder = () =>
    new Error(
      `Tried to query index ${name} but the query didn't use the index fields in order.\nIndex fields: ${JSON.stringify(fields)}\nQuery fields: ${JSON.stringify(range.map((r) => r.fieldPath))}`,
    );
  let bucket: Key = "";
  let used = 0;
  while (used < fields.length && equal.has(fields[used]!)) bucket += encodeKey(equal.get(fields[used++]!));
  if (used !== equal.size || bounded.size > 1) throw outOfOrder();
  const [bound] = bounded;
  const end = used === 0 ? null : afterValues(bucket, fields[used - 1]!);
  if (!bound) return { bucket, from: bucket, to: end };
  const [field, { lower, upper }] = bound;
  if (field !== fields[used]) throw outOfOrder();
  const key = (side: RangeJson) => bucket + encodeKey(side.value);
  return {
    bucket,
    from: !lower ? bucket : lower.type === "Gte" ? key(lower) : afterValues(key(lower), field),
    to: !upper ? end : upper.type === "Lt" ? key(upper) : afterValues(key(upper), field),
  };
}

/**
 * Where the keys end that begin with exactly these values, of which `field` is the last. What follows in them is
 * the tag of another value, which is never FF; in a longer text it may be, because NUL inside of a text is 00 FF.
 * After the creation time comes an id, which may begin with any byte.
 */
function afterValues(values: Key, field: string): Key {
  return field === "_creationTime" ? (afterPrefix(values) as Key) : `${values}\xff`;
}

/** Ranges over `by_id` compare documents by their internal id, whose order is that of the texts of one table. */
function idBounds(range: RangeJson[]): Bounds {
  let from: Key = "";
  let to: Key | null = null;
  let bucket: Key = "";
  for (const { type, value } of range) {
    const id = typeof value === "string" ? decodeId(value)?.internalId : undefined;
    if (id === undefined) return { bucket: "", from: "", to: "" };
    if (type === "Eq") bucket = id;
    if (type === "Gt") from = afterPrefix(id) as Key;
    if (type === "Eq" || type === "Gte") from = id;
    if (type === "Eq" || type === "Lte") to = afterPrefix(id);
    if (type === "Lt") to = id;
  }
  return { bucket, from, to };
}
