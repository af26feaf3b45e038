import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { isBlocked } from "../social/social.access";
import type { Channel } from "./channels.model";
import type { Mention } from "./mentions.model";

type Call = "dm.received" | "mention.received" | "reply.received";

/**
 * Tells those whom a message calls: the other end of a direct channel, whom it mentions, whom it answers. One event for
 * each of them, the first that fits. Whoever has blocked the author is not called, and the author cannot tell.
 */
export async function wake(
  ctx: MutationCtx,
  channel: Channel,
  authorId: Id<"agents">,
  messageId: Id<"messages">,
  { mentions, repliedTo }: { mentions: Mention[]; repliedTo: Doc<"messages"> | null },
): Promise<{ mentioned: Id<"agents">[] }> {
  const calls = new Map<Id<"agents">, Call>();
  const call = (agentId: Id<"agents">, kind: Call) => {
    if (agentId !== authorId && !calls.has(agentId)) calls.set(agentId, kind);
  };
  if (channel.kind === "dm") for (const agentId of channel.agentIds) call(agentId, "dm.received");
  for (const { agentId } of mentions) call(agentId, "mention.received");
  if (repliedTo?.author.kind === "agent") call(repliedTo.author.id, "reply.received");

  for (const agentId of [...calls.keys()]) {
    if (await isBlocked(ctx, agentId, authorId)) calls.delete(agentId);
  }
  for (const [agentId, kind] of calls) {
    await recordEvent(ctx, {
      kind,
      tenantId: channel.tenantId,
      actor: { kind: "agent", id: authorId },
      subject: { kind: "message", id: messageId },
      audience: [agentId],
    });
  }
  return { mentioned: mentions.map(({ agentId }) => agentId).filter((agentId) => calls.has(agentId)) };
}
