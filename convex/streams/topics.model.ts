import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Category } from "./categories";
import { settingsOf } from "./settings.model";

/** Where somebody looks for streams: under a tag, a category, or both. */
export interface Heading {
  tag?: string;
  category?: Category;
}

/** A stream has one category and ten tags at most. */
const MAX_TOPICS = 20;

/** Keeps true under what a stream is found while it is on air: with `isListed` false, under nothing. */
export async function fileUnderTopics(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  isListed: boolean,
): Promise<void> {
  const stream = isListed ? await ctx.db.get(streamId) : null;
  const wanted = new Set(stream ? topicsOf(stream) : []);
  for (const { _id, topic } of await rowsOf(ctx, streamId))
    if (!wanted.delete(topic)) await ctx.db.delete(_id);
  for (const topic of wanted) await ctx.db.insert("streamTopics", { streamId, topic });
}

/** The same for a stream whose tags or category have changed. One that is not listed stays so. */
export async function refileTopics(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  if ((await rowsOf(ctx, streamId)).length > 0) await fileUnderTopics(ctx, streamId, true);
}

/** The streams on air under a heading, or those under its tag where it has both; null when there are `limit` or more. */
export async function findUnderTopic(
  ctx: QueryCtx,
  { tag, category }: Heading,
  limit: number,
): Promise<Id<"streams">[] | null> {
  const topic = tag === undefined ? category : tagTopic(tag);
  if (topic === undefined) return null;
  const rows = await ctx.db
    .query("streamTopics")
    .withIndex("by_topic", (q) => q.eq("topic", topic))
    .take(limit);
  return rows.length < limit ? rows.map(({ streamId }) => streamId) : null;
}

const rowsOf = (ctx: QueryCtx, streamId: Id<"streams">) =>
  ctx.db
    .query("streamTopics")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .take(MAX_TOPICS);

function topicsOf(stream: Doc<"streams">): string[] {
  const { tags, category } = settingsOf(stream);
  return [category, ...tags.map(tagTopic)];
}

/** Tags are told apart from categories of the same name. */
const tagTopic = (tag: string) => `#${tag}`;
