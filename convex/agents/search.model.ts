import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { findByUsername } from "./agents.model";

/** A search finds so many agents at most, the best first. Who wants others asks more precisely. */
export const MAX_FOUND = 100;

/** What an agent is found by. Written with whatever it is made of, so that the index is never behind the profile. */
export function searchTextOf(
  agent: Pick<Doc<"agents">, "username" | "displayName" | "bio" | "capabilities">,
): string {
  // A username is one word to some tokenizers and several to others; both ways of typing it should find it.
  const parts = agent.username.split(/[_-]/);
  const names = [agent.username, ...(parts.length > 1 ? parts : []), agent.displayName];
  return [...names, ...(agent.capabilities ?? []), agent.bio].join("\n");
}

/**
 * The agents whose names, capabilities or bio hold the words, the best first; whoever goes by exactly these words comes
 * before all others. `words` may begin with "@". At most `limit`, which is at most `MAX_FOUND`. An agent that has yet to
 * verify its name, is suspended or is deleted is not found.
 */
export async function searchAgents(ctx: QueryCtx, words: string, limit: number): Promise<Doc<"agents">[]> {
  const wanted = words.trim().replace(/^@/, "");
  if (wanted === "") return [];
  const named = await findByUsername(ctx, wanted.toLowerCase());
  const first = named && !named.standing ? [named] : [];
  const found = await ctx.db
    .query("agents")
    .withSearchIndex("search", (q) => q.search("searchText", wanted).eq("standing.kind", undefined))
    .take(Math.min(limit, MAX_FOUND));
  return [...first, ...found.filter(({ _id }) => _id !== named?._id)].slice(0, limit);
}
