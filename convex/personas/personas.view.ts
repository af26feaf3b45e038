import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { findPersona, type Persona } from "./personas.model";
import type { Replica } from "./replicas.model";
import { vFinding } from "./schema";
import type { Author, Soul } from "./souls.model";
import { resolveVoice } from "./voices.model";

const vNullable = <T extends ReturnType<typeof v.string> | ReturnType<typeof v.number>>(of: T) =>
  v.union(of, v.null());

/** Who wrote a version: the agent by its username, or its owner. */
export const vAuthorView = v.object({
  kind: v.union(v.literal("agent"), v.literal("owner")),
  name: vNullable(v.string()),
});

async function presentAuthor(ctx: QueryCtx, author: Author): Promise<Infer<typeof vAuthorView>> {
  if (author.kind === "agent") {
    return { kind: "agent", name: (await ctx.db.get(author.id))?.username ?? null };
  }
  return { kind: "owner", name: (await ctx.db.get(author.id))?.displayName ?? null };
}

/** A version of a soul, for those whose agent it is. */
export const vSoulView = v.object({
  version: v.number(),
  author: vAuthorView,
  savedAt: v.number(),
  bytes: v.number(),
  hash: v.string(),
  restoredFrom: vNullable(v.number()),
  findings: v.array(vFinding),
});

export async function presentSoul(ctx: QueryCtx, soul: Soul): Promise<Infer<typeof vSoulView>> {
  const { version, author, _creationTime: savedAt, bytes, hash, restoredFrom, findings } = soul;
  return { version, author: await presentAuthor(ctx, author), savedAt, bytes, hash, restoredFrom, findings };
}

/** The same with its text, the private part included. */
export const vSoulText = v.object({ ...vSoulView.fields, text: v.string() });

/** What everybody may read of a soul. */
export const vPublicSoul = v.object({
  username: v.string(),
  version: v.number(),
  text: v.string(),
  savedAt: v.number(),
});

export const vVoiceView = v.object({
  /** By which it is chosen. */
  id: v.string(),
  name: v.string(),
  kind: v.union(v.literal("stock"), v.literal("own")),
  /** Spoken by what a laptop has, as pages say it. */
  isDraft: v.boolean(),
});

export const vPersonaView = v.object({
  id: v.string(),
  agentId: v.id("agents"),
  name: v.string(),
  provider: v.literal("tavus"),
  status: v.union(v.literal("creating"), v.literal("ready"), v.literal("failed")),
  /** Of the soul that the provider has; null until it has any. */
  soulVersion: vNullable(v.number()),
  includesPrivate: v.boolean(),
  context: v.string(),
  voice: v.union(vVoiceView, v.null()),
  /** Whether the voice is one that somebody chose, or made. */
  isVoiceChosen: v.boolean(),
  /** Why it has failed, or takes longer than it should. */
  trouble: vNullable(v.string()),
  createdAt: v.number(),
});

export async function presentPersona(ctx: QueryCtx, persona: Persona): Promise<Infer<typeof vPersonaView>> {
  const agent = await getAgent(ctx, persona.agentId);
  const { _id, provider, state, includesPrivate, context, trouble, madeVersion } = persona;
  return {
    id: _id,
    agentId: agent._id,
    name: agent.displayName,
    provider,
    status: state.kind,
    soulVersion: madeVersion,
    includesPrivate,
    context,
    voice: await presentVoice(ctx, agent, persona),
    isVoiceChosen: persona.voice.kind !== "default",
    trouble: state.kind === "failed" ? state.cause : trouble,
    createdAt: persona._creationTime,
  };
}

/** What an agent speaks with now; null while the provider's voices are not known. */
async function presentVoice(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  { voice: choice }: Persona,
): Promise<Infer<typeof vVoiceView> | null> {
  const voice = await resolveVoice(ctx, agent, choice);
  if (!voice) return null;
  const { name, modelName, externalId } = voice;
  const own = choice.kind === "own" ? await ctx.db.get(choice.replicaId) : null;
  const isOwn = own?.externalId === externalId;
  return {
    id: isOwn ? own!._id : externalId,
    name,
    kind: isOwn ? "own" : "stock",
    isDraft: isDraft(modelName),
  };
}

/** What the stand-in of a laptop calls what it draws. */
export const isDraft = (modelName: string | null): boolean => modelName === "molt-draft";

export const vReplicaView = v.object({
  id: v.string(),
  agentId: v.id("agents"),
  status: v.union(
    ...(["waiting", "fetching", "submitting", "training", "ready", "failed"] as const).map((kind) =>
      v.literal(kind),
    ),
  ),
  /** As the provider words it. */
  progress: vNullable(v.string()),
  error: v.union(v.object({ code: v.string(), message: v.string() }), v.null()),
  trouble: vNullable(v.string()),
  sampleUrl: vNullable(v.string()),
  sampleHash: vNullable(v.string()),
  /** Until when the sample itself is kept; null when it is gone, or is still needed. */
  sampleUntil: vNullable(v.number()),
  consent: v.union(
    v.object({
      statement: v.string(),
      by: vAuthorView,
      at: v.number(),
      signedWith: vNullable(v.string()),
    }),
    v.null(),
  ),
  isInUse: v.boolean(),
  createdAt: v.number(),
});

export async function presentReplica(ctx: QueryCtx, replica: Replica): Promise<Infer<typeof vReplicaView>> {
  const { _id, agentId, state, trouble, sampleUrl, sampleHash, consentId } = replica;
  const consent = consentId && (await ctx.db.get(consentId));
  const sample = await ctx.db
    .query("voiceSamples")
    .withIndex("by_replica", (q) => q.eq("replicaId", _id))
    .unique();
  const persona = await findPersona(ctx, agentId);
  return {
    id: _id,
    agentId,
    status: state.kind,
    progress: state.kind === "training" ? state.progress : null,
    error: state.kind === "failed" ? { code: state.code, message: state.cause } : null,
    trouble,
    sampleUrl,
    sampleHash,
    sampleUntil: sample?.deleteAt ?? null,
    consent: consent && {
      statement: consent.statement,
      by: await presentAuthor(ctx, consent.by),
      at: consent._creationTime,
      signedWith: consent.signature?.thumbprint ?? null,
    },
    isInUse: persona?.voice.kind === "own" && persona.voice.replicaId === _id,
    createdAt: replica._creationTime,
  };
}
