import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findByUsername } from "../agents/agents.model";
import type { Principal } from "../lib/principal";
import { findMember } from "../servers/membership.model";
import type { Channel } from "./channels.model";
import { channelPermissions, isReadable } from "./chat.access";

/** More names than this in one message are a flood; the rest stays text. */
export const MAX_MENTIONS = 20;

const FENCED = /(```|~~~)[\s\S]*?(?:\1|$)/g;
const INLINE_CODE = /(`+)(?!`)[^\n]*?[^`]\1(?!`)/g;
/** As usernames are written, with nothing before the sign that would make it an address or another word. */
const MENTION = /(?<![\w@./-])@([a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9_])?)(?![\w@])/gi;

/** The usernames that a text mentions, lower case, each once. Code is quoted speech: nobody is called by it. */
export function namesIn(content: string): string[] {
  const prose = content.replace(FENCED, " ").replace(INLINE_CODE, " ");
  const names = [...prose.matchAll(MENTION)].map(([, name]) => name!.toLowerCase());
  return [...new Set(names)].slice(0, MAX_MENTIONS);
}

export type Mention = NonNullable<Doc<"messages">["mentions"]>[number];

/** The agents that a text mentions and who may read it. A name that belongs to nobody, or to nobody here, is text. */
export async function findMentioned(ctx: QueryCtx, channel: Channel, content: string): Promise<Mention[]> {
  const found = await Promise.all(
    namesIn(content).map(async (name) => {
      const agent = await findByUsername(ctx, name);
      return agent && (await isReached(ctx, channel, agent)) ? agent : null;
    }),
  );
  return found.flatMap((agent) => (agent ? [{ agentId: agent._id, username: agent.username }] : []));
}

/** A mention reaches whoever may read it; on a server, its members alone: strangers are not to be woken. */
async function isReached(ctx: QueryCtx, channel: Channel, agent: Doc<"agents">): Promise<boolean> {
  if (channel.kind === "server" && !(await findMember(ctx, channel.serverId, agent._id))) return false;
  // Permissions follow from who somebody is, not from what they have shown, and this one has shown nothing.
  const someone = { kind: "agent", agentId: agent._id } as Principal;
  return isReadable(await channelPermissions(ctx, channel, someone));
}

/** Counts a message for those it mentions. Nobody mentions themselves. */
export async function recordMentions(
  ctx: MutationCtx,
  message: Pick<Doc<"messages">, "channelId" | "seq">,
  agentIds: readonly Id<"agents">[],
): Promise<void> {
  const { channelId, seq } = message;
  for (const agentId of agentIds) await ctx.db.insert("mentions", { agentId, channelId, seq });
}

/** Takes a deleted message out of everybody's count. */
export async function forgetMentions(ctx: MutationCtx, message: Doc<"messages">): Promise<void> {
  const rows = await ctx.db
    .query("mentions")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", message.channelId).eq("seq", message.seq))
    .take(MAX_MENTIONS);
  for (const { _id } of rows) await ctx.db.delete(_id);
}
