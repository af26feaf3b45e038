import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { chatErrors } from "./chat.errors";

/** As many as somebody reads who comes in anew. */
export const MAX_PINS = 50;

/** Pins a message to its channel. A second time changes nothing. */
export async function pin(ctx: MutationCtx, message: Doc<"messages">, by: Id<"agents">): Promise<void> {
  const { _id: messageId, channelId, changed } = message;
  if (changed?.kind === "deleted") throw chatErrors.deleted();
  const pins = await listPins(ctx, channelId);
  if (pins.some((one) => one.messageId === messageId)) return;
  if (pins.length >= MAX_PINS) throw chatErrors.pinLimit();
  await ctx.db.insert("pins", { channelId, messageId, by });
}

/** Takes a message down, by hand or because it is deleted. One that is not pinned stays as it is. */
export async function unpin(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const pins = await ctx.db
    .query("pins")
    .withIndex("by_message", (q) => q.eq("messageId", messageId))
    .collect();
  for (const { _id } of pins) await ctx.db.delete(_id);
}

/** The messages that are pinned, the latest pin first. */
export async function listPinned(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"messages">[]> {
  const pins = await listPins(ctx, channelId);
  const messages = await Promise.all(pins.map(({ messageId }) => ctx.db.get(messageId)));
  return messages.filter((message) => message !== null).reverse();
}

async function listPins(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"pins">[]> {
  return await ctx.db
    .query("pins")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .take(MAX_PINS);
}
