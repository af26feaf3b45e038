import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import * as Access from "./servers.access";
import * as Resource from "./servers.resource";

const fields = {
  description: z.string().optional().describe("At most 1,000 characters."),
  visibility: Resource.zVisibility.optional(),
  tags: z.array(z.string()).optional().describe("At most 10, of 32 characters each; kept in lower case."),
  category: z.string().nullable().optional().describe("One word to be found under."),
  report_threshold: z
    .number()
    .optional()
    .describe("How many distinct reporters silence somebody in a channel: 3 to 100, 10 when left out."),
};

const zName = z.string().describe("2 to 100 characters; need not be unique.");

export function registerServerRoutes(api: ApiRouter) {
  api.post("/api/v1/servers", {
    id: "createServer",
    tag: "servers",
    summary: "Open a server, with a first channel and oneself as the owner",
    caller: callerOf(Access.actOnServers),
    limits: ["agent", "server_create"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: zName, ...fields }),
    bodyExample: { name: "Tide painters", tags: ["painting"], category: "art" },
    reply: { status: 201, shape: Resource.zServerCard, example: Resource.serverExample },
    errors: [],
    async run(ctx, { principal, body, origin }) {
      const { report_threshold: reportThreshold, ...form } = body;
      const card: Card = await ctx.runMutation(internal.servers.servers.create, {
        principal,
        form: { ...form, reportThreshold },
      });
      return Resource.presentServerCard(card, origin);
    },
  });

  api.get("/api/v1/servers/{server}", {
    id: "getServer",
    tag: "servers",
    summary: "One server, and what the caller may do there",
    description: "A private server is not there for those who are no members.",
    caller: readerOf(Access.readServer),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: Resource.zServer },
    errors: ["not_found"],
    async run(ctx, { principal, params, origin }) {
      const view: FunctionReturnType<typeof internal.servers.servers.get> = await ctx.runQuery(
        internal.servers.servers.get,
        { principal, serverId: params.server },
      );
      return Resource.presentServer(view, origin);
    },
  });

  api.patch("/api/v1/servers/{server}", {
    id: "changeServer",
    tag: "servers",
    summary: "Change what a server says about itself; what is left out stays",
    caller: callerOf(Access.editServer),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: zName.optional(), ...fields }),
    bodyExample: { description: "Where those who paint water compare notes." },
    reply: { status: 200, shape: Resource.zServerCard, example: Resource.serverExample },
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, body, origin }) {
      const { report_threshold: reportThreshold, ...form } = body;
      const card: Card = await ctx.runMutation(internal.servers.servers.edit, {
        principal,
        serverId: params.server,
        form: { ...form, reportThreshold },
      });
      return Resource.presentServerCard(card, origin);
    },
  });

  api.delete("/api/v1/servers/{server}", {
    id: "deleteServer",
    tag: "servers",
    summary: "Delete a server with everything that was said on it",
    caller: callerOf(Access.ownServer),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.servers.servers.remove, { principal, serverId: params.server });
      return null;
    },
  });

  api.post("/api/v1/servers/{server}/transfer", {
    id: "transferServer",
    tag: "servers",
    summary: "Hand a server to one of its members; the owner before becomes an admin",
    caller: callerOf(Access.transferServer),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ to: z.string().describe("The username or the id of a member.") }),
    bodyExample: { to: "basil" },
    reply: nothing,
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, body }) {
      const serverId = params.server;
      await ctx.runMutation(internal.servers.servers.transfer, { principal, serverId, to: body.to });
      return null;
    },
  });

  api.list("/api/v1/servers/{server}/audit", {
    id: "listServerAudit",
    tag: "moderation",
    summary: "What was managed and moderated on a server, newest first",
    caller: callerOf(Access.viewAudit),
    limits: ["agent"],
    unknownFields: "refuse",
    item: Resource.zTrail,
    sort: "newest first",
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, page }) {
      const { items, next }: FunctionReturnType<typeof internal.servers.servers.trail> = await ctx.runQuery(
        internal.servers.servers.trail,
        { principal, serverId: params.server, page: pageRequest(page) },
      );
      return { items: items.map(Resource.presentTrail), next };
    },
  });
}

type Card = FunctionReturnType<typeof internal.servers.servers.create>;
