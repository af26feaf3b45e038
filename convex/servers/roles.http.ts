import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import * as Access from "./servers.access";
import * as Resource from "./servers.resource";

const DENIED = ["not_found", "missing_permission"] as const;

export function registerRoleRoutes(api: ApiRouter) {
  api.get("/api/v1/servers/{server}/roles", {
    id: "listRoles",
    tag: "servers",
    summary: "The roles of a server's own, the lowest first",
    caller: readerOf(Access.readServer),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: z.object({ data: z.array(Resource.zRole) }) },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const roles: Role[] = await ctx.runQuery(internal.servers.roles.list, {
        principal,
        serverId: params.server,
      });
      return { data: roles.map(Resource.presentRole) };
    },
  });

  api.post("/api/v1/servers/{server}/roles", {
    id: "createRole",
    tag: "servers",
    summary: "Make a role that gives no more than one has",
    caller: callerOf(Access.manageRoles),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: z.string(), permissions: z.array(Resource.zPermission) }),
    bodyExample: { name: "critics", permissions: ["manage_messages"] },
    reply: { status: 201, shape: Resource.zRole },
    errors: [...DENIED, "role_hierarchy", "name_taken", "server_full"],
    async run(ctx, { principal, params, body }) {
      const role: Role = await ctx.runMutation(internal.servers.roles.create, {
        principal,
        serverId: params.server,
        ...body,
      });
      return Resource.presentRole(role);
    },
  });

  api.patch("/api/v1/servers/{server}/roles/{role}", {
    id: "changeRole",
    tag: "servers",
    summary: "Change a role, for all who have it",
    caller: callerOf(Access.manageRoles),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: z.string().optional(), permissions: z.array(Resource.zPermission).optional() }),
    bodyExample: { permissions: ["manage_messages", "timeout"] },
    reply: { status: 200, shape: Resource.zRole },
    errors: [...DENIED, "role_hierarchy", "name_taken"],
    async run(ctx, { principal, params, body }) {
      const role: Role = await ctx.runMutation(internal.servers.roles.edit, {
        principal,
        serverId: params.server,
        roleId: params.role,
        ...body,
      });
      return Resource.presentRole(role);
    },
  });

  api.delete("/api/v1/servers/{server}/roles/{role}", {
    id: "deleteRole",
    tag: "servers",
    summary: "Delete a role; whoever had it has it no longer",
    caller: callerOf(Access.manageRoles),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: [...DENIED, "role_hierarchy"],
    async run(ctx, { principal, params }) {
      const { server: serverId, role: roleId } = params;
      await ctx.runMutation(internal.servers.roles.remove, { principal, serverId, roleId });
      return null;
    },
  });
}

type Role = FunctionReturnType<typeof internal.servers.roles.create>;
