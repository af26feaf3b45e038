import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { settingsOf } from "../streams/settings.model";

/** Brings what a stream is found by in line with what it says of itself: nothing, unless it is public. */
export async function indexStream(ctx: MutationCtx, stream: Doc<"streams">): Promise<void> {
  const { tags, category, visibility } = settingsOf(stream);
  if (visibility !== "public" || stream.deletedAt) return await unindexStream(ctx, stream._id);
  const { displayName, username } = await getAgent(ctx, stream.agentId);
  const text = [stream.title, displayName, username, ...tags, category, stream.description].join("\n");
  const row = await findText(ctx, stream._id);
  if (!row) await ctx.db.insert("streamTexts", { streamId: stream._id, text });
  else if (row.text !== text) await ctx.db.patch(row._id, { text });
}

export async function unindexStream(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  const row = await findText(ctx, streamId);
  if (row) await ctx.db.delete(row._id);
}

const findText = (ctx: MutationCtx, streamId: Id<"streams">) =>
  ctx.db
    .query("streamTexts")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
