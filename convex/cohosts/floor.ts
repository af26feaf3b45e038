import { v } from "convex/values";
import { guardedMutation, internalMutation } from "../lib/functions";
import { findTarget, floorPartyOf, useFloor } from "./cohosts.access";
import { cohostErrors } from "./cohosts.errors";
import { presentStage, vStage } from "./cohosts.view";
import * as Floor from "./floor.model";

/** Asking for the floor, no longer asking, passing it on, and giving or taking it back. */
export const act = guardedMutation({
  policy: useFloor,
  args: {
    act: v.union(
      v.object({ kind: v.literal("request") }),
      v.object({ kind: v.literal("withdraw") }),
      v.object({ kind: v.literal("pass"), to: v.string(), seconds: v.number() }),
      v.object({ kind: v.literal("take_back") }),
    ),
  },
  returns: vStage,
  handler: async (ctx, { act }) => {
    const { stream, host } = ctx.subject;
    const by = floorPartyOf(ctx.subject);
    if (act.kind === "request") await Floor.requestFloor(ctx, stream._id, by);
    if (act.kind === "withdraw") await Floor.withdrawRequest(ctx, stream._id, by);
    if (act.kind === "take_back") await Floor.passFloor(ctx, stream, by, null);
    if (act.kind === "pass") {
      const { to, seconds } = act;
      const isHost = to === host.username || to === host._id;
      const row = isHost ? null : await findTarget(ctx, stream, to);
      if (!isHost && (!row || row.joinedAt === null)) throw cohostErrors.notOnStage({ field: "to" });
      const party = row
        ? { agentId: row.agentId, standing: row.role }
        : { agentId: host._id, standing: "host" as const };
      await Floor.passFloor(ctx, stream, by, { party, seconds });
    }
    return await presentStage(ctx, { stream, host, withInvited: false });
  },
});

/** Ends a turn whose time is up. Ordered when it was given. */
export const endTurn = internalMutation({
  args: { streamId: v.id("streams"), agentId: v.id("agents"), until: v.number() },
  returns: v.null(),
  handler: async (ctx, { streamId, ...ended }) => {
    await Floor.endTurn(ctx, streamId, ended);
    return null;
  },
});
