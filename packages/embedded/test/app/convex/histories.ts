import type { DataModelFromSchemaDefinition, GenericQueryCtx } from "convex/server";
import { ConvexError, type Infer, v } from "convex/values";
import { api } from "../api";
import { mutation, query } from "./builders.model";
import type schema from "./schema";

type QueryCtx = GenericQueryCtx<DataModelFromSchemaDefinition<typeof schema>>;

const vStep = v.union(
  v.object({ type: v.literal("append"), key: v.string(), value: v.number() }),
  v.object({ type: v.literal("read"), key: v.string() }),
  /** Waits for something outside of the transaction, while the server takes up other work. */
  v.object({ type: v.literal("pause") }),
  /** A mutation inside of this one; when it fails, this one goes on without it. */
  v.object({ type: v.literal("nested"), steps: v.array(v.any()), fails: v.boolean() }),
);
type Step = Infer<typeof vStep>;
type Done = { type: "append"; key: string; value: number } | { type: "read"; key: string; list: number[] };

/** A list is one document, or as many as it has elements: the one is found by its key, the other read as a range. */
const isOneDocument = (key: string) => !key.endsWith("rows");

/** Does the steps in order and returns what it did and read. With `fails` it throws when all is written. */
export const run = mutation({
  args: { steps: v.array(vStep), fails: v.boolean() },
  handler: async (ctx, { steps, fails }): Promise<Done[]> => {
    const done: Done[] = [];
    const find = (key: string) =>
      ctx.db
        .query("lists")
        .withIndex("by_key", (q) => q.eq("key", key))
        .unique();
    for (const step of steps as Step[])
      if (step.type === "nested") {
        try {
          const { steps, fails } = step;
          done.push(...((await ctx.runMutation(api.histories.run, { steps, fails })) as Done[]));
        } catch (error) {
          if (!(error instanceof ConvexError)) throw error;
        }
      } else if (step.type === "pause") {
        await pause();
      } else if (step.type === "read") {
        const list = await read(ctx, step.key);
        done.push({ ...step, list });
      } else {
        const { key, value } = step;
        const document = isOneDocument(key) ? await find(key) : null;
        if (!isOneDocument(key)) await ctx.db.insert("elements", { key, value });
        else if (document) await ctx.db.patch(document._id, { values: [...document.values, value] });
        else await ctx.db.insert("lists", { key, values: [value] });
        done.push(step);
      }
    if (fails) throw new ConvexError("as asked");
    return done;
  },
});

export const lists = query({
  args: { keys: v.array(v.string()), pauses: v.boolean() },
  handler: async (ctx, { keys, pauses }) => {
    const lists: number[][] = [];
    for (const key of keys) {
      lists.push(await read(ctx, key));
      if (pauses) await pause();
    }
    return lists;
  },
});

/** Digests are made on another thread, so the event loop turns before one is there. */
async function pause(): Promise<void> {
  await crypto.subtle.digest("SHA-256", new Uint8Array(1));
}

async function read(ctx: QueryCtx, key: string): Promise<number[]> {
  if (isOneDocument(key)) {
    const document = await ctx.db
      .query("lists")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    return document?.values ?? [];
  }
  const elements = await ctx.db
    .query("elements")
    .withIndex("by_key", (q) => q.eq("key", key))
    .collect();
  return elements.map(({ value }) => value);
}
