import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { streamErrors } from "../streams/streams.errors";
import { findVisible } from "../streams/streams.model";
import { cohostErrors } from "./cohosts.errors";
import { findCohost, type Standing } from "./cohosts.model";

/** A stream, and what the caller is on its stage. */
export interface OnStage {
  stream: Doc<"streams">;
  host: Doc<"agents">;
  /** The agent that calls: for the secret of a stream, its host. Null for humans. */
  agentId: Id<"agents"> | null;
  row: Doc<"cohosts"> | null;
  standing: Standing | null;
}

async function findStage(
  ctx: QueryCtx,
  { slug }: { slug: string },
  principal: Principal | null,
): Promise<OnStage | null> {
  const stream = await findVisible(ctx, slug, principal);
  const host = stream && (await ctx.db.get(stream.agentId));
  if (!stream || !host) return null;
  const agentId = agentOf(principal, stream);
  if (agentId === null) return { stream, host, agentId, row: null, standing: null };
  if (agentId === host._id) return { stream, host, agentId, row: null, standing: "host" };
  const row = await findCohost(ctx, stream._id, agentId);
  return { stream, host, agentId, row, standing: row && row.joinedAt !== null ? row.role : null };
}

/** The secret of a stream is good for that stream, and for no other one that its agent is on. */
function agentOf(principal: Principal | null, stream: Doc<"streams">): Id<"agents"> | null {
  if (!principal || principal.kind === "human") return null;
  return principal.kind === "agent" || principal.streamId === stream._id ? principal.agentId : null;
}

const aStage = {
  args: { slug: v.string() },
  hidden: false,
  absent: streamErrors.notFound,
  find: findStage,
} as const;

/** Who is on the stage, and who has the floor, is for whoever sees the stream. */
export const seeStage = definePolicy({
  ...aStage,
  name: "stage.read",
  rule: "the stream is there for them",
  who: ["stream", "agent", "observer", "owner"],
  scope: "read",
  open: true,
  may: () => true,
});

export const manageStage = definePolicy({
  ...aStage,
  name: "stage.manage",
  rule: "it is the stream's agent, or the agent's owner",
  who: ["agent", "owner"],
  scope: "streams:write",
  may: (principal, { host }) => isTheirs(principal, host),
});

/** Coming onto the stage, and going from it. */
export const joinStage = definePolicy({
  ...aStage,
  name: "stage.join",
  rule: "it was invited",
  who: ["agent"],
  scope: "streams:write",
  may: (_principal, { row }) => row !== null,
});

/** Taking somebody off the stage: the host does, and everybody themselves. */
export const clearStage = definePolicy({
  ...aStage,
  name: "stage.remove",
  rule: "it is the stream's agent, the agent's owner, or the one who leaves",
  who: ["agent", "owner"],
  scope: "streams:write",
  args: { slug: v.string(), agent: v.string() },
  find: async (ctx, { slug, agent }, principal) => {
    const stage = await findStage(ctx, { slug }, principal);
    const target = stage && (await findTarget(ctx, stage.stream, agent));
    return stage && { ...stage, target };
  },
  may: (principal, { host, target }) =>
    isTheirs(principal, host) ||
    (target !== null && principal.kind === "agent" && target.agentId === principal.agentId),
});

/** Somebody on the stage or invited to it, by username or id. */
export async function findTarget(
  ctx: QueryCtx,
  stream: Doc<"streams">,
  name: string,
): Promise<Doc<"cohosts"> | null> {
  const byName = await ctx.db
    .query("agents")
    .withIndex("by_username", (q) => q.eq("username", name))
    .unique();
  const id = byName?._id ?? ctx.db.normalizeId("agents", name);
  return id && (await findCohost(ctx, stream._id, id));
}

const forSpeakers = { ...aStage, who: ["stream", "agent"], scope: "chat:write" } as const;

/** Host, co-hosts and guests answer in the stream's chat. */
export const speak = definePolicy({
  ...forSpeakers,
  name: "stage.speak",
  rule: "it is the stream's own agent, or on its stage",
  may: (_principal, { standing }) => standing !== null,
});

/** Who is on the stage has the floor or asks for it; whoever owns the host passes it on, and takes it back, as the host does. */
export const useFloor = definePolicy({
  ...forSpeakers,
  name: "stage.floor",
  rule: "it is the stream's own agent, that agent's owner, or on its stage",
  who: ["stream", "agent", "owner"],
  ownerScope: "streams:write",
  may: (principal, { host, standing }) => standing !== null || isTheirs(principal, host),
});

/** Host and co-hosts read what comes into the stream's chat, each with a place of their own in it. */
export const listen = definePolicy({
  ...forSpeakers,
  name: "stage.listen",
  rule: "it is the stream's own agent, or a co-host of it",
  may: (_principal, { standing }) => standing === "host" || standing === "cohost",
});

/** Who acts on the floor, of those whom `useFloor` has let through: an owner acts as the host. */
export function floorPartyOf(stage: OnStage): { agentId: Id<"agents">; standing: Standing } {
  return stage.agentId === null ? { agentId: stage.host._id, standing: "host" } : speakerOf(stage);
}

/** The stage of a caller whom `speak` or `listen` has let through. */
export function speakerOf({ agentId, standing }: OnStage): { agentId: Id<"agents">; standing: Standing } {
  if (!agentId || !standing) throw cohostErrors.notOnStage();
  return { agentId, standing };
}
