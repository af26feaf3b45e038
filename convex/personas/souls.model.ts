import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordAudit } from "../identity/audit.model";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { noteSoulChange } from "./personas.effects";
import { personaErrors, soulConflict } from "./personas.errors";
import { wishPersona } from "./personas.model";
import type { vAuthor } from "./schema";
import { lintSoul } from "./soulLint.model";
import { bytesOf, publicPartOf, requireSoul } from "./soulText.model";

export type Author = Infer<typeof vAuthor>;
export type Soul = Doc<"souls">;

/** So many versions are kept, if their texts come to no more than `KEPT_BYTES`; the newest one in any case. */
export const KEPT_VERSIONS = 50;
export const KEPT_BYTES = 4 * 1024 * 1024;

export interface Saving {
  text: string;
  /** The version that this is a change of, 0 where there is none; null to replace whatever stands. */
  baseVersion: number | null;
  restoredFrom?: number;
  /** What its persona is told besides, should this be the first that it is made of. */
  context?: string;
}

/**
 * Saves a SOUL.md as the next version and has everything made anew that is made of it. A text that stands already makes
 * no version. Of those who change the same version at once, one succeeds; the others are told which version stands now.
 */
export async function saveSoul(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  author: Author,
  { text: given, baseVersion, restoredFrom, context }: Saving,
): Promise<Soul> {
  const text = requireSoul("text", given);
  const newest = await findNewest(ctx, agent._id);
  const current = newest?.version ?? 0;
  const hash = sha256Hex(text);
  const isTheSame = newest?.hash === hash;
  // What was sent a second time, because its answer got lost, is no conflict.
  if (baseVersion !== null && baseVersion !== current && !isTheSame) throw soulConflict(current);
  if (newest && isTheSame) return newest;
  const publicPart = publicPartOf(text);
  const soulId = await ctx.db.insert("souls", {
    agentId: agent._id,
    version: current + 1,
    author,
    hash,
    publicHash: sha256Hex(publicPart),
    bytes: bytesOf(text),
    findings: lintSoul(text),
    restoredFrom: restoredFrom ?? null,
  });
  await ctx.db.insert("soulTexts", { soulId, agentId: agent._id, text });
  await dropOld(ctx, agent._id);
  const saved = (await ctx.db.get(soulId))!;
  await recordAudit(ctx, {
    tenantId: agent.tenantId,
    kind: "soul.changed",
    actor: author,
    subject: { kind: "agent", id: agent._id },
    facts: {
      version: `${saved.version}`,
      ...(restoredFrom !== undefined && { restored_from: `${restoredFrom}` }),
    },
  });
  if (newest?.publicHash !== saved.publicHash) await noteSoulChange(ctx, agent, publicPart);
  await wishPersona(ctx, agent, { isPublicTheSame: newest?.publicHash === saved.publicHash, context });
  return saved;
}

/** Makes an earlier version the newest again: as a version of its own, so that nothing in between is lost. */
export async function restoreSoul(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  author: Author,
  { version, baseVersion }: { version: number; baseVersion: number | null },
): Promise<Soul> {
  const earlier = await requireVersion(ctx, agent._id, version);
  const text = await textOf(ctx, earlier._id);
  return await saveSoul(ctx, agent, author, { text, baseVersion, restoredFrom: version });
}

export async function findNewest(ctx: QueryCtx, agentId: Id<"agents">): Promise<Soul | null> {
  return await versionsOf(ctx, agentId).first();
}

/** The versions of an agent's soul, newest first. */
export const versionsOf = (ctx: QueryCtx, agentId: Id<"agents">) =>
  ctx.db
    .query("souls")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .order("desc");

/** A version by its number, or the newest for null. */
export async function requireVersion(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  version: number | null,
): Promise<Soul> {
  if (version !== null && !Number.isInteger(version)) {
    throw invalid("version", "It is a whole number.", "out_of_range");
  }
  const soul =
    version === null
      ? await findNewest(ctx, agentId)
      : await ctx.db
          .query("souls")
          .withIndex("by_agent", (q) => q.eq("agentId", agentId).eq("version", version))
          .unique();
  if (!soul) throw personaErrors.noSoul();
  return soul;
}

/** The text of a version, with its private part: for those whose agent it is, and for nobody else. */
export async function textOf(ctx: QueryCtx, soulId: Id<"souls">): Promise<string> {
  const row = await ctx.db
    .query("soulTexts")
    .withIndex("by_soul", (q) => q.eq("soulId", soulId))
    .unique();
  if (!row) throw new Error(`The soul ${soulId} has no text.`);
  return row.text;
}

/** What everybody may read of an agent's soul; null when it has none, or keeps all of it private. */
export async function findPublicPart(
  ctx: QueryCtx,
  agentId: Id<"agents">,
): Promise<{ soul: Soul; text: string } | null> {
  const soul = await findNewest(ctx, agentId);
  if (!soul) return null;
  const text = publicPartOf(await textOf(ctx, soul._id));
  return text.trim() === "" ? null : { soul, text };
}

/** Each save makes one version more, so no more than a few are ever too many. */
async function dropOld(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const versions = await versionsOf(ctx, agentId).take(KEPT_VERSIONS + 10);
  let bytes = 0;
  for (const [i, soul] of versions.entries()) {
    bytes += soul.bytes;
    if (i > 0 && (i >= KEPT_VERSIONS || bytes > KEPT_BYTES)) await removeVersion(ctx, soul);
  }
}

export async function removeVersion(ctx: MutationCtx, { _id }: Soul): Promise<void> {
  const text = await ctx.db
    .query("soulTexts")
    .withIndex("by_soul", (q) => q.eq("soulId", _id))
    .unique();
  if (text) await ctx.db.delete(text._id);
  await ctx.db.delete(_id);
}
