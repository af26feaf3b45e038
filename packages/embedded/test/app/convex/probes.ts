import {
  type GenericDataModel,
  type GenericMutationCtx,
  type GenericQueryCtx,
  mutationGeneric,
  queryGeneric,
} from "convex/server";
import { ConvexError, v } from "convex/values";
import { api } from "../api";

/** A bound of an index range; without a `value` it is `undefined`. */
export interface Bound {
  field: string;
  value?: unknown;
  inclusive?: boolean;
}

/** One way in which a query can depend on data. Tables and indexes are named freely; they need not exist. */
export type Probe =
  | { type: "get"; id: string }
  | { type: "belongs"; table: string; id: string }
  | { type: "scan"; table: string; backwards: boolean; rest: Rest }
  | {
      type: "range";
      table: string;
      index: string;
      equal: Bound[];
      lower: Bound | null;
      upper: Bound | null;
      backwards: boolean;
      rest: Rest;
    }
  | { type: "search"; words: string; line: string | null }
  | { type: "jobs" }
  /** Asks who is calling only when there is a mark on the line with the label. */
  | { type: "caller"; line: string; label: string }
  | { type: "nested"; probes: Probe[] };

/** What becomes of the rows of a range; `until` leaves in the middle, and `unique` fails when there are several. */
export type Rest =
  | { type: "all" }
  | { type: "take"; count: number }
  | { type: "first" | "until"; label: string }
  | { type: "unique" }
  | { type: "page"; size: number }
  | { type: "count" };

export type Operation =
  | { type: "insert"; table: string; fields: Record<string, unknown> }
  | { type: "patch" | "replace"; id: string; fields: Record<string, unknown> }
  | { type: "remove"; id: string }
  | { type: "schedule" }
  | { type: "nested"; operations: Operation[]; fails: boolean };

export const read = queryGeneric({
  args: { probe: v.any() },
  handler: (ctx, { probe }) => look(ctx, probe as Probe),
});

/** Does the operations and returns the ids of what it inserted. */
export const write = mutationGeneric({
  args: { operations: v.array(v.any()), fails: v.boolean() },
  handler: async (ctx, { operations, fails }): Promise<string[]> => {
    const inserted: string[] = [];
    for (const operation of operations as Operation[]) inserted.push(...(await apply(ctx, operation)));
    if (fails) throw new ConvexError("as asked");
    return inserted;
  },
});

async function look(ctx: GenericQueryCtx<GenericDataModel>, probe: Probe): Promise<unknown> {
  switch (probe.type) {
    case "get":
      return ctx.db.get(probe.id as never);
    case "belongs":
      return ctx.db.normalizeId(probe.table, probe.id) !== null;
    case "scan": {
      const order = probe.backwards ? "desc" : "asc";
      const table = ctx.db.query(probe.table) as ReturnType<typeof ctx.db.query> & {
        count(): Promise<number>;
      };
      // Not in the types of the library yet.
      return probe.rest.type === "count" ? table.count() : finish(table.order(order), probe.rest);
    }
    case "range": {
      const { table, index, equal, lower, upper, backwards, rest } = probe;
      const ordered = ctx.db
        .query(table)
        .withIndex(index, (range) => {
          let q = range as unknown as Record<string, (field: string, value: unknown) => never>;
          for (const { field, value } of equal) q = q.eq!(field, value);
          if (lower) q = q[lower.inclusive ? "gte" : "gt"]!(lower.field, lower.value);
          if (upper) q = q[upper.inclusive ? "lte" : "lt"]!(upper.field, upper.value);
          return q as never;
        })
        .order(backwards ? "desc" : "asc");
      return finish(ordered, rest);
    }
    case "search": {
      const { words, line } = probe;
      const found = await ctx.db
        .query("marks")
        .withSearchIndex("by_note", (q) => {
          const matching = q.search("note", words);
          return line === null ? matching : matching.eq("line", line);
        })
        .collect();
      // Their order depends on how common the words are in all documents, and is not promised.
      return found.map(({ _id }) => _id).sort();
    }
    case "jobs":
      return (await ctx.db.system.query("_scheduled_functions").collect()).length;
    case "caller": {
      const { line, label } = probe;
      const marks = ctx.db.query("marks").withIndex("by_label", (q) => q.eq("label", label));
      const mark = await marks.filter((q) => q.eq(q.field("line"), line)).first();
      return mark && ((await ctx.auth.getUserIdentity())?.subject ?? "nobody");
    }
    case "nested": {
      const results: unknown[] = [];
      for (const inner of probe.probes) results.push(await ctx.runQuery(api.probes.read, { probe: inner }));
      return results;
    }
  }
}

type Ordered = ReturnType<ReturnType<GenericQueryCtx<GenericDataModel>["db"]["query"]>["order"]>;

async function finish(rows: Ordered, rest: Rest): Promise<unknown> {
  switch (rest.type) {
    case "all":
      return rows.collect();
    case "take":
      return rows.take(rest.count);
    case "first":
      return rows.filter((q) => q.eq(q.field("label"), rest.label)).first();
    case "until": {
      const seen: unknown[] = [];
      for await (const row of rows) {
        seen.push(row);
        if (row.label === rest.label) break;
      }
      return seen;
    }
    case "unique":
      return rows.unique();
    case "page":
      return (await rows.paginate({ cursor: null, numItems: rest.size })).page;
    case "count":
      return (await rows.collect()).length;
  }
}

async function apply(ctx: GenericMutationCtx<GenericDataModel>, operation: Operation): Promise<string[]> {
  switch (operation.type) {
    case "insert":
      return [await ctx.db.insert(operation.table, operation.fields as never)];
    case "patch":
      if (await ctx.db.get(operation.id as never))
        await ctx.db.patch(operation.id as never, operation.fields as never);
      return [];
    case "replace":
      if (await ctx.db.get(operation.id as never))
        await ctx.db.replace(operation.id as never, operation.fields as never);
      return [];
    case "remove":
      if (await ctx.db.get(operation.id as never)) await ctx.db.delete(operation.id as never);
      return [];
    case "schedule":
      await ctx.scheduler.runAfter(3_600_000, api.probes.write, { operations: [], fails: false });
      return [];
    case "nested":
      try {
        const { operations, fails } = operation;
        return (await ctx.runMutation(api.probes.write, { operations, fails })) as string[];
      } catch (error) {
        if (!(error instanceof ConvexError)) throw error;
        return [];
      }
  }
}
