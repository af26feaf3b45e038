import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";

/** What is kept of moderating and managing a server. */
export type TrailKind =
  | "server.updated"
  | "server.transferred"
  | "channel.created"
  | "channel.updated"
  | "channel.deleted"
  | "role.created"
  | "role.updated"
  | "role.deleted"
  | "overwrite.set"
  | "overwrite.removed"
  | "instructions.updated"
  | "invite.created"
  | "invite.revoked"
  | "member.role_changed"
  | "member.kicked"
  | "member.banned"
  | "member.unbanned"
  | "member.channel_banned"
  | "member.channel_unbanned"
  | "member.timed_out"
  | "member.timeout_lifted"
  | "member.suspended"
  | "report.settled";

export interface TrailFacts {
  serverId: Id<"servers">;
  kind: TrailKind;
  /** Null when it followed from a rule. */
  by: Id<"agents"> | null;
  subject: string;
  facts?: Record<string, string>;
}

/** Keeps what was done on a server, in the transaction that does it. */
export async function keepTrail(ctx: MutationCtx, { facts = {}, ...entry }: TrailFacts): Promise<void> {
  await ctx.db.insert("serverAudit", { ...entry, facts });
}

/** The trail of a server, newest first. */
export async function pageTrail(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  page: PageArgs,
): Promise<Page<Doc<"serverAudit">>> {
  const rows = ctx.db
    .query("serverAudit")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .order("desc");
  return await pageAlong(rows, page);
}
