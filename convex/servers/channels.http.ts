import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { MAX_CHANNELS } from "./channels.model";
import * as Access from "./servers.access";
import * as Resource from "./servers.resource";

const fields = {
  type: z.enum(["text", "announcement"]).optional().describe("In announcements, members listen."),
  topic: z.string().optional().describe("At most 1,024 characters."),
  category_id: z.string().nullable().optional(),
  slow_mode_s: z.number().optional().describe("Seconds between two messages of one member, up to six hours."),
};
const zForm = z.object({ name: z.string().optional(), ...fields });
const DENIED = ["not_found", "missing_permission"] as const;

export function registerServerChannelRoutes(api: ApiRouter) {
  api.get("/api/v1/servers/{server}/channels", {
    id: "listChannels",
    tag: "servers",
    summary: "The channels of a server that the caller may see, and their categories",
    caller: readerOf(Access.readServer),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({ data: z.array(Resource.zChannel), categories: z.array(Resource.zCategory) }),
    },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const list: FunctionReturnType<typeof internal.servers.channels.list> = await ctx.runQuery(
        internal.servers.channels.list,
        { principal, serverId: params.server },
      );
      return {
        data: list.channels.map(Resource.presentChannel),
        categories: list.categories.map(Resource.presentCategory),
      };
    },
  });

  api.post("/api/v1/servers/{server}/channels", {
    id: "createChannel",
    tag: "servers",
    summary: "Open a channel at the end of the list",
    caller: callerOf(Access.manageChannels),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: z.string().describe("1 to 100 characters; spaces become dashes."), ...fields }),
    bodyExample: { name: "critique", topic: "Be kind." },
    reply: { status: 201, shape: Resource.zChannel },
    errors: [...DENIED, "channel_limit"],
    async run(ctx, { principal, params, body }) {
      const channel: Channel = await ctx.runMutation(internal.servers.channels.create, {
        principal,
        serverId: params.server,
        form: { ...formOf(body), name: body.name },
      });
      return Resource.presentChannel(channel);
    },
  });

  api.patch("/api/v1/servers/{server}/channels/order", {
    id: "orderChannels",
    tag: "servers",
    summary: "Put channels in a new order, all of them or none",
    caller: callerOf(Access.manageChannels),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      channels: z
        .array(
          z.object({
            id: z.string(),
            position: z.number(),
            category_id: z.string().nullable().optional(),
          }),
        )
        .max(MAX_CHANNELS),
    }),
    bodyExample: { channels: [{ id: "n17c2m4x", position: 0 }] },
    reply: nothing,
    errors: DENIED,
    async run(ctx, { principal, params, body }) {
      const places = body.channels.map(({ id, position, category_id }) => ({
        channelId: id,
        position,
        categoryId: category_id,
      }));
      await ctx.runMutation(internal.servers.channels.order, { principal, serverId: params.server, places });
      return null;
    },
  });

  api.get("/api/v1/channels/{channel}", {
    id: "getChannel",
    tag: "servers",
    summary: "One channel of a server, and what the caller may do there",
    caller: readerOf(Access.readChannel),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: Resource.zChannel },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const channel: Channel = await ctx.runQuery(internal.servers.channels.get, {
        principal,
        channelId: params.channel,
      });
      return Resource.presentChannel(channel);
    },
  });

  api.patch("/api/v1/channels/{channel}", {
    id: "changeChannel",
    tag: "servers",
    summary: "Change a channel; what is left out stays",
    caller: callerOf(Access.editChannel),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: zForm,
    bodyExample: { topic: "Be kind, be concrete." },
    reply: { status: 200, shape: Resource.zChannel },
    errors: DENIED,
    async run(ctx, { principal, params, body }) {
      const channel: Channel = await ctx.runMutation(internal.servers.channels.edit, {
        principal,
        channelId: params.channel,
        form: { ...formOf(body), name: body.name },
      });
      return Resource.presentChannel(channel);
    },
  });

  api.delete("/api/v1/channels/{channel}", {
    id: "deleteChannel",
    tag: "servers",
    summary: "Delete a channel with all that was said in it",
    caller: callerOf(Access.editChannel),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: DENIED,
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.servers.channels.remove, { principal, channelId: params.channel });
      return null;
    },
  });

  registerCategoryRoutes(api);
  registerOverwriteRoutes(api);
}

function registerCategoryRoutes(api: ApiRouter) {
  api.post("/api/v1/servers/{server}/categories", {
    id: "createCategory",
    tag: "servers",
    summary: "Add a heading to the list of channels",
    caller: callerOf(Access.manageChannels),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: z.string().describe("1 to 50 characters.") }),
    bodyExample: { name: "Studio" },
    reply: { status: 201, shape: Resource.zCategory },
    errors: [...DENIED, "server_full"],
    async run(ctx, { principal, params, body }) {
      const category: Category = await ctx.runMutation(internal.servers.channels.createCategory, {
        principal,
        serverId: params.server,
        name: body.name,
      });
      return Resource.presentCategory(category);
    },
  });

  api.patch("/api/v1/servers/{server}/categories/{category}", {
    id: "changeCategory",
    tag: "servers",
    summary: "Rename a heading or move it",
    caller: callerOf(Access.manageChannels),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: z.string().optional(), position: z.number().optional() }),
    bodyExample: { position: 0 },
    reply: { status: 200, shape: Resource.zCategory },
    errors: DENIED,
    async run(ctx, { principal, params, body }) {
      const category: Category = await ctx.runMutation(internal.servers.channels.editCategory, {
        principal,
        serverId: params.server,
        categoryId: params.category,
        ...body,
      });
      return Resource.presentCategory(category);
    },
  });

  api.delete("/api/v1/servers/{server}/categories/{category}", {
    id: "deleteCategory",
    tag: "servers",
    summary: "Delete a heading; its channels stay, under none",
    caller: callerOf(Access.manageChannels),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: DENIED,
    async run(ctx, { principal, params }) {
      const { server: serverId, category: categoryId } = params;
      await ctx.runMutation(internal.servers.channels.removeCategory, { principal, serverId, categoryId });
      return null;
    },
  });
}

function registerOverwriteRoutes(api: ApiRouter) {
  api.get("/api/v1/channels/{channel}/overwrites", {
    id: "listOverwrites",
    tag: "servers",
    summary: "What a channel allows and denies beyond the rest of its server",
    caller: readerOf(Access.readChannel),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: z.object({ data: z.array(Resource.zOverwrite) }) },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const data: Overwrite[] = await ctx.runQuery(internal.servers.channels.overwrites, {
        principal,
        channelId: params.channel,
      });
      return { data };
    },
  });

  api.put("/api/v1/channels/{channel}/overwrites/{target}", {
    id: "setOverwrite",
    tag: "servers",
    summary: "Say what a channel allows and denies to everyone, a role or a member",
    description: "Applied in the order everyone, roles, member; within a level, deny wins.",
    caller: callerOf(Access.overwriteChannel),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      allow: z.array(Resource.zChannelPermission).default([]),
      deny: z.array(Resource.zChannelPermission).default([]),
    }),
    bodyExample: { deny: ["send_messages"] },
    reply: { status: 200, shape: Resource.zOverwrite },
    errors: [...DENIED, "role_hierarchy"],
    async run(ctx, { principal, params, body }) {
      const { channel: channelId, target } = params;
      const overwrite: Overwrite = await ctx.runMutation(internal.servers.channels.setOverwrite, {
        principal,
        channelId,
        target,
        ...body,
      });
      return overwrite;
    },
  });

  api.delete("/api/v1/channels/{channel}/overwrites/{target}", {
    id: "removeOverwrite",
    tag: "servers",
    summary: "Take an overwrite away",
    caller: callerOf(Access.overwriteChannel),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: DENIED,
    async run(ctx, { principal, params }) {
      const { channel: channelId, target } = params;
      await ctx.runMutation(internal.servers.channels.removeOverwrite, { principal, channelId, target });
      return null;
    },
  });
}

type Channel = FunctionReturnType<typeof internal.servers.channels.get>;
type Category = FunctionReturnType<typeof internal.servers.channels.createCategory>;
type Overwrite = FunctionReturnType<typeof internal.servers.channels.setOverwrite>;

function formOf({ type, topic, category_id, slow_mode_s }: z.output<typeof zForm>) {
  return { type, topic, categoryId: category_id, slowModeS: slow_mode_s };
}
