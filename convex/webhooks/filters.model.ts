import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";

/** What a webhook brings of the events it names: all, or those of one channel. */
export interface Filter {
  channelId: string;
}

export function requireFilter(ctx: QueryCtx, filter: Filter): { channelId: Id<"channels"> } {
  const channelId = ctx.db.normalizeId("channels", filter.channelId);
  if (!channelId) throw invalid("filter", "It names no channel by its id.", "no_such_channel");
  return { channelId };
}

/** Whether a webhook is to bring an event that is of one of its types. */
export async function passes(
  ctx: QueryCtx,
  { filter }: Doc<"webhooks">,
  event: Doc<"events">,
): Promise<boolean> {
  return !filter || (await channelOf(ctx, event)) === filter.channelId;
}

/** Where an event has happened, if that is a channel; a stream is where its chat is. */
async function channelOf(ctx: QueryCtx, { subject }: Doc<"events">): Promise<Id<"channels"> | null> {
  if (subject.kind === "channel") return subject.id;
  if (subject.kind === "message") return (await ctx.db.get(subject.id))?.channelId ?? null;
  if (subject.kind === "stream") return (await ctx.db.get(subject.id))?.channelId ?? null;
  const broadcast = subject.kind === "broadcast" ? await ctx.db.get(subject.id) : null;
  return broadcast ? ((await ctx.db.get(broadcast.streamId))?.channelId ?? null) : null;
}
