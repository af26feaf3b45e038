import {
  type DataModelFromSchemaDefinition,
  type GenericMutationCtx,
  type GenericQueryCtx,
  paginationOptsValidator,
} from "convex/server";
import { ConvexError, v } from "convex/values";
import { api } from "../api";
import { mutation, query } from "./builders.model";
import type schema from "./schema";

type Model = DataModelFromSchemaDefinition<typeof schema>;

/** A read of the marks of one line between two places, bounds included, in order or backwards. */
export interface Range {
  line: string;
  from: number;
  to: number;
  backwards: boolean;
  /** So many marks at most; `null` takes all. */
  take: number | null;
  /** Leaves out the marks with an odd place. */
  evenOnly: boolean;
}

/** What a mutation does to the marks, one after another. A mark is named by its label. */
export type Change =
  | { type: "insert"; line: string; place: number; label: string }
  /** Inserts when fewer than `limit` marks are in the range: two of them at once may not both find room. */
  | { type: "insertIfFewer"; range: Range; limit: number; place: number; label: string }
  | { type: "move"; label: string; line: string; place: number }
  | { type: "remove"; label: string }
  | { type: "read"; range: Range }
  /** Waits for something outside of the transaction, while the server takes up other work. */
  | { type: "pause" }
  | { type: "nested"; changes: Change[]; fails: boolean };

/** Makes the changes and returns what was read on the way, and the timestamp of the commit. */
export const change = mutation({
  args: { changes: v.array(v.any()), fails: v.boolean() },
  handler: async (ctx, { changes, fails }): Promise<{ seen: string[][]; ts: bigint }> => {
    const seen: string[][] = [];
    for (const change of changes as Change[]) await apply(ctx, change, seen);
    if (fails) throw new ConvexError("as asked");
    // The placeholder becomes the timestamp when the mutation commits.
    return { seen, ts: ctx.db.vars.commitTs as unknown as bigint };
  },
});

/** The labels of the marks in a range. */
export const read = query({
  args: { range: v.any() },
  handler: (ctx, { range }) => readRange(ctx, range as Range),
});

/** The marks of a line, page by page. */
export const page = query({
  args: { line: v.string(), backwards: v.boolean(), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { line, backwards, paginationOpts }) => {
    const { page, ...rest } = await ctx.db
      .query("marks")
      .withIndex("by_line_place", (q) => q.eq("line", line))
      .order(backwards ? "desc" : "asc")
      .paginate(paginationOpts);
    return { ...rest, page: page.map(({ label }) => label) };
  },
});

async function apply(ctx: GenericMutationCtx<Model>, change: Change, seen: string[][]): Promise<void> {
  const markOf = (label: string) =>
    ctx.db
      .query("marks")
      .withIndex("by_label", (q) => q.eq("label", label))
      .unique();
  switch (change.type) {
    case "insert": {
      const { line, place, label } = change;
      await ctx.db.insert("marks", { line, place, label });
      return;
    }
    case "insertIfFewer": {
      const { range, limit, place, label } = change;
      const found = await readRange(ctx, range);
      seen.push(found);
      if (found.length < limit) await ctx.db.insert("marks", { line: range.line, place, label });
      return;
    }
    case "move": {
      const mark = await markOf(change.label);
      if (mark) await ctx.db.patch(mark._id, { line: change.line, place: change.place });
      return;
    }
    case "remove": {
      const mark = await markOf(change.label);
      if (mark) await ctx.db.delete(mark._id);
      return;
    }
    case "read":
      seen.push(await readRange(ctx, change.range));
      return;
    case "pause":
      await crypto.subtle.digest("SHA-256", new Uint8Array(1));
      return;
    case "nested":
      try {
        const { changes, fails } = change;
        const nested = (await ctx.runMutation(api.ranges.change, { changes, fails })) as { seen: string[][] };
        seen.push(...nested.seen);
      } catch (error) {
        if (!(error instanceof ConvexError)) throw error;
      }
  }
}

async function readRange(ctx: GenericQueryCtx<Model>, range: Range): Promise<string[]> {
  const { line, from, to, backwards, take, evenOnly } = range;
  const ordered = ctx.db
    .query("marks")
    .withIndex("by_line_place", (q) => q.eq("line", line).gte("place", from).lte("place", to))
    .order(backwards ? "desc" : "asc");
  const chosen = evenOnly ? ordered.filter((q) => q.eq(q.mod(q.field("place"), 2), 0)) : ordered;
  const marks = take === null ? await chosen.collect() : await chosen.take(take);
  return marks.map(({ label }) => label);
}
