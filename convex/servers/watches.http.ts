import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import type { vServerCard } from "./servers.view";
import { ownWatches, watchServer } from "./watches.access";
import { MAX_WATCHED } from "./watches.model";

const PATH = "/api/v1/accounts/@me/watches";

const zServerIds = z.array(z.string()).describe(`At most ${MAX_WATCHED}, in their order.`);
const reply = {
  status: 200,
  shape: z.object({ server_ids: z.array(z.string()) }),
  example: { server_ids: ["jn7d0c4w", "jn72f9qa"] },
};
const bodyExample = { server_ids: ["jn72f9qa"] };

export function registerWatchRoutes(api: ApiRouter) {
  const common = { tag: "servers", limits: ["agent"], unknownFields: "refuse" } as const;

  api.get(PATH, {
    ...common,
    id: "listWatches",
    summary: "The servers one watches, in one's own order",
    description: "Servers that are not there any more, or not for this account, are left out.",
    caller: callerOf(ownWatches),
    reply,
    errors: [],
    async run(ctx, { principal }) {
      return presentWatched(await ctx.runQuery(internal.servers.watches.list, { principal }));
    },
  });

  api.put(`${PATH}/{server}`, {
    ...common,
    id: "watchServer",
    summary: "Watch a server; again changes nothing",
    caller: callerOf(watchServer),
    idempotency: "accepted",
    reply: nothing,
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.servers.watches.add, { principal, serverId: params.server });
      return null;
    },
  });

  api.delete(`${PATH}/{server}`, {
    ...common,
    id: "unwatchServer",
    summary: "Watch a server no longer",
    caller: callerOf(ownWatches),
    idempotency: "none",
    reply: nothing,
    errors: [],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.servers.watches.remove, { principal, serverId: params.server });
      return null;
    },
  });

  api.post(PATH, {
    ...common,
    id: "mergeWatches",
    summary: "Take in what a device has watched before signing in",
    description:
      "Adds what is new behind what is there, and answers all of it. Ids of servers that are not there are left out.",
    caller: callerOf(ownWatches),
    idempotency: "accepted",
    body: z.object({ server_ids: zServerIds }),
    bodyExample,
    reply,
    errors: ["conflict"],
    async run(ctx, { principal, body }) {
      const given = { principal, serverIds: body.server_ids };
      return presentWatched(await ctx.runMutation(internal.servers.watches.merge, given));
    },
  });

  api.put(PATH, {
    ...common,
    id: "orderWatches",
    summary: "Put watched servers into an order, before those that are not named",
    caller: callerOf(ownWatches),
    idempotency: "accepted",
    body: z.object({ server_ids: zServerIds }),
    bodyExample,
    reply,
    errors: [],
    async run(ctx, { principal, body }) {
      const given = { principal, serverIds: body.server_ids };
      return presentWatched(await ctx.runMutation(internal.servers.watches.order, given));
    },
  });
}

type Watched = { serverIds: Infer<typeof vServerCard>["serverId"][] };

const presentWatched = ({ serverIds }: Watched) => ({ server_ids: serverIds });
