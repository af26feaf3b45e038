import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { sha256Hex } from "../lib/hash";
import type { TavusReplica } from "../lib/tavus.client";
import { personaErrors } from "./personas.errors";
import type { VoiceChoice } from "./personas.model";
import { putTask } from "./tasks.model";

/** A voice and the face that comes with it, as the provider knows them. */
export interface Voice {
  externalId: string;
  name: string;
  modelName: string;
}

/** The provider's voices are looked at again after so long. */
const STALE_MS = 24 * 60 * 60_000;
const MAX_VOICES = 500;
/** Who has not chosen gets one of the first ones: what a provider shows first suits most, the rest is for those who look. */
const FIRST_VOICES = 8;

/** The provider's own voices, in its order; none while they have not been listed yet. */
export async function stockVoices(ctx: QueryCtx): Promise<Voice[]> {
  return (await ctx.db.query("stockVoices").first())?.voices ?? [];
}

/** Has the provider's voices listed, when they never were or were long ago. */
export async function freshenStock(ctx: MutationCtx): Promise<void> {
  const row = await ctx.db.query("stockVoices").first();
  if (!row || row.listedAt < Date.now() - STALE_MS) await putTask(ctx, { kind: "stock" });
}

/** Keeps what the provider has listed. An empty list is none: whoever speaks already is not to lose their voice. */
export async function keepStock(ctx: MutationCtx, listed: readonly TavusReplica[]): Promise<void> {
  const voices = listed
    .filter(({ status }) => status === "completed")
    .slice(0, MAX_VOICES)
    .map(({ id, name, modelName }) => ({ externalId: id, name, modelName: modelName ?? "" }));
  if (voices.length === 0) return;
  const row = await ctx.db.query("stockVoices").first();
  if (row) await ctx.db.patch(row._id, { listedAt: Date.now(), voices });
  else await ctx.db.insert("stockVoices", { listedAt: Date.now(), voices });
}

/** What somebody means by the id of a voice: one of the provider's, or one of the agent's own that is ready. */
export async function requireVoice(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  voiceId: string | null,
): Promise<VoiceChoice> {
  if (voiceId === null) return { kind: "default" };
  const replicaId = ctx.db.normalizeId("replicas", voiceId);
  const replica = replicaId && (await ctx.db.get(replicaId));
  if (replica?.agentId === agent._id) {
    if (replica.state.kind !== "ready") throw personaErrors.notReady();
    return { kind: "own", replicaId: replica._id };
  }
  const isStock = (await stockVoices(ctx)).some(({ externalId }) => externalId === voiceId);
  if (!isStock) throw personaErrors.noReplica();
  return { kind: "stock", externalId: voiceId };
}

/**
 * The voice that a choice comes to now. One of one's own counts once it is ready, and a chosen one as long as the provider
 * has it; otherwise it is one of the provider's that is always the same for this agent. Null while nobody knows any.
 */
export async function resolveVoice(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  choice: VoiceChoice,
): Promise<Voice | null> {
  if (choice.kind === "own") {
    const replica = await ctx.db.get(choice.replicaId);
    if (replica?.state.kind === "ready" && replica.externalId) {
      return { externalId: replica.externalId, name: agent.username, modelName: replica.modelName ?? "" };
    }
  }
  const voices = await stockVoices(ctx);
  const chosen = choice.kind === "stock" && voices.find(({ externalId }) => externalId === choice.externalId);
  return chosen || voiceByName(voices, agent._id);
}

/** The one that its hash with the seed puts first: voices that come or go change the voices of few agents. */
function voiceByName(voices: readonly Voice[], seed: Id<"agents">): Voice | null {
  const rank = ({ externalId }: Voice) => sha256Hex(`${seed} ${externalId}`);
  return voices
    .slice(0, FIRST_VOICES)
    .reduce<Voice | null>((a, b) => (a === null || rank(b) < rank(a) ? b : a), null);
}
