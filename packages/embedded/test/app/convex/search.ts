import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { api } from "../api";
import { action, mutation, query } from "./builders.model";

const fields = { title: v.string(), genre: v.optional(v.string()), year: v.optional(v.number()) };

export const add = mutation({
  args: { ...fields, fail: v.optional(v.boolean()) },
  handler: async (ctx, { fail, ...script }) => {
    const id = await ctx.db.insert("scripts", script);
    if (fail) throw new Error("rolled back");
    return id;
  },
});

export const addMany = mutation({
  args: { scripts: v.array(v.object(fields)) },
  handler: async (ctx, { scripts }) => {
    const ids = [];
    for (const script of scripts) ids.push(await ctx.db.insert("scripts", script));
    return ids;
  },
});

export const edit = mutation({
  args: { id: v.id("scripts"), title: v.optional(v.string()), genre: v.optional(v.string()) },
  handler: async (ctx, { id, ...change }) => {
    await ctx.db.patch(id, change);
  },
});

export const remove = mutation({
  args: { id: v.id("scripts") },
  handler: (ctx, { id }) => ctx.db.delete(id),
});

/** Deletes rows of a table, so many at a time; tells whether there may be more. */
export const clear = mutation({
  args: { table: v.union(v.literal("scripts"), v.literal("vectors")) },
  handler: async (ctx, { table }) => {
    const rows = await ctx.db.query(table).take(1000);
    for (const { _id } of rows) await ctx.db.delete(_id);
    return rows.length === 1000;
  },
});

const search = {
  words: v.string(),
  /** `null` looks for scripts without a genre. */
  genre: v.optional(v.union(v.string(), v.null())),
  year: v.optional(v.number()),
};

/** Titles that match, best first. Logs a line for every run, so that runs can be counted. */
export const titles = query({
  args: { ...search, take: v.optional(v.number()), except: v.optional(v.string()) },
  handler: async (ctx, { words, genre, year, take, except }) => {
    console.log("searching");
    const found = ctx.db
      .query("scripts")
      .withSearchIndex("by_title", (q) => {
        const matching = q.search("title", words);
        const ofGenre = genre === undefined ? matching : matching.eq("genre", genre ?? undefined);
        return year === undefined ? ofGenre : ofGenre.eq("year", year);
      })
      .filter((q) => q.neq(q.field("title"), except ?? ""));
    const scripts = take === undefined ? await found.collect() : await found.take(take);
    return scripts.map(({ title }) => title);
  },
});

export const page = query({
  args: { words: v.string(), paginationOpts: paginationOptsValidator },
  handler: (ctx, { words, paginationOpts }) =>
    ctx.db
      .query("scripts")
      .withSearchIndex("by_title", (q) => q.search("title", words))
      .paginate(paginationOpts),
});

/** Writes, fails in a nested mutation, deletes, and searches in between. */
export const ownWrites = mutation({
  args: {},
  handler: async (ctx) => {
    const seen: string[][] = [];
    const look = async () => {
      const found = await ctx.db
        .query("scripts")
        .withSearchIndex("by_title", (q) => q.search("title", "comet"))
        .collect();
      seen.push(found.map(({ title }) => title));
    };
    await look();
    const id = await ctx.db.insert("scripts", { title: "The comet" });
    await look();
    await ctx.runMutation(api.search.add, { title: "Comet again", fail: true }).catch(() => {});
    await look();
    await ctx.db.patch(id, { title: "The planet" });
    await look();
    await ctx.db.patch(id, { title: "The comet is back" });
    await ctx.db.delete(id);
    await look();
    return seen;
  },
});

/** Deletes what it finds while it is still going through it. */
export const sweep = mutation({
  args: { words: v.string() },
  handler: async (ctx, { words }) => {
    let count = 0;
    for await (const script of ctx.db
      .query("scripts")
      .withSearchIndex("by_title", (q) => q.search("title", words))) {
      await ctx.db.delete(script._id);
      count++;
    }
    return count;
  },
});

/** Queries that Convex refuses. */
export const wrong = query({
  args: { how: v.string() },
  handler: async (ctx, { how }) => {
    // biome-ignore lint/suspicious/noExplicitAny: types rule these mistakes out, and JavaScript does not.
    const scripts = ctx.db.query("scripts") as any;
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const search = (build: (q: any) => unknown) => scripts.withSearchIndex("by_title", build).collect();
    if (how === "no index")
      await scripts.withSearchIndex("by_nothing", (q: { search: typeof String }) => q).collect();
    if (how === "not a search index")
      await scripts
        .withSearchIndex("by_genre", (q: { search(...a: string[]): unknown }) => q.search("title", "a"))
        .collect();
    if (how === "other field") await search((q) => q.search("genre", "a"));
    if (how === "other filter") await search((q) => q.search("title", "a").eq("title", "a"));
    if (how === "no search") await search((q) => q.eq("genre", "a"));
    return null;
  },
});

export const addVector = mutation({
  args: { name: v.string(), embedding: v.any(), genre: v.optional(v.string()), year: v.optional(v.number()) },
  handler: (ctx, vector) => ctx.db.insert("vectors", vector),
});

export const changeVector = mutation({
  args: { id: v.id("vectors"), embedding: v.any(), fail: v.optional(v.boolean()) },
  handler: async (ctx, { id, embedding, fail }) => {
    await ctx.db.patch(id, { embedding });
    if (fail) throw new Error("rolled back");
  },
});

export const removeVector = mutation({
  args: { id: v.id("vectors") },
  handler: (ctx, { id }) => ctx.db.delete(id),
});

export const vectorName = query({
  args: { id: v.id("vectors") },
  handler: async (ctx, { id }) => (await ctx.db.get(id))?.name ?? null,
});

/** Names and scores of the nearest vectors; `genres` and `years` are alternatives. */
export const nearest = action({
  args: {
    vector: v.array(v.number()),
    limit: v.optional(v.number()),
    genres: v.optional(v.array(v.string())),
    years: v.optional(v.array(v.number())),
  },
  handler: async (ctx, { vector, limit, genres = [], years = [] }): Promise<[string | null, number][]> => {
    const filtered = genres.length + years.length > 0;
    const found = await ctx.vectorSearch("vectors", "by_embedding", {
      vector,
      ...(limit === undefined ? {} : { limit }),
      ...(filtered
        ? {
            filter: (q) =>
              q.or(
                ...genres.map((genre) => q.eq("genre", genre)),
                ...years.map((year) => q.eq("year", year)),
              ),
          }
        : {}),
    });
    const named: [string | null, number][] = [];
    for (const { _id, _score } of found)
      named.push([await ctx.runQuery(api.search.vectorName, { id: _id }), _score]);
    return named;
  },
});
