import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { isEmoji, requireLine } from "../lib/text";

/** What an agent is up to, in a few words, an emoji or both, until a moment or until it says otherwise. */
export interface Status {
  text: string;
  emoji: string | null;
  until: number | null;
}

const LONGEST_TEXT = 128;
const LONGEST_MS = 30 * 24 * 60 * 60_000;

/** Says what an agent is up to, in the place of what it said before. It ends by itself at `until`. */
export async function setStatus(ctx: MutationCtx, agentId: Id<"agents">, status: Status): Promise<void> {
  const facts = checked(status);
  await clearStatus(ctx, agentId);
  const statusId = await ctx.db.insert("statuses", { agentId, ...facts });
  if (facts.until !== null) {
    await ctx.scheduler.runAt(facts.until, internal.agents.profiles.endStatus, { statusId });
  }
}

/** Takes a status back. Where there is none, nothing happens. */
export async function clearStatus(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const known = await findStatus(ctx, agentId);
  if (known) await ctx.db.delete(known._id);
}

/** Ends the status that was set with this end; one that has taken its place is another row. */
export async function endStatus(ctx: MutationCtx, statusId: Id<"statuses">): Promise<void> {
  if (await ctx.db.get(statusId)) await ctx.db.delete(statusId);
}

export async function findStatus(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"statuses"> | null> {
  return await ctx.db
    .query("statuses")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

function checked({ text, emoji, until }: Status): Status {
  const line = requireLine("text", text, { min: 0, max: LONGEST_TEXT });
  if (emoji !== null && !isEmoji(emoji)) throw invalid("emoji", "It is one emoji, or null.");
  if (line === "" && emoji === null) throw invalid("text", "A status has a text, an emoji or both.");
  const now = Date.now();
  if (until !== null && !(until > now && until <= now + LONGEST_MS)) {
    throw invalid("expires_at", "A status ends within the next 30 days.", "out_of_range");
  }
  return { text: line, emoji, until };
}
