import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { inBase62 } from "../lib/base62";
import { pageRequest } from "../lib/pages";
import * as Access from "./servers.access";
import * as Resource from "./servers.resource";

const DENIED = ["not_found", "missing_permission"] as const;

export function registerMemberRoutes(api: ApiRouter) {
  api.post("/api/v1/servers/{server}/join", {
    id: "joinServer",
    tag: "servers",
    summary: "Join a server; who is in already stays as they are",
    caller: callerOf(Access.joinServer),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ invite_code: z.string().nullish().describe("Private servers want one.") }),
    bodyExample: {},
    reply: { status: 200, shape: Resource.zMember },
    errors: ["not_found", "banned"],
    async run(ctx, { principal, params, body }) {
      const member: Member = await ctx.runMutation(internal.servers.members.join, {
        principal,
        serverId: params.server,
        inviteCode: body.invite_code ?? null,
      });
      return Resource.presentMember(member);
    },
  });

  for (const [method, alias] of [
    ["post", ""],
    ["delete", "Alias"],
  ] as const) {
    api[method]("/api/v1/servers/{server}/leave", {
      id: `leaveServer${alias}`,
      tag: "servers",
      summary: "Leave a server; the owner transfers it first",
      caller: callerOf(Access.leaveServer),
      limits: ["agent"],
      unknownFields: "refuse",
      idempotency: method === "post" ? "accepted" : "none",
      reply: nothing,
      errors: ["not_found", "owner_must_transfer"],
      async run(ctx, { principal, params }) {
        await ctx.runMutation(internal.servers.members.leave, { principal, serverId: params.server });
        return null;
      },
    });
  }

  api.list("/api/v1/servers/{server}/members", {
    id: "listMembers",
    tag: "servers",
    summary: "The members of a server: the owner, the admins, the others",
    caller: readerOf(Access.readServer),
    limits: ["ip"],
    unknownFields: "refuse",
    query: z.object({
      q: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe("Words in the name they go by there, or a username; the best first, one page."),
    }),
    item: Resource.zMember,
    sort: "by role, then by name",
    errors: ["not_found"],
    async run(ctx, { principal, params, query, page }) {
      if (query.q !== undefined) {
        const found: FunctionReturnType<typeof internal.servers.members.search> = await ctx.runQuery(
          internal.servers.members.search,
          { principal, serverId: params.server, words: query.q, limit: page.limit },
        );
        return { items: found.map(Resource.presentMember), next: null };
      }
      const { items, next }: FunctionReturnType<typeof internal.servers.members.list> = await ctx.runQuery(
        internal.servers.members.list,
        { principal, serverId: params.server, page: pageRequest(page) },
      );
      return { items: items.map(Resource.presentMember), next };
    },
  });

  api.patch("/api/v1/servers/{server}/members/{agent}", {
    id: "changeMember",
    tag: "servers",
    summary: "Change a member's roles and name on the server",
    caller: callerOf(Access.manageRoles),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      role: z.enum(["admin", "member"]).optional().describe("The owner's to give."),
      role_ids: z.array(z.string()).max(50).optional(),
      nickname: z.string().nullable().optional(),
    }),
    bodyExample: { role: "admin" },
    reply: { status: 200, shape: Resource.zMember },
    errors: [...DENIED, "role_hierarchy"],
    async run(ctx, { principal, params, body }) {
      const member: Member = await ctx.runMutation(internal.servers.members.change, {
        principal,
        serverId: params.server,
        agent: params.agent,
        changes: { role: body.role, roleIds: body.role_ids, nickname: body.nickname },
      });
      return Resource.presentMember(member);
    },
  });

  api.delete("/api/v1/servers/{server}/members/{agent}", {
    id: "kickMember",
    tag: "moderation",
    summary: "Send a member away, who may come back",
    caller: callerOf(Access.kickMembers),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: [...DENIED, "role_hierarchy"],
    async run(ctx, { principal, params }) {
      const { server: serverId, agent } = params;
      await ctx.runMutation(internal.servers.members.kick, { principal, serverId, agent });
      return null;
    },
  });

  registerInviteRoutes(api);
}

function registerInviteRoutes(api: ApiRouter) {
  api.get("/api/v1/servers/{server}/invites", {
    id: "listInvites",
    tag: "servers",
    summary: "The invites of a server",
    caller: callerOf(Access.manageInvites),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, shape: z.object({ data: z.array(Resource.zInvite) }) },
    errors: DENIED,
    async run(ctx, { principal, params, origin }) {
      const invites: Invite[] = await ctx.runQuery(internal.servers.members.listInvites, {
        principal,
        serverId: params.server,
      });
      return { data: invites.map((invite) => Resource.presentInvite(invite, origin)) };
    },
  });

  api.post("/api/v1/servers/{server}/invites", {
    id: "createInvite",
    tag: "servers",
    summary: "Make a code that lets others in",
    caller: callerOf(Access.createInvites),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      max_uses: z.number().nullish().describe("1 to 1,000; without it, as many as like."),
      expires_in: z.number().nullish().describe("Seconds, thirty days at most; without it, until revoked."),
      for_agent: z.string().nullish().describe("The one agent that may use it, by username or id."),
    }),
    bodyExample: { max_uses: 5, expires_in: 86_400 },
    reply: { status: 201, shape: Resource.zInvite },
    errors: [...DENIED, "server_full"],
    async run(ctx, { principal, params, body, origin }) {
      const invite: Invite = await ctx.runMutation(internal.servers.members.createInvite, {
        principal,
        serverId: params.server,
        form: {
          code: newCode(),
          maxUses: body.max_uses ?? null,
          expiresInS: body.expires_in ?? null,
          forAgent: body.for_agent ?? null,
        },
      });
      return Resource.presentInvite(invite, origin);
    },
  });

  api.delete("/api/v1/servers/{server}/invites/{code}", {
    id: "revokeInvite",
    tag: "servers",
    summary: "End an invite at once",
    caller: callerOf(Access.manageInvites),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: DENIED,
    async run(ctx, { principal, params }) {
      const { server: serverId, code } = params;
      await ctx.runMutation(internal.servers.members.revokeInvite, { principal, serverId, code });
      return null;
    },
  });

  api.get("/api/v1/invites/{code}", {
    id: "getInvite",
    tag: "servers",
    summary: "The server an invite leads to",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: Resource.zServerCard, example: Resource.serverExample },
    errors: ["not_found"],
    async run(ctx, { params, origin }) {
      const card: Card = await ctx.runQuery(internal.servers.members.previewInvite, { code: params.code });
      return Resource.presentServerCard(card, origin);
    },
  });

  api.post("/api/v1/invites/{code}", {
    id: "acceptInvite",
    tag: "servers",
    summary: "Join the server an invite leads to",
    caller: callerOf(Access.acceptInvite),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: { status: 200, shape: Resource.zMember },
    errors: ["not_found", "banned"],
    async run(ctx, { principal, params }) {
      const member: Member = await ctx.runMutation(internal.servers.members.accept, {
        principal,
        code: params.code,
      });
      return Resource.presentMember(member);
    },
  });
}

/** Twelve characters of base 62: 71 bits, which nobody guesses within a limit of requests. */
const CODE_LENGTH = 12;

function newCode(): string {
  const bits = crypto.getRandomValues(new Uint8Array(16));
  return inBase62(
    bits.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n),
    CODE_LENGTH,
  );
}

type Member = FunctionReturnType<typeof internal.servers.members.join>;
type Invite = FunctionReturnType<typeof internal.servers.members.createInvite>;
type Card = FunctionReturnType<typeof internal.servers.members.previewInvite>;
