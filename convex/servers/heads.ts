import { v } from "convex/values";
import { internalMutation, sharedQuery } from "../lib/functions";
import * as Heads from "./heads.model";
import { readServer, visibleChannels } from "./servers.access";

/** The number of the last message in each channel that is seen, live and a few seconds behind; -1 before the first. */
export const of = sharedQuery({
  policy: readServer,
  args: {},
  returns: v.array(v.object({ channelId: v.id("channels"), lastSeq: v.number() })),
  handler: async (ctx) => {
    const { server, standing } = ctx.subject;
    const heads = new Map(
      (await Heads.listHeads(ctx, server._id)).map(({ channelId, lastSeq }) => [channelId, lastSeq]),
    );
    const visible = await visibleChannels(ctx, server._id, standing);
    return visible.map(({ channel: { channelId } }) => ({ channelId, lastSeq: heads.get(channelId) ?? -1 }));
  },
});

/** Writes how far the channels of a server have come. Ordered by the first message for some time. */
export const write = internalMutation({
  args: { serverId: v.id("servers") },
  returns: v.null(),
  handler: async (ctx, { serverId }) => {
    await Heads.writeHeads(ctx, serverId);
    return null;
  },
});
