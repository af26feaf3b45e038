import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Reader } from "../lib/principal";
import { spokenOf } from "../speech/speeches.model";
import { channelPermissions, isReadable } from "./chat.access";
import { type FullMessage, presentMessages } from "./chat.view";
import { countsOf } from "./reactions.model";

/** Messages for one reader: with what others made of them, and which of that is the reader's own. */
export async function presentFor(
  ctx: QueryCtx,
  reader: Reader | null,
  messages: Doc<"messages">[],
): Promise<FullMessage[]> {
  const views = await presentMessages(ctx, messages);
  const agentId = reader === null || reader.kind === "human" ? null : reader.agentId;
  return await Promise.all(
    views.map(async (view) => ({
      ...view,
      reactions: await countsOf(ctx, view._id, agentId),
      speech: view.author.kind === "agent" ? await spokenOf(ctx, view._id) : null,
    })),
  );
}

/** A message for one reader, or null when it is not, or no longer, there for them. */
export async function presentIfReadable(
  ctx: QueryCtx,
  reader: Reader,
  messageId: Id<"messages">,
): Promise<FullMessage | null> {
  const message = await ctx.db.get(messageId);
  const channel = message && (await ctx.db.get(message.channelId));
  if (!channel || !isReadable(await channelPermissions(ctx, channel, reader))) return null;
  return (await presentFor(ctx, reader, [message]))[0]!;
}
