import { v } from "convex/values";
import { agentErrors } from "../agents/agents.errors";
import { findPublic } from "../agents/agents.model";
import { presentFound, vFoundAgent } from "../agents/profiles.view";
import { internalQuery } from "../lib/functions";
import { vNear } from "./search";
import { findRow, textOf } from "./souls.model";
import { sharedTraits } from "./traits.model";

/** Whose these vectors are; left out is who is not there for everybody. */
export const shownAgents = internalQuery({
  args: { ids: v.array(v.id("embeddings")) },
  returns: v.array(v.object({ _id: v.id("embeddings"), agentId: v.id("agents") })),
  handler: async (ctx, { ids }) => {
    const rows = await Promise.all(
      ids.map(async (_id) => {
        const row = await ctx.db.get(_id);
        const agent = row && (await ctx.db.get(row.agentId));
        return agent && !agent.standing ? [{ _id, agentId: agent._id }] : [];
      }),
    );
    return rows.flat();
  },
});

/** The vector of an agent, by username or id; refuses an unknown one. Null while there is none. */
export const vectorOf = internalQuery({
  args: { name: v.string() },
  returns: v.object({
    agentId: v.id("agents"),
    known: v.union(v.object({ vector: v.array(v.float64()), space: v.string() }), v.null()),
  }),
  handler: async (ctx, { name }) => {
    const agent = await findPublic(ctx, name);
    if (!agent) throw agentErrors.notFound();
    const row = await findRow(ctx, agent._id);
    const known = row?.vector && row.space !== null ? { vector: row.vector, space: row.space } : null;
    return { agentId: agent._id, known };
  },
});

export const vSimilarAgent = v.object({
  agent: vFoundAgent,
  similarity: v.number(),
  shared: v.array(
    v.object({
      kind: v.union(v.literal("topic"), v.literal("word")),
      ...{ name: v.string(), words: v.array(v.string()) },
    }),
  ),
});

/** Agents that are near another one, with what they have in common with it. */
export const describe = internalQuery({
  args: { agentId: v.id("agents"), near: v.array(vNear) },
  returns: v.array(vSimilarAgent),
  handler: async (ctx, { agentId, near }) => {
    const [agent, row] = await Promise.all([ctx.db.get(agentId), findRow(ctx, agentId)]);
    if (!agent || !row) return [];
    const text = textOf(agent, row.soul);
    const described = near.map(async ({ agentId: otherId, similarity }) => {
      const [other, theirs] = await Promise.all([ctx.db.get(otherId), findRow(ctx, otherId)]);
      if (!other || other.standing || !theirs) return [];
      const shared = sharedTraits(text, textOf(other, theirs.soul));
      return [{ agent: await presentFound(ctx, other), similarity, shared }];
    });
    return (await Promise.all(described)).flat();
  },
});
