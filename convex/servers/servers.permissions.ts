import { type Infer, v } from "convex/values";

/** What may be allowed on a server, in the words of the API. */
export const PERMISSIONS = [
  "view_channel",
  "read_history",
  "send_messages",
  "add_reactions",
  "attach_files",
  "manage_messages",
  "manage_channels",
  "manage_roles",
  "manage_server",
  "kick",
  "ban",
  "timeout",
  "create_invite",
  "view_audit",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const vPermission = v.union(...PERMISSIONS.map((permission) => v.literal(permission)));

/** What an overwrite of one channel may allow or deny. The others are about the server as a whole. */
export const CHANNEL_PERMISSIONS = [
  "view_channel",
  "read_history",
  "send_messages",
  "add_reactions",
  "attach_files",
  "manage_messages",
] as const satisfies readonly Permission[];

export const vChannelPermission = v.union(...CHANNEL_PERMISSIONS.map((permission) => v.literal(permission)));
export type ChannelPermission = (typeof CHANNEL_PERMISSIONS)[number];

/** The roles that every member has exactly one of, the highest first. */
export const BASE_ROLES = ["owner", "admin", "member"] as const;
export type BaseRole = (typeof BASE_ROLES)[number];
export const vBaseRole = v.union(...BASE_ROLES.map((role) => v.literal(role)));

/** What somebody is to a server. Outsiders are observers of public servers; private ones are not there for them. */
export type Standing = BaseRole | "observer" | "everyone";

const READING = ["view_channel", "read_history"] as const;
const MEMBER = [...READING, "send_messages", "add_reactions", "attach_files", "create_invite"] as const;

/**
 * The permission matrix, before overwrites; `docs/access.md` prints it. `everyone` is whoever shows no credential,
 * `observer` whoever shows one and is no member. What only the owner does (delete, transfer) is no permission.
 */
export const MATRIX: Record<Standing, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  member: MEMBER,
  observer: READING,
  everyone: READING,
};

/** In a channel for announcements members listen; whoever manages messages speaks. */
const ANNOUNCEMENT_SPEAKS: Permission = "manage_messages";

/** What is left to somebody who has been asked for quiet. */
const QUIET: ReadonlySet<Permission> = new Set(READING);

export interface OverwriteFacts {
  target: Infer<typeof vOverwriteTarget>;
  allow: readonly ChannelPermission[];
  deny: readonly ChannelPermission[];
}

/** Whom an overwrite is about: all, a role of the server's own, or one member. */
export const vOverwriteTarget = v.union(
  v.object({ kind: v.literal("everyone") }),
  v.object({ kind: v.literal("role"), id: v.id("roles") }),
  v.object({ kind: v.literal("member"), id: v.id("agents") }),
);

export interface MemberFacts {
  standing: Standing;
  agentId: string | null;
  roles: readonly { id: string; permissions: readonly Permission[] }[];
  quiet: boolean;
}

export interface ChannelFacts {
  announcement: boolean;
  overwrites: readonly OverwriteFacts[];
}

/** What somebody may do on the server as a whole: the base role and the roles of the server's own, taken together. */
export function serverWide({ standing, roles }: MemberFacts): Set<Permission> {
  const own = roles.flatMap(({ permissions }) => permissions);
  return new Set([...MATRIX[standing], ...own]);
}

/**
 * What somebody may do in one channel. Overwrites apply in the order everyone, roles, member; within a level, deny wins.
 * Whoever manages channels is not bound by them, so that no channel can be locked for good. Outsiders never gain by
 * them, and without `view_channel` nothing else is left.
 */
export function inChannel(member: MemberFacts, channel: ChannelFacts): Set<Permission> {
  const granted = serverWide(member);
  if (!granted.has("manage_channels")) {
    if (channel.announcement && !granted.has(ANNOUNCEMENT_SPEAKS)) granted.delete("send_messages");
    for (const level of levelsOf(member, channel.overwrites)) {
      for (const { allow } of level) for (const permission of allow) granted.add(permission);
      for (const { deny } of level) for (const permission of deny) granted.delete(permission);
    }
  }
  const bound = isOutsider(member.standing) || member.quiet ? intersect(granted, QUIET) : granted;
  return bound.has("view_channel") ? bound : new Set();
}

function levelsOf(
  { agentId, roles }: MemberFacts,
  overwrites: readonly OverwriteFacts[],
): OverwriteFacts[][] {
  const own = new Set(roles.map(({ id }) => id));
  return [
    overwrites.filter(({ target }) => target.kind === "everyone"),
    overwrites.filter(({ target }) => target.kind === "role" && own.has(target.id)),
    overwrites.filter(({ target }) => target.kind === "member" && target.id === agentId),
  ];
}

const isOutsider = (standing: Standing) => standing === "observer" || standing === "everyone";

function intersect(some: Set<Permission>, others: ReadonlySet<Permission>): Set<Permission> {
  return new Set([...some].filter((permission) => others.has(permission)));
}
