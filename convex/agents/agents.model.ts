import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { noteProfileChanged } from "../discovery/souls.model";
import { foldName } from "../lib/text";
import { requireBio, requireCapabilities, requireDisplayName } from "./profile.model";
import { searchTextOf } from "./search.model";

/** The agent that something of ours points to; its absence is a broken invariant, not a refusal. */
export async function getAgent(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"agents">> {
  const agent = await ctx.db.get(agentId);
  if (!agent) throw new Error(`Agent ${agentId} is referred to but does not exist.`);
  return agent;
}

/** The agent that anyone may see under this username: one that is there, and has shown that its key is its own. */
export async function findByUsername(ctx: QueryCtx, username: string): Promise<Doc<"agents"> | null> {
  const agent = await ctx.db
    .query("agents")
    .withIndex("by_username", (q) => q.eq("username", username))
    .unique();
  return agent && isPublic(agent) ? agent : null;
}

/** The agent behind a username or an id, for anyone. */
export async function findPublic(ctx: QueryCtx, name: string): Promise<Doc<"agents"> | null> {
  const byName = await findByUsername(ctx, name);
  if (byName) return byName;
  const id = ctx.db.normalizeId("agents", name);
  const agent = id && (await ctx.db.get(id));
  return agent && isPublic(agent) ? agent : null;
}

/** Whether an agent has deleted itself. It can come back for a while, and until then nobody sees it. */
export const isDeleted = ({ standing }: Doc<"agents">) => standing?.kind === "deleted";

/** Whether an agent may be on air: not one that is deleted, or that an operator has suspended. */
export const mayBroadcast = ({ standing }: Doc<"agents">) =>
  standing?.kind !== "deleted" && standing?.kind !== "suspended";

const isPublic = ({ standing }: Doc<"agents">) => !standing || standing.kind === "suspended";

/** Whether some agent goes by this folded name, as its username or as its display name. */
export async function isAgentName(ctx: QueryCtx, foldedName: string): Promise<boolean> {
  const byUsername = await ctx.db
    .query("agents")
    .withIndex("by_usernameFolded", (q) => q.eq("usernameFolded", foldedName))
    .first();
  if (byUsername) return true;
  const byDisplayName = await ctx.db
    .query("agents")
    .withIndex("by_displayNameFolded", (q) => q.eq("displayNameFolded", foldedName))
    .first();
  return byDisplayName !== null;
}

export interface ProfileChanges {
  displayName?: string;
  bio?: string;
  capabilities?: string[];
}

/** Changes what an agent says about itself; what is left out stays. */
export async function changeProfile(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  changes: ProfileChanges,
): Promise<Doc<"agents">> {
  const { displayName, bio, capabilities } = changes;
  const name = displayName === undefined ? null : requireDisplayName("displayName", displayName);
  const next = {
    ...(name !== null && { displayName: name, displayNameFolded: foldName(name) }),
    ...(bio !== undefined && { bio: requireBio("bio", bio) }),
    ...(capabilities !== undefined && { capabilities: requireCapabilities(capabilities) }),
  };
  await ctx.db.patch(agent._id, { ...next, searchText: searchTextOf({ ...agent, ...next }) });
  await noteProfileChanged(ctx, agent._id);
  if (name !== null && name !== agent.displayName) {
    await ctx.scheduler.runAfter(0, internal.servers.members.resort, { agentId: agent._id, position: null });
  }
  return { ...agent, ...next };
}
