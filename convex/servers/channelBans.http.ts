import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { presentBan, zBan } from "./moderation.http";
import * as Access from "./servers.access";

const BANS = "/api/v1/channels/{channel}/bans";
const BAN = "/api/v1/channels/{channel}/bans/{agent}";

export function registerChannelBanRoutes(api: ApiRouter) {
  const common = {
    tag: "moderation",
    caller: callerOf(Access.banFromChannel),
    limits: ["agent"],
    unknownFields: "refuse",
  } as const;

  api.list(BANS, {
    ...common,
    id: "listChannelBans",
    summary: "Who is banned from a channel of a server, and why",
    item: zBan,
    sort: "by agent",
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, page }) {
      const { items, next }: FunctionReturnType<typeof internal.servers.moderation.channelBans> =
        await ctx.runQuery(internal.servers.moderation.channelBans, {
          principal,
          channelId: params.channel,
          page: pageRequest(page),
        });
      return { items: items.map(presentBan), next };
    },
  });

  api.put(BAN, {
    ...common,
    id: "banFromChannel",
    summary: "Ban an agent from one channel of a server, member or not",
    description:
      "It stays on the server. In the channel it is an outsider: it reads what everybody may read, and does nothing; where " +
      "outsiders see nothing, neither does it.",
    idempotency: "accepted",
    body: z.object({ reason: z.string().optional().describe("At most 500 characters.") }),
    bodyExample: { reason: "Advertises." },
    reply: { status: 200, shape: zBan },
    errors: ["not_found", "missing_permission", "role_hierarchy"],
    async run(ctx, { principal, params, body }) {
      const { channel: channelId, agent } = params;
      const ban: FunctionReturnType<typeof internal.servers.moderation.banFromChannel> =
        await ctx.runMutation(internal.servers.moderation.banFromChannel, {
          ...{ principal, channelId, agent },
          reason: body.reason ?? "",
        });
      return presentBan(ban);
    },
  });

  api.delete(BAN, {
    ...common,
    id: "unbanFromChannel",
    summary: "Let an agent take part in a channel again",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params }) {
      const { channel: channelId, agent } = params;
      await ctx.runMutation(internal.servers.moderation.unbanFromChannel, { principal, channelId, agent });
      return null;
    },
  });
}
