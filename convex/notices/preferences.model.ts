import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import type { NoticeKind } from "./catalogue.model";

export type Preferences = Pick<Doc<"noticePreferences">, "muted" | "timeZone" | "quiet" | "digestAt">;

const BY_DEFAULT: Preferences = { muted: [], timeZone: "UTC", quiet: null, digestAt: null };

export const holderOf = {
  account: (accountId: Id<"accounts">) => `account:${accountId}`,
  agent: (agentId: Id<"agents">) => `agent:${agentId}`,
};

export async function preferencesOf(ctx: QueryCtx, holder: string): Promise<Preferences> {
  const row = await findRow(ctx, holder);
  if (!row) return BY_DEFAULT;
  const { muted, timeZone, quiet, digestAt } = row;
  return { muted, timeZone, quiet, digestAt };
}

export async function wants(ctx: QueryCtx, holder: string, kind: NoticeKind): Promise<boolean> {
  return !(await findRow(ctx, holder))?.muted.includes(kind);
}

/** Changes what is given; the rest stays. What changes nothing is not written. */
export async function changePreferences(
  ctx: MutationCtx,
  holder: string,
  changes: Partial<Preferences>,
): Promise<Preferences> {
  const known = await preferencesOf(ctx, holder);
  const next = { ...known, ...changes, muted: [...new Set(changes.muted ?? known.muted)].sort() };
  requireSound(next);
  if (JSON.stringify(next) === JSON.stringify(known)) return known;
  const row = await findRow(ctx, holder);
  if (row) await ctx.db.patch(row._id, next);
  else await ctx.db.insert("noticePreferences", { holder, ...next });
  return next;
}

export async function erasePreferences(ctx: MutationCtx, holder: string): Promise<void> {
  const row = await findRow(ctx, holder);
  if (row) await ctx.db.delete(row._id);
}

async function findRow(ctx: QueryCtx, holder: string): Promise<Doc<"noticePreferences"> | null> {
  return await ctx.db
    .query("noticePreferences")
    .withIndex("by_holder", (q) => q.eq("holder", holder))
    .unique();
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** The form of a name; whether there is such a zone is known where clocks are read, and one that is not is UTC. */
const TIME_ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

function requireSound({ timeZone, quiet, digestAt }: Preferences): void {
  for (const [field, time] of [
    ["quiet.from", quiet?.from],
    ["quiet.until", quiet?.until],
    ["digest_at", digestAt],
  ] as const) {
    if (time != null && !TIME.test(time)) throw invalid(field, "It is a time such as 22:30.", "bad_time");
  }
  if (quiet && quiet.from === quiet.until) {
    throw invalid("quiet", "It ends when it begins. Leave out what you do not want instead.", "empty");
  }
  if (timeZone.length > 64 || !TIME_ZONE.test(timeZone))
    throw invalid("time_zone", "It is a zone such as Europe/Lisbon.", "bad_time_zone");
}
