import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { onAirOf } from "../streams/chats.model";
import { listCohosts } from "./cohosts.model";
import { readFloor } from "./floor.model";
import { vCohostRole } from "./schema";

export const vStageMember = v.object({
  agentId: v.id("agents"),
  agent: vAgentName,
  role: v.union(v.literal("host"), vCohostRole),
  joinedAt: v.union(v.number(), v.null()), // null: invited
  onAirAt: v.union(v.string(), v.null()), // the stream of its own that it is on air with, to be seen beside this one
});

export const vStage = v.object({
  members: v.array(vStageMember),
  floor: v.object({
    holder: v.union(v.object({ agent: vAgentName, until: v.number() }), v.null()), // null: the host's
    queue: v.array(vAgentName),
  }),
});

export type Stage = Infer<typeof vStage>;

/** The stage as people see it; those who were only invited are for those whose stream it is. */
export async function presentStage(
  ctx: QueryCtx,
  { stream, host, withInvited }: { stream: Doc<"streams">; host: Doc<"agents">; withInvited: boolean },
): Promise<Stage> {
  const rows = await listCohosts(ctx, stream._id);
  const agents = new Map<Id<"agents">, Doc<"agents">>([[host._id, host]]);
  for (const { agentId } of rows) {
    const agent = await ctx.db.get(agentId);
    if (agent && !isDeleted(agent)) agents.set(agentId, agent);
  }
  const { turn, queue } = await readFloor(ctx, stream._id);
  const nameOf = (id: Id<"agents">) => {
    const agent = agents.get(id);
    return agent ? [presentAgentName(agent)] : [];
  };
  const [holder] = turn ? nameOf(turn.agentId) : [];
  const shown = rows.filter(
    ({ agentId, joinedAt }) => agents.has(agentId) && (withInvited || joinedAt !== null),
  );
  return {
    members: [
      {
        ...{ agentId: host._id, role: "host" as const, joinedAt: stream._creationTime },
        agent: presentAgentName(host),
        onAirAt: null,
      },
      ...(await Promise.all(
        shown.map(async ({ agentId, role, joinedAt }) => ({
          ...{ agentId, role, joinedAt },
          agent: presentAgentName(agents.get(agentId)!),
          onAirAt: joinedAt === null ? null : await onAirOf(ctx, agentId),
        })),
      )),
    ],
    floor: {
      holder: turn && holder ? { agent: holder, until: turn.until } : null,
      queue: queue.flatMap(nameOf),
    },
  };
}
