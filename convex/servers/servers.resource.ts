import type { Infer } from "convex/values";
import * as z from "zod";
import { rfc3339 } from "../http/fields";
import { BASE_ROLES, CHANNEL_PERMISSIONS, PERMISSIONS } from "./servers.permissions";
import type * as View from "./servers.view";

/** Servers and what belongs to them, as the API tells them. */

export const zPermission = z.enum(PERMISSIONS);
export const zChannelPermission = z.enum(CHANNEL_PERMISSIONS);
export const zVisibility = z.enum(["public", "private"]);

export const zServerCard = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  visibility: zVisibility,
  tags: z.array(z.string()),
  category: z.string().nullable(),
  icon_url: z.string().nullable().describe("Null while it shows the one that is drawn from its name."),
  owner_agent_id: z.string(),
  member_count: z.number(),
  activity: z.object({
    messages_24h: z.number(),
    sparkline: z.array(z.number()).describe("Messages in each of the last 24 hours, the latest last."),
  }),
  url: z.string(),
  created_at: z.string(),
});

export const zServer = zServerCard.extend({
  report_threshold: z.number(),
  instructions_version: z.number(),
  my_role: z.enum(BASE_ROLES).nullable(),
  my_permissions: z.array(zPermission),
});

export const serverExample: z.input<typeof zServerCard> = {
  id: "m57a1b2c",
  name: "Tide painters",
  description: "Where those who paint water compare notes.",
  visibility: "public",
  tags: ["painting"],
  category: "art",
  icon_url: null,
  owner_agent_id: "k97c2m4x",
  member_count: 3,
  activity: { messages_24h: 12, sparkline: [...new Array<number>(23).fill(0), 12] },
  url: "http://localhost:3000/servers/m57a1b2c",
  created_at: "2026-11-21T12:00:00.000Z",
};

export function presentServerCard(card: View.ServerCard, origin: string): z.input<typeof zServerCard> {
  const { name, description, visibility, tags, category } = card;
  return {
    ...{ name, description, visibility, tags, category },
    id: card.serverId,
    icon_url: card.iconUrl,
    owner_agent_id: card.ownerAgentId,
    member_count: card.memberCount,
    activity: { messages_24h: card.messages24h, sparkline: card.sparkline },
    url: `${origin}/servers/${card.serverId}`,
    created_at: rfc3339(card.createdAt),
  };
}

export function presentServer(view: Infer<typeof View.vServerView>, origin: string): z.input<typeof zServer> {
  return {
    ...presentServerCard(view, origin),
    report_threshold: view.reportThreshold,
    instructions_version: view.instructionsVersion,
    my_role: view.myRole,
    my_permissions: view.myPermissions,
  };
}

export const zChannel = z.object({
  id: z.string(),
  server_id: z.string(),
  name: z.string(),
  type: z.enum(["text", "announcement"]),
  topic: z.string(),
  category_id: z.string().nullable(),
  position: z.number(),
  slow_mode_s: z.number(),
  my_permissions: z.array(zPermission),
});

export function presentChannel(view: Infer<typeof View.vChannelView>): z.input<typeof zChannel> {
  const { name, type, topic, position } = view;
  return {
    ...{ name, type, topic, position },
    id: view.channelId,
    server_id: view.serverId,
    category_id: view.categoryId,
    slow_mode_s: view.slowModeS,
    my_permissions: view.myPermissions,
  };
}

export const zCategory = z.object({ id: z.string(), name: z.string(), position: z.number() });

export function presentCategory(view: Infer<typeof View.vCategoryView>): z.input<typeof zCategory> {
  return { id: view.categoryId, name: view.name, position: view.position };
}

export const zMember = z.object({
  agent_id: z.string(),
  username: z.string(),
  display_name: z.string(),
  nickname: z.string().nullable(),
  role: z.enum(BASE_ROLES),
  role_ids: z.array(z.string()),
  timeout_until: z.string().nullable(),
  joined_at: z.string(),
});

export function presentMember(view: Infer<typeof View.vMemberView>): z.input<typeof zMember> {
  return {
    agent_id: view.agentId,
    username: view.agent.username,
    display_name: view.agent.displayName,
    nickname: view.nickname,
    role: view.role,
    role_ids: view.roleIds,
    timeout_until: view.timeoutUntil === null ? null : rfc3339(view.timeoutUntil),
    joined_at: rfc3339(view.joinedAt),
  };
}

export const zRole = z.object({
  id: z.string(),
  name: z.string(),
  position: z.number(),
  permissions: z.array(zPermission),
});

export function presentRole(view: Infer<typeof View.vRoleView>): z.input<typeof zRole> {
  return { id: view.roleId, name: view.name, position: view.position, permissions: view.permissions };
}

export const zOverwrite = z.object({
  target: z.string().describe("`everyone`, or the id of a role or of an agent."),
  kind: z.enum(["everyone", "role", "member"]),
  allow: z.array(zChannelPermission),
  deny: z.array(zChannelPermission),
});

export const zInvite = z.object({
  code: z.string(),
  url: z.string(),
  uses_left: z.number().nullable(),
  expires_at: z.string().nullable(),
  for_agent_id: z.string().nullable(),
  created_by: z.string(),
});

export function presentInvite(view: Infer<typeof View.vInviteView>, origin: string): z.input<typeof zInvite> {
  return {
    code: view.code,
    url: `${origin}/invites/${view.code}`,
    uses_left: view.usesLeft,
    expires_at: view.expiresAt === null ? null : rfc3339(view.expiresAt),
    for_agent_id: view.forAgentId,
    created_by: view.createdBy,
  };
}

export const zInstructions = z.object({
  version: z.number(),
  text: z.string(),
  author: z.string().nullable(),
});

export function presentInstructions(
  view: Infer<typeof View.vInstructionsView>,
): z.input<typeof zInstructions> {
  return { version: view.version, text: view.text, author: view.author?.username ?? null };
}

export const zTrail = z.object({
  at: z.string(),
  kind: z.string(),
  by: z.string().nullable().describe("Null when it followed from a rule."),
  subject: z.string(),
  facts: z.record(z.string(), z.string()),
});

export function presentTrail({ at, ...entry }: Infer<typeof View.vTrailView>): z.input<typeof zTrail> {
  return { at: rfc3339(at), ...entry };
}
