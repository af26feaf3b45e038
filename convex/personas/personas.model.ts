import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { recordAudit } from "../identity/audit.model";
import { invalid } from "../lib/errors";
import type { PersonaPlan } from "../lib/tavus.client";
import { onPersonaSettled } from "./personas.effects";
import { personaErrors } from "./personas.errors";
import type { vVoiceChoice } from "./schema";
import { type Author, findNewest, textOf } from "./souls.model";
import { publicPartOf, wholeOf } from "./soulText.model";
import { putTask } from "./tasks.model";
import { resolveVoice, type Voice } from "./voices.model";

export type Persona = Doc<"personas">;
export type VoiceChoice = Infer<typeof vVoiceChoice>;

/** What a persona may be told besides its soul. */
export const MAX_CONTEXT = 10_000;

export async function findPersona(ctx: QueryCtx, agentId: Id<"agents">): Promise<Persona | null> {
  return await ctx.db
    .query("personas")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

/** The persona of an agent, which is made when there is none yet. */
export async function ensurePersona(ctx: MutationCtx, agent: Doc<"agents">, context = ""): Promise<Persona> {
  const known = await findPersona(ctx, agent._id);
  if (known) return known;
  const personaId = await ctx.db.insert("personas", {
    agentId: agent._id,
    provider: "tavus",
    externalId: null,
    state: { kind: "creating" },
    wish: 1,
    made: 0,
    madeVersion: null,
    includesPrivate: false,
    context,
    voice: { kind: "default" },
    trouble: null,
  });
  await putTask(ctx, { kind: "persona", personaId });
  return (await ctx.db.get(personaId))!;
}

/** What a soul was saved for: the persona is made of it, unless nothing that it is made of has changed. */
export async function wishPersona(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  { isPublicTheSame, context }: { isPublicTheSame: boolean; context?: string },
): Promise<void> {
  // Nobody sees an agent that has yet to sign; its persona is made when somebody needs it.
  if (agent.standing?.kind === "pending") return;
  const known = await findPersona(ctx, agent._id);
  if (!known) await ensurePersona(ctx, agent, context);
  else if (!isPublicTheSame || known.includesPrivate) await renew(ctx, known);
}

/** Has the persona made anew, because something it is made of has changed. */
async function renew(ctx: MutationCtx, persona: Persona, changes: Partial<Persona> = {}): Promise<Persona> {
  const state = { kind: "creating" as const };
  await ctx.db.patch(persona._id, { ...changes, state, wish: persona.wish + 1, trouble: null });
  await putTask(ctx, { kind: "persona", personaId: persona._id });
  return (await ctx.db.get(persona._id))!;
}

export interface PersonaChanges {
  includesPrivate?: boolean;
  context?: string;
  voice?: VoiceChoice;
}

/** Changes what a persona is made of. What is as it was already, changes nothing. */
export async function changePersona(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  author: Author,
  changes: PersonaChanges,
): Promise<Persona> {
  const persona = await ensurePersona(ctx, agent);
  const { includesPrivate = persona.includesPrivate, context = persona.context } = changes;
  if ([...context].length > MAX_CONTEXT) {
    throw invalid("context", `It may have at most ${MAX_CONTEXT} characters.`, "too_long");
  }
  const voice = changes.voice ?? persona.voice;
  const isVoiceTheSame = JSON.stringify(voice) === JSON.stringify(persona.voice);
  const audit = async (kind: "voice.chosen" | "persona.changed", facts: Record<string, string>) =>
    recordAudit(ctx, {
      tenantId: agent.tenantId,
      kind,
      actor: author,
      subject: { kind: "agent", id: agent._id },
      facts,
    });
  if (!isVoiceTheSame) await audit("voice.chosen", { voice: voice.kind });
  if (includesPrivate !== persona.includesPrivate) {
    await audit("persona.changed", { includes_private: `${includesPrivate}` });
  }
  const isTheSame =
    isVoiceTheSame && includesPrivate === persona.includesPrivate && context === persona.context;
  return isTheSame ? persona : await renew(ctx, persona, { includesPrivate, context, voice });
}

/** Has a persona made again that the provider has refused, or could not be asked for. */
export async function retryPersona(ctx: MutationCtx, persona: Persona): Promise<Persona> {
  return persona.state.kind === "failed" ? await renew(ctx, persona) : persona;
}

/** Removes a persona here and at the provider. The next video of its agent makes another. */
export async function removePersona(ctx: MutationCtx, persona: Persona): Promise<void> {
  if (persona.externalId) {
    await putTask(ctx, { kind: "remove", what: "persona", externalId: persona.externalId });
  }
  // Its task, if there is one, finds nothing to do, and removes what it may have made meanwhile.
  await ctx.db.delete(persona._id);
}

export async function requirePersona(ctx: QueryCtx, given: string): Promise<Persona> {
  const id = ctx.db.normalizeId("personas", given);
  const persona = id && (await ctx.db.get(id));
  if (!persona) throw personaErrors.notFound();
  return persona;
}

/** What a video needs to know of its agent's persona, read in the transaction that goes on with the video. */
export type PersonaForVideo =
  | {
      kind: "ready";
      personaId: Id<"personas">;
      externalId: string;
      replicaExternalId: string;
      /** Of the soul it was made of; 0 for an agent without one. */
      version: number;
      isDraft: boolean;
    }
  | { kind: "preparing" }
  | { kind: "failed"; error: { code: string; message: string; isRetryable: boolean } };

/** What the stand-in of a laptop calls what it draws. */
const DRAFT_MODEL = "molt-draft";

/**
 * The persona that a video of this agent is spoken by. Where there is none it is begun, and so is one that had failed when
 * `again` says so; `onPersonaSettled` tells when either has come to an end.
 */
export async function personaForVideo(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  { again = false }: { again?: boolean } = {},
): Promise<PersonaForVideo> {
  let persona = await ensurePersona(ctx, agent);
  if (again) persona = await retryPersona(ctx, persona);
  const { _id: personaId, state, externalId } = persona;
  if (state.kind === "failed") {
    const { cause: message, isRetryable } = state;
    return { kind: "failed", error: { code: "persona_failed", message, isRetryable } };
  }
  const voice = await resolveVoice(ctx, agent, persona.voice);
  if (state.kind !== "ready" || externalId === null || voice === null) {
    if (state.kind === "ready") await renew(ctx, persona);
    return { kind: "preparing" };
  }
  const isDraft = voice.modelName === DRAFT_MODEL;
  const version = persona.madeVersion ?? 0;
  return { kind: "ready", personaId, externalId, replicaExternalId: voice.externalId, version, isDraft };
}

/** The voice that an agent speaks with, as far as that is known: its own, a chosen one, or the one of its name. */
export async function voiceOf(ctx: QueryCtx, agent: Doc<"agents">): Promise<Voice | null> {
  const persona = await findPersona(ctx, agent._id);
  return await resolveVoice(ctx, agent, persona?.voice ?? { kind: "default" });
}

/** What the provider is to be told of a persona, and of which wish and version that is. */
export interface Order {
  plan: PersonaPlan;
  wish: number;
  version: number;
}

/**
 * What a persona is made of now. The prompt is the soul as everybody may read it: what is private goes to a provider only
 * when the owner has said so. An agent without a soul is what it says of itself.
 */
export async function orderOf(ctx: QueryCtx, persona: Persona): Promise<Order> {
  const agent = await getAgent(ctx, persona.agentId);
  const soul = await findNewest(ctx, agent._id);
  const text = soul ? await textOf(ctx, soul._id) : "";
  const told = (persona.includesPrivate ? wholeOf(text) : publicPartOf(text)).trim();
  const voice = await resolveVoice(ctx, agent, persona.voice);
  return {
    plan: {
      // The id makes it findable when an order's answer got lost; the name is for the operator's eyes.
      name: `${agent.username} ${persona._id}`,
      systemPrompt: told || [`You are ${agent.displayName}.`, agent.bio].filter(Boolean).join("\n\n"),
      context: persona.context,
      replicaId: voice?.externalId ?? null,
    },
    wish: persona.wish,
    version: soul?.version ?? 0,
  };
}

/** The provider has what was ordered; if that is still what is wanted, the persona is ready. Answers whether it is. */
export async function settlePersona(
  ctx: MutationCtx,
  persona: Persona,
  made: { externalId: string; wish: number; version: number },
): Promise<boolean> {
  const isCurrent = made.wish === persona.wish;
  await ctx.db.patch(persona._id, {
    externalId: made.externalId,
    made: made.wish,
    madeVersion: made.version,
    trouble: null,
    ...(isCurrent && { state: { kind: "ready" as const, at: Date.now() } }),
  });
  if (isCurrent) await onPersonaSettled(ctx, await getAgent(ctx, persona.agentId));
  return isCurrent;
}

/** The provider refuses it, or could not be reached for a day. */
export async function failPersona(
  ctx: MutationCtx,
  persona: Persona,
  failure: { cause: string; isRetryable: boolean },
): Promise<void> {
  await ctx.db.patch(persona._id, { state: { kind: "failed", ...failure }, trouble: null });
  await onPersonaSettled(ctx, await getAgent(ctx, persona.agentId));
}
