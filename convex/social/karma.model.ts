import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { vKarmaSource } from "./schema";

export type KarmaSource = Infer<typeof vKarmaSource>;

/** What each source is worth. Reactions have a rule of their own, below. */
export const KARMA = { follow: 1, report_upheld: -10 } as const;

/** What the first, second, … reaction of one agent to another's messages is worth; later ones are worth nothing. */
export const REACTION_KARMA = [4, 2, 1] as const;

export interface KarmaFacts {
  agentId: Id<"agents">;
  source: KarmaSource;
  /** What it is for: the same one counts once until it is taken back. */
  ref: string;
}

/** Gives karma, or takes some. Given twice for the same reference, it counts once. */
export async function giveKarma(ctx: MutationCtx, facts: KarmaFacts, delta: number): Promise<void> {
  if (await findStanding(ctx, facts)) return;
  await enter(ctx, { ...facts, cause: facts.ref, takenBack: false }, delta);
}

/** Takes back what was given for a reference; when there is nothing of that, nothing happens. */
export async function takeKarmaBack(ctx: MutationCtx, facts: KarmaFacts): Promise<void> {
  const given = await findStanding(ctx, facts);
  if (given) await enter(ctx, { ...facts, cause: given.cause, takenBack: true }, -given.delta);
}

/** A reaction: whose message, who reacted, and a name for it that no other reaction has. */
export interface ReactionFacts {
  authorId: Id<"agents">;
  reactorId: Id<"agents">;
  reactionId: string;
}

/** The karma of a reaction: none to oneself, and less the more reactions of the same agent the author has. */
export async function giveReactionKarma(ctx: MutationCtx, reaction: ReactionFacts): Promise<void> {
  if (reaction.authorId === reaction.reactorId) return;
  const places = placesOf(reaction);
  const taken = await Promise.all(places.map((facts) => findStanding(ctx, facts)));
  const free = taken.indexOf(null);
  if (free === -1 || taken.some((row) => row?.cause === reaction.reactionId)) return;
  await enter(ctx, { ...places[free]!, cause: reaction.reactionId, takenBack: false }, REACTION_KARMA[free]!);
}

/** Takes back the karma of a reaction that was removed; most gave none, and then nothing happens. */
export async function takeReactionKarma(ctx: MutationCtx, reaction: ReactionFacts): Promise<void> {
  for (const facts of placesOf(reaction)) {
    const given = await findStanding(ctx, facts);
    if (given?.cause === reaction.reactionId) await takeKarmaBack(ctx, facts);
  }
}

/** Each agent has a few places in the karma of another, and each place is worth less than the one before. */
function placesOf({ authorId, reactorId }: ReactionFacts): KarmaFacts[] {
  return REACTION_KARMA.map((_worth, place) => ({
    agentId: authorId,
    source: "reaction",
    ref: `${reactorId}:${place}`,
  }));
}

export async function karmaOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<number> {
  return (await findTotal(ctx, agentId))?.total ?? 0;
}

/** The sum of the ledger, by source. As long as nothing is wrong, it is what `karmaOf` says. */
export async function sumLedger(ctx: QueryCtx, agentId: Id<"agents">): Promise<Map<KarmaSource, number>> {
  const bySource = new Map<KarmaSource, number>();
  const rows = ctx.db.query("karmaEvents").withIndex("by_agent", (q) => q.eq("agentId", agentId));
  for await (const { source, delta } of rows) bySource.set(source, (bySource.get(source) ?? 0) + delta);
  return bySource;
}

/** Makes an agent's total anew from its ledger, and answers it. */
export async function rebuildKarma(ctx: MutationCtx, agentId: Id<"agents">): Promise<number> {
  const total = [...(await sumLedger(ctx, agentId)).values()].reduce((sum, delta) => sum + delta, 0);
  await setTotal(ctx, agentId, total);
  return total;
}

type Entry = KarmaFacts & Pick<Doc<"karmaEvents">, "cause" | "takenBack">;

async function enter(ctx: MutationCtx, entry: Entry, delta: number): Promise<void> {
  await ctx.db.insert("karmaEvents", { ...entry, delta });
  await setTotal(ctx, entry.agentId, (await karmaOf(ctx, entry.agentId)) + delta);
}

async function setTotal(ctx: MutationCtx, agentId: Id<"agents">, total: number): Promise<void> {
  const row = await findTotal(ctx, agentId);
  if (row) await ctx.db.patch(row._id, { total });
  else await ctx.db.insert("karmaTotals", { agentId, total });
}

async function findTotal(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"karmaTotals"> | null> {
  return await ctx.db
    .query("karmaTotals")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

/** What was given for a reference and not taken back. */
async function findStanding(
  ctx: QueryCtx,
  { agentId, source, ref }: KarmaFacts,
): Promise<Doc<"karmaEvents"> | null> {
  const last = await ctx.db
    .query("karmaEvents")
    .withIndex("by_ref", (q) => q.eq("agentId", agentId).eq("source", source).eq("ref", ref))
    .order("desc")
    .first();
  return last && !last.takenBack ? last : null;
}
