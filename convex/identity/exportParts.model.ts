import type { OrderedQuery } from "convex/server";
import type { DataModel, Doc, Id, TableNames } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** An account or an agent, as far as finding its rows goes. */
type Of<S> = { ctx: QueryCtx; of: S };
type Rows<T extends TableNames> = OrderedQuery<DataModel[T]> | null;

/**
 * One kind of record in an export: which rows of a table belong to somebody, and which of their fields are told. Each domain
 * names its own in its `export.model.ts`, field by field, so that a new private column stays private; a test sees that no table
 * is forgotten.
 */
export interface ExportPart {
  kind: string;
  scope: "account" | "agent";
  table: TableNames;
  read(ctx: QueryCtx, of: Doc<"accounts"> | Doc<"agents">, cursor: string | null): Promise<Read>;
}

interface Read {
  records: Record<string, unknown>[];
  next: string | null;
}

const PAGE_ROWS = 100;

/** Rows of an account. */
export function ofAccount<T extends TableNames>(
  kind: string,
  table: T,
  fields: readonly (keyof Doc<T> & string)[],
  rows: (given: Of<Doc<"accounts">>) => Rows<T> | Promise<Rows<T>>,
): ExportPart {
  const read: ExportPart["read"] = async (ctx, of, cursor) =>
    readPage(await rows({ ctx, of: of as Doc<"accounts"> }), fields, cursor);
  return { kind, scope: "account", table, read };
}

/** Rows of an agent. */
export function ofAgent<T extends TableNames>(
  kind: string,
  table: T,
  fields: readonly (keyof Doc<T> & string)[],
  rows: (given: Of<Doc<"agents">>) => Rows<T> | Promise<Rows<T>>,
): ExportPart {
  const read: ExportPart["read"] = async (ctx, of, cursor) =>
    readPage(await rows({ ctx, of: of as Doc<"agents"> }), fields, cursor);
  return { kind, scope: "agent", table, read };
}

/** What belongs to an agent's streams, one stream after the other in the order they were made. */
export function ofStreams<T extends TableNames>(
  kind: string,
  table: T,
  fields: readonly (keyof Doc<T> & string)[],
  rows: (given: Of<Doc<"streams">>) => Rows<T>,
): ExportPart {
  const read: ExportPart["read"] = async (ctx, of, cursor) => {
    const at = cursor === null ? { madeAt: 0, cursor } : (JSON.parse(cursor) as PlaceInStreams);
    const [stream, following] = await ctx.db
      .query("streams")
      .withIndex("by_agent", (q) => q.eq("agentId", of._id as Id<"agents">).gte("_creationTime", at.madeAt))
      .take(2);
    if (!stream) return { records: [], next: null };
    const madeAt = stream._creationTime;
    // When the stream we were at has been erased since, this is the one after it, and begins at its beginning.
    const { records, next } = await readPage(
      rows({ ctx, of: stream }),
      fields,
      madeAt === at.madeAt ? at.cursor : null,
    );
    const onward =
      next === null
        ? following && { madeAt: following._creationTime, cursor: null }
        : { madeAt, cursor: next };
    return { records, next: onward ? JSON.stringify(onward) : null };
  };
  return { kind, scope: "agent", table, read };
}

interface PlaceInStreams {
  /** When the stream that is being read was made; 0 for the first. */
  madeAt: number;
  cursor: string | null;
}

async function readPage<T extends TableNames>(
  rows: Rows<T>,
  fields: readonly (keyof Doc<T> & string)[],
  cursor: string | null,
): Promise<Read> {
  if (rows === null) return { records: [], next: null };
  const { page, isDone, continueCursor } = await rows.paginate({ cursor, numItems: PAGE_ROWS });
  return {
    records: page.map((row) => recordOf(row as Doc<T>, fields)),
    next: isDone ? null : continueCursor,
  };
}

/** A row as the API writes things: its id, when it came to be, and the fields that were named. */
function recordOf<T extends TableNames>(
  row: Doc<T>,
  fields: readonly (keyof Doc<T> & string)[],
): Record<string, unknown> {
  const named = fields.map((field) => [field, row[field] ?? null] as const);
  return {
    id: row._id,
    created_at: new Date(row._creationTime).toISOString(),
    ...(written(Object.fromEntries(named)) as Record<string, unknown>),
  };
}

/** Names in snake case, times as RFC 3339: a number whose name ends in `At`, or says since or until when. */
function written(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => written(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      // What a trail says is under its hash, and stays as it is.
      Object.entries(value).map(([key, inner]) => [
        snakeCase(key),
        key === "facts" ? inner : written(inner, key),
      ]),
    );
  }
  const isTime = typeof value === "number" && /(^at|At|^until|Until|^since|Since)$/.test(name);
  return isTime ? new Date(value).toISOString() : value;
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
