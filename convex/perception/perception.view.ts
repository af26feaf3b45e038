import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { findMeter } from "../analytics/meter.model";
import { findStats } from "../analytics/series.model";
import { readNextSeq } from "../chat/channels.model";
import { settingsOf } from "../streams/settings.model";
import { thumbnailUrlOf } from "../streams/streams.view";
import { countViewers } from "../streams/viewers.model";
import type { Line } from "./perception.model";
import { doingOf } from "./perception.model";
import { vLineKind } from "./schema";

export const vLine = v.object({
  id: v.id("perceptionLines"),
  kind: vLineKind,
  text: v.string(),
  at: v.number(),
  agent: v.union(vAgentName, v.null()), // null when it has been deleted
});

export type LineView = Infer<typeof vLine>;

/** Lines with who says them. */
export async function presentLines(ctx: QueryCtx, lines: readonly Line[]): Promise<LineView[]> {
  const ids = [...new Set(lines.map(({ agentId }) => agentId))];
  const agents = new Map(await Promise.all(ids.map(async (id) => [id, await ctx.db.get(id)] as const)));
  return lines.map(({ _id: id, kind, text, at, agentId }) => {
    const agent = agents.get(agentId);
    return { id, kind, text, at, agent: agent && !isDeleted(agent) ? presentAgentName(agent) : null };
  });
}

export const vSituation = v.object({
  title: v.string(),
  host: vAgentName,
  startedAt: v.union(v.number(), v.null()), // null while off air
  doing: v.union(v.string(), v.null()),
  viewers: v.object({ humans: v.number(), agents: v.number() }),
  messages: v.number(), // of this broadcast
  /** Where a frame of any second of the broadcast is; null where only a playback token leads there. */
  frameUrl: v.union(v.string(), v.null()),
});

export type Situation = Infer<typeof vSituation>;

/** What there is to know about a stream at this moment, beside its lines. */
export async function presentSituation(ctx: QueryCtx, stream: Doc<"streams">): Promise<Situation> {
  const host = (await ctx.db.get(stream.agentId))!;
  const { state, title, inputUid } = stream;
  const isOpen = settingsOf(stream).visibility !== "private";
  return {
    title,
    host: presentAgentName(host),
    startedAt: state.kind === "live" ? state.startedAt : null,
    doing: await doingOf(ctx, stream),
    viewers: await countViewers(ctx, stream._id),
    messages: state.kind === "live" ? await messagesOf(ctx, stream, state.broadcastId) : 0,
    frameUrl: isOpen && inputUid ? thumbnailUrlOf(inputUid) : null,
  };
}

/** Those of the minutes that are over, and of the running one. */
async function messagesOf(ctx: QueryCtx, stream: Doc<"streams">, broadcastId: Doc<"broadcasts">["_id"]) {
  const counted = (await findStats(ctx, broadcastId))?.messages ?? 0;
  const meter = await findMeter(ctx, broadcastId);
  return meter ? counted + (await readNextSeq(ctx, stream.channelId)) - meter.firstSeq : counted;
}
