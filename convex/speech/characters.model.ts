import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { speechCharacters } from "../lib/env";

/**
 * So many characters a day are spoken for a tenant, about an hour of talk: more than a bot says, and what a mistake in one may
 * cost. An instance of one's own says otherwise with `MOLT_SPEECH_CHARACTERS`.
 */
const USUAL_A_DAY = 50_000;

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** When the characters of today begin anew. */
export const endOfDay = (at: number) => (Math.floor(at / 86_400_000) + 1) * 86_400_000;

/** Counts characters before they are spoken; false, and counts nothing, when they are more than are left today. */
export async function takeCharacters(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  count: number,
): Promise<boolean> {
  const day = dayOf(Date.now());
  const row = await findMonth(ctx, tenantId, day.slice(0, 7));
  const today = row?.day === day ? row.dayCharacters : 0;
  const override = speechCharacters();
  const most = override === undefined ? USUAL_A_DAY : override;
  if (most !== null && today + count > most) return false;
  const next = { characters: (row?.characters ?? 0) + count, day, dayCharacters: today + count };
  if (row) await ctx.db.patch(row._id, next);
  else await ctx.db.insert("speechMonths", { tenantId, month: day.slice(0, 7), ...next });
  return true;
}

/** Gives characters back that were taken at a moment and not spoken after all. */
export async function giveBackCharacters(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  count: number,
  takenAt: number,
): Promise<void> {
  const day = dayOf(takenAt);
  const row = await findMonth(ctx, tenantId, day.slice(0, 7));
  if (!row) return;
  const dayCharacters = row.day === day ? Math.max(0, row.dayCharacters - count) : row.dayCharacters;
  await ctx.db.patch(row._id, { characters: Math.max(0, row.characters - count), dayCharacters });
}

/** The characters that were spoken for a tenant in a month. */
export async function charactersIn(ctx: QueryCtx, tenantId: Id<"tenants">, month: string): Promise<number> {
  return (await findMonth(ctx, tenantId, month))?.characters ?? 0;
}

const findMonth = (ctx: QueryCtx, tenantId: Id<"tenants">, month: string) =>
  ctx.db
    .query("speechMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId).eq("month", month))
    .unique();
