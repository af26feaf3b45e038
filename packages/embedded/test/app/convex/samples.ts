import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { api } from "../api";
import { mutation, query } from "./builders.model";

// The tests describe queries as data, wrong ones too, which the types of the library would rule out.
// biome-ignore lint/suspicious/noExplicitAny: as above.
type Anything = any;

const id = v.id("samples");
const bounds = v.array(v.object({ op: v.string(), field: v.string(), value: v.optional(v.any()) }));
const selection = {
  index: v.optional(v.string()),
  bounds,
  order: v.optional(v.union(v.literal("asc"), v.literal("desc"))),
  filter: v.optional(v.any()),
};

/** A value that is left out stands for `undefined`. */
function select(
  db: Anything,
  { index = "by_group_a_b", bounds, order, filter }: { [field: string]: Anything },
) {
  let rows = db
    .query("samples")
    .withIndex(index, (q: Anything) =>
      bounds.reduce((q: Anything, { op, field, value }: Anything) => q[op](field, value), q),
    );
  if (order) rows = rows.order(order);
  return filter === undefined ? rows : rows.filter((q: Anything) => expression(q, filter));
}

/** `["eq", { field: "a" }, { value: 1 }]` and so on. */
function expression(q: Anything, description: Anything): Anything {
  if (Array.isArray(description)) {
    const [op, ...operands] = description;
    return q[op](...operands.map((operand: Anything) => expression(q, operand)));
  }
  return description.field === undefined ? description.value : q.field(description.field);
}

export const add = mutation({
  args: { group: v.string(), rows: v.array(v.any()) },
  handler: async (ctx, { group, rows }) => {
    const ids = [];
    for (const row of rows) ids.push(await ctx.db.insert("samples", { ...row, group }));
    return ids;
  },
});

export const rows = query({ args: selection, handler: (ctx, args) => select(ctx.db, args).collect() });

/** `first`, `unique`, or a number of rows to take. */
export const some = query({
  args: { ...selection, how: v.union(v.number(), v.literal("first"), v.literal("unique")) },
  handler: (ctx, { how, ...args }) => {
    const rows = select(ctx.db, args);
    return typeof how === "number" ? rows.take(how) : rows[how]();
  },
});

export const page = query({
  args: { ...selection, paginationOpts: paginationOptsValidator },
  handler: (ctx, { paginationOpts, ...args }) => select(ctx.db, args).paginate(paginationOpts),
});

/** Goes through several pages in one function, which Convex refuses. */
export const twoPages = query({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    await ctx.db.query("samples").paginate(paginationOpts);
    return ctx.db.query("samples").paginate(paginationOpts);
  },
});

/** A document and a number that is another one whenever the query runs. */
export const getByChance = query({
  args: { id: v.string() },
  handler: async (ctx, { id }) => ({ row: await ctx.db.get(id as Anything), chance: Math.random() }),
});

/** `db.get` with the table by name. */
export const getFrom = query({
  args: { table: v.string(), id: v.string() },
  handler: (ctx, { table, id }): unknown => (ctx.db.get as Anything)(table, id),
});

/** Changes with the table by name; ends with what is left. */
export const changeIn = mutation({
  args: { table: v.string(), id: v.string(), group: v.string() },
  handler: async (ctx, { table, id, group }): Promise<unknown[]> => {
    const db = ctx.db as Anything;
    const seen = [];
    await db.patch(table, id, { a: "patched" });
    seen.push(await db.get(table, id));
    await db.replace(table, id, { group, b: "replaced" });
    seen.push(await db.get(table, id));
    await db.delete(table, id);
    seen.push(await db.get(table, id));
    return seen;
  },
});

/** Twice the timestamp of the commit that writes it, once in a nested mutation. */
export const stamp = mutation({
  args: { group: v.string() },
  handler: async (ctx, { group }) => {
    await ctx.db.insert("samples", { group, a: ctx.db.vars.commitTs });
    await ctx.runMutation(api.samples.stampInside, { group });
    await ctx.db.insert("samples", { group, a: 0n });
    return ctx.db.vars.commitTs as unknown as bigint;
  },
});

export const stampInside = mutation({
  args: { group: v.string() },
  handler: async (ctx, { group }) => {
    await ctx.db.insert("samples", { group, a: ctx.db.vars.commitTs });
  },
});

export const get = query({ args: { id: v.string() }, handler: (ctx, { id }) => ctx.db.get(id as Anything) });

/** Uses `ctx.db` as its types forbid: `system` reads a system table's document, `insert` writes one. */
export const misuse = mutation({
  args: { how: v.string(), id: v.optional(v.string()), fields: v.optional(v.any()) },
  handler: (ctx, { how, id, fields }) => {
    const db = ctx.db as Anything;
    if (how === "insert into a system table") return db.insert("_storage", {});
    if (how === "read a user table as a system table") return db.system.get(id);
    if (how === "query a system table") return db.query("_storage").collect();
    if (how === "insert with fields") return db.insert("samples", fields);
    if (how === "insert into an unknown table") return db.insert("not a name", {});
    throw new Error(`There is no way to ${how}.`);
  },
});

export const normalize = query({
  args: { table: v.string(), id: v.string() },
  handler: (ctx, { table, id }) =>
    table.startsWith("_")
      ? ctx.db.system.normalizeId(table as "_storage", id)
      : ctx.db.normalizeId(table as "samples", id),
});

/** Fields of `unset` are set to `undefined`. */
export const patch = mutation({
  args: { id, change: v.any(), unset: v.optional(v.array(v.string())) },
  handler: async (ctx, { id, change, unset = [] }) => {
    await ctx.db.patch(id, { ...change, ...Object.fromEntries(unset.map((field) => [field, undefined])) });
    return ctx.db.get(id);
  },
});

export const replace = mutation({
  args: { id, value: v.any() },
  handler: async (ctx, { id, value }) => {
    await ctx.db.replace(id, value);
    return ctx.db.get(id);
  },
});

export const remove = mutation({ args: { id }, handler: (ctx, { id }) => ctx.db.delete(id) });

/** Reads its own writes: the rows of the group after each of several changes, as their `a`. */
export const ownWrites = mutation({
  args: { group: v.string() },
  handler: async (ctx, { group }) => {
    const seen: unknown[][] = [];
    const look = async () => {
      const rows = await ctx.db
        .query("samples")
        .withIndex("by_group_a_b", (q) => q.eq("group", group))
        .collect();
      seen.push(rows.map((row) => row.a));
    };
    const two = await ctx.db.insert("samples", { group, a: 2 });
    await ctx.db.insert("samples", { group, a: 3 });
    await look();
    await ctx.db.patch(two, { a: 4 });
    await look();
    await ctx.runMutation(api.samples.add, { group, rows: [{ a: 1 }] });
    await look();
    await ctx.runMutation(api.samples.addAndFail, { group }).catch(() => {});
    await look();
    await ctx.db.delete(two);
    await look();
    return seen;
  },
});

/** Writes in a nested mutation, which stays, then fails with everything of its own. */
export const addAndFail = mutation({
  args: { group: v.string() },
  handler: async (ctx, { group }) => {
    await ctx.runMutation(api.samples.add, { group, rows: [{ a: 99 }] });
    throw new Error("undone");
  },
});

/** Deletes rows while it is still going through them, and adds one behind and one ahead. */
export const changeUnderway = mutation({
  args: { group: v.string() },
  handler: async (ctx, { group }) => {
    const seen: unknown[] = [];
    for await (const row of ctx.db.query("samples").withIndex("by_group_a_b", (q) => q.eq("group", group))) {
      seen.push(row.a);
      if (row.a === 2) {
        await ctx.db.insert("samples", { group, a: 1.5 });
        await ctx.db.insert("samples", { group, a: 2.5 });
      }
      await ctx.db.delete(row._id);
    }
    return seen;
  },
});
