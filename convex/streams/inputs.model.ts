import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent, isDeleted, mayBroadcast } from "../agents/agents.model";
import { type InputSettings, USUAL_INPUT } from "./cloudflare.client";
import { settingsOf } from "./settings.model";

/**
 * How many live inputs wait ready. Enough that a handful of people who try Molt at the same moment get their
 * address at once, and few, because each of them is a real, unused thing at the provider.
 */
export const POOL_SIZE = 5;

/** A slot that was claimed this long ago belongs to a refill that died; the provider answers within 10 s. */
export const ABANDONED_AFTER_MS = 60_000;

/** An encoder that was cut off is kept out for so long. */
export const CLOSED_MS = 30_000;

/** So long an input stays at the provider after its key was replaced: its last recording is found by it. */
export const RETIRED_FOR_MS = 60 * 60_000;

/** Slots handed to one refill; more than the pool holds would only appear if slots leaked. */
const MAX_SLOTS = POOL_SIZE * 4;

/** A live input as the provider just made it. `rtmpUrl` has no trailing slash: push to `{rtmpUrl}/{streamKey}`. */
export const vFreshInput = v.object({ uid: v.string(), rtmpUrl: v.string(), streamKey: v.string() });
export type FreshInput = Infer<typeof vFreshInput>;

export interface TakenInput {
  inputId: Id<"liveInputs">;
  input: FreshInput;
}

/** A place in the pool that one refill attempt may fill. */
export const vSlot = v.object({ inputId: v.id("liveInputs"), attempt: v.number() });
export type Slot = Infer<typeof vSlot>;

/**
 * Takes an input for a stream: the one brought along, or any ready one; null when there is none. Taking forgets the
 * key, which from then on only the agent and the provider know, and asks for a refill.
 */
export async function takeInput(ctx: MutationCtx, brought: FreshInput | null): Promise<TakenInput | null> {
  if (brought) {
    const inputId = await ctx.db.insert("liveInputs", { state: taken(brought) });
    return { inputId, input: brought };
  }
  const ready = await listByState(ctx, "ready");
  // Any of them will do, and picking at random keeps two registrations at once from wanting the same one.
  const chosen = ready[Math.floor(Math.random() * ready.length)];
  await ctx.scheduler.runAfter(0, internal.streams.inputs.refill, {});
  if (chosen?.state.kind !== "ready") return null;
  const { uid, rtmpUrl, streamKey } = chosen.state;
  const input = { uid, rtmpUrl, streamKey };
  await ctx.db.replace(chosen._id, { state: taken(input) });
  return { inputId: chosen._id, input };
}

/** Keeps an encoder out of an input for a moment; one that is pushing is cut off. */
export async function closeInput(ctx: MutationCtx, inputId: Id<"liveInputs">): Promise<void> {
  const input = await ctx.db.get(inputId);
  if (input?.state.kind !== "taken") return;
  const closedUntil = Date.now() + CLOSED_MS;
  await ctx.db.patch(inputId, { state: { ...input.state, lastSignalAt: Date.now(), closedUntil } });
  await syncInput(ctx, inputId);
  await ctx.scheduler.runAt(closedUntil, internal.streams.inputs.sync, { inputId });
}

export const isClosed = ({ state }: Doc<"liveInputs">) =>
  state.kind === "taken" && (state.closedUntil ?? 0) > Date.now();

/** Ends the key of an input: nobody is let in any more, and in an hour the provider forgets it. */
export async function retireInput(ctx: MutationCtx, inputId: Id<"liveInputs">): Promise<void> {
  const input = await ctx.db.get(inputId);
  if (input?.state.kind !== "taken") return;
  await ctx.db.replace(inputId, { state: { kind: "retired", uid: input.state.uid, since: Date.now() } });
  await syncInput(ctx, inputId);
  await ctx.scheduler.runAfter(RETIRED_FOR_MS, internal.streams.inputs.discard, { inputId });
}

/** Forgets an input here, and then at the provider; with its stream go the videos that were recorded from it. */
export async function discardInput(
  ctx: MutationCtx,
  inputId: Id<"liveInputs">,
  withVideos: boolean,
): Promise<void> {
  const input = await ctx.db.get(inputId);
  if (!input) return;
  await ctx.db.delete(inputId);
  if (input.state.kind === "provisioning") return;
  await ctx.scheduler.runAfter(0, internal.streams.inputs.remove, { uid: input.state.uid, withVideos });
}

/** Has the provider treat an input as its stream wants it now. Call it after every change that `wishFor` reads. */
export async function syncInput(ctx: MutationCtx, inputId: Id<"liveInputs">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.streams.inputs.sync, { inputId });
}

export const vInputSettings = v.object({
  enabled: v.boolean(),
  isPrivate: v.boolean(),
  lowLatency: v.boolean(),
  reconnectWindowS: v.number(),
  creator: v.union(v.string(), v.null()),
});

export const vWish = v.union(v.object({ uid: v.string(), settings: vInputSettings }), v.null());

/** How the provider should treat an input by now; null when that is nobody's concern any more. */
export async function wishFor(
  ctx: QueryCtx,
  inputId: Id<"liveInputs">,
): Promise<{ uid: string; settings: InputSettings } | null> {
  const input = await ctx.db.get(inputId);
  if (input?.state.kind === "retired") {
    return { uid: input.state.uid, settings: { ...USUAL_INPUT, enabled: false } };
  }
  if (input?.state.kind !== "taken") return null;
  const stream = await ctx.db
    .query("streams")
    .withIndex("by_input", (q) => q.eq("inputId", inputId))
    .unique();
  if (!stream) return null;
  const settings = settingsOf(stream);
  const agent = await getAgent(ctx, stream.agentId);
  const isGone = stream.deletedAt !== undefined || isDeleted(agent);
  const isOff = isGone || settings.disabledAt || !mayBroadcast(agent);
  return {
    uid: input.state.uid,
    settings: {
      enabled: !isOff && !isClosed(input),
      isPrivate: isGone || settings.visibility === "private",
      lowLatency: settings.latencyMode === "low",
      reconnectWindowS: settings.reconnectWindowS,
      creator: stream.tenantId,
    },
  };
}

/**
 * Claims what the pool lacks: abandoned slots under a new attempt, and new ones. Slots that others are filling
 * count as filled, so refills that run at the same time share the work instead of doubling it.
 */
export async function claimSlots(ctx: MutationCtx): Promise<Slot[]> {
  const now = Date.now();
  const ready = await listByState(ctx, "ready");
  const provisioning = await listByState(ctx, "provisioning");
  const abandoned = provisioning.filter((slot) => claimedAt(slot) <= now - ABANDONED_AFTER_MS);
  const missing = POOL_SIZE - ready.length - (provisioning.length - abandoned.length);

  const slots: Slot[] = [];
  for (const slot of abandoned) {
    if (slots.length < missing) slots.push(await claim(ctx, slot, now));
    else await ctx.db.delete(slot._id);
  }
  while (slots.length < missing) {
    const state = { kind: "provisioning" as const, attempt: 1, claimedAt: now };
    slots.push({ inputId: await ctx.db.insert("liveInputs", { state }), attempt: 1 });
  }
  return slots;
}

/** Puts a made input into its slot. False when the slot went to a later attempt: then nobody needs this input. */
export async function settleSlot(ctx: MutationCtx, slot: Slot, input: FreshInput): Promise<boolean> {
  if (!(await isStillClaimed(ctx, slot))) return false;
  await ctx.db.replace(slot.inputId, { state: { kind: "ready", ...input } });
  return true;
}

/** Gives back a slot that could not be filled. */
export async function releaseSlot(ctx: MutationCtx, slot: Slot): Promise<void> {
  if (await isStillClaimed(ctx, slot)) await ctx.db.delete(slot.inputId);
}

export async function findByUid(ctx: QueryCtx, uid: string): Promise<Doc<"liveInputs"> | null> {
  return await ctx.db
    .query("liveInputs")
    .withIndex("by_uid", (q) => q.eq("state.uid", uid))
    .unique();
}

async function listByState(ctx: QueryCtx, kind: "ready" | "provisioning"): Promise<Doc<"liveInputs">[]> {
  return await ctx.db
    .query("liveInputs")
    .withIndex("by_state", (q) => q.eq("state.kind", kind))
    .take(MAX_SLOTS);
}

async function claim(ctx: MutationCtx, slot: Doc<"liveInputs">, now: number): Promise<Slot> {
  const attempt = slot.state.kind === "provisioning" ? slot.state.attempt + 1 : 1;
  await ctx.db.replace(slot._id, { state: { kind: "provisioning", attempt, claimedAt: now } });
  return { inputId: slot._id, attempt };
}

async function isStillClaimed(ctx: QueryCtx, { inputId, attempt }: Slot): Promise<boolean> {
  const slot = await ctx.db.get(inputId);
  return slot?.state.kind === "provisioning" && slot.state.attempt === attempt;
}

const claimedAt = (slot: Doc<"liveInputs">) =>
  slot.state.kind === "provisioning" ? slot.state.claimedAt : Number.POSITIVE_INFINITY;

const taken = ({ uid, rtmpUrl, streamKey }: FreshInput) => ({
  ...{ kind: "taken" as const, uid, rtmpUrl, keyHint: streamKey.slice(-4), lastSignalAt: 0 },
});
