import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { recordAudit } from "../identity/audit.model";
import type { Verdict } from "../lib/attempts";
import { sha256Hex } from "../lib/hash";
import { requireOutboundUrl } from "../lib/outbound.rules";
import type { TavusReplica } from "../lib/tavus.client";
import { requireProse } from "../lib/text";
import { personaErrors } from "./personas.errors";
import { changePersona, findPersona } from "./personas.model";
import type { Author } from "./souls.model";
import { dropTask, GIVE_UP_MS, putTask } from "./tasks.model";

export type Replica = Doc<"replicas">;

const MAX_REPLICAS = 5;
/** The provider may fetch a sample for so long after it has taken the order; then it is gone, and its hash stays. */
export const SAMPLE_KEPT_MS = 24 * 60 * 60_000;

/** What whoever is heard in a sample has agreed to, and who says so. */
export interface Consent {
  statement: string;
  /** SHA-256 of the sample it is of, where that was said: an upload's always is, or nobody could tell that it is one's own. */
  sampleHash: string | null;
  /** By a public key of the agent's, already checked against `consentText`. */
  signature: { thumbprint: string; signature: string } | null;
}

/** What a consent's signature is of, so that it is good for this agent, this sample, this statement and nothing else. */
export const consentText = (host: string, agentId: string, sampleHash: string, statement: string): string =>
  ["molt:voice-consent:v2", host, agentId, sampleHash, sha256Hex(statement)].join("\n");

export type Sample =
  | { kind: "url"; url: string }
  /** Looked at and measured already, see `samples.ts`. */
  | { kind: "upload"; storageId: Id<"_storage">; hash: string };

/** Begins a voice of an agent's own. Without a sample it is the address that was given at registration. */
export async function attachVoice(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  author: Author,
  { sample: given, consent }: { sample: Sample | null; consent: Consent },
): Promise<Replica> {
  const replicas = await listReplicas(ctx, agent._id);
  const waiting = replicas.filter(({ state }) => state.kind === "waiting");
  const known = waiting[0]?.sampleUrl;
  const sample = given ?? (known ? { kind: "url" as const, url: known } : null);
  if (!sample) throw personaErrors.noSample({ field: "voiceSampleUrl", issue: "required" });
  if (replicas.length - waiting.length >= MAX_REPLICAS) throw personaErrors.tooManyReplicas();
  const url = sample.kind === "url" ? requireOutboundUrl("voiceSampleUrl", sample.url) : null;
  const statement = requireProse("consent.statement", consent.statement, { min: 20, max: 2000 });
  const sampleHash = sample.kind === "upload" ? sample.hash : null;
  if (sampleHash !== null && consent.sampleHash !== sampleHash)
    throw personaErrors.otherSample({ field: "consent.sampleSha256", issue: "other_sample" });
  const consentId = await ctx.db.insert("consents", {
    ...{ agentId: agent._id, statement, by: author },
    ...{ sampleHash: consent.sampleHash, signature: consent.signature },
  });
  // What was given at registration has found its consent, or is not wanted any more.
  for (const { _id } of waiting) await ctx.db.delete(_id);
  const replicaId = await ctx.db.insert("replicas", {
    ...{ agentId: agent._id, consentId, sampleUrl: url, sampleHash, externalId: null, modelName: null },
    state:
      sample.kind === "url"
        ? { kind: "fetching" as const }
        : { kind: "submitting" as const, since: Date.now() },
    trouble: null,
  });
  if (sample.kind === "upload") {
    await ctx.db.insert("voiceSamples", { replicaId, storageId: sample.storageId, deleteAt: null });
  }
  await putTask(ctx, { kind: "replica", replicaId });
  const about = {
    tenantId: agent.tenantId,
    actor: author,
    subject: { kind: "agent" as const, id: agent._id },
  };
  await recordAudit(ctx, {
    ...about,
    kind: "voice.consented",
    facts: {
      consent: consentId,
      signed: `${consent.signature !== null}`,
      statement_hash: sha256Hex(statement),
    },
  });
  await recordAudit(ctx, { ...about, kind: "voice.attached", facts: { replica: replicaId } });
  return (await ctx.db.get(replicaId))!;
}

/** Keeps the address of a sample that came without anybody's consent. Nothing is fetched from it until there is one. */
export async function keepWish(ctx: MutationCtx, agentId: Id<"agents">, sampleUrl: string): Promise<void> {
  await ctx.db.insert("replicas", {
    ...{ agentId, consentId: null, sampleUrl, sampleHash: null, externalId: null, modelName: null },
    state: { kind: "waiting" },
    trouble: null,
  });
}

/** The voices of an agent's own, oldest first. */
export async function listReplicas(ctx: QueryCtx, agentId: Id<"agents">): Promise<Replica[]> {
  return await ctx.db
    .query("replicas")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(2 * MAX_REPLICAS);
}

/** Removes a voice, with its sample, here and at the provider. Who speaks with it speaks with one of the provider's. */
export async function removeReplica(ctx: MutationCtx, replica: Replica, author: Author): Promise<void> {
  const agent = await getAgent(ctx, replica.agentId);
  await dropReplica(ctx, replica);
  const persona = await findPersona(ctx, agent._id);
  if (persona?.voice.kind === "own" && persona.voice.replicaId === replica._id) {
    await changePersona(ctx, agent, author, { voice: { kind: "default" } });
  }
  await recordAudit(ctx, {
    tenantId: agent.tenantId,
    kind: "voice.removed",
    actor: author,
    subject: { kind: "agent", id: agent._id },
    facts: { replica: replica._id },
  });
}

/** What a voice is called at the provider: by it, an order is found whose answer got lost. */
export const nameAt = (username: string, replicaId: Id<"replicas">): string => `${username} ${replicaId}`;

export async function dropReplica(
  ctx: MutationCtx,
  { _id, externalId, state, agentId }: Replica,
): Promise<void> {
  if (externalId) await putTask(ctx, { kind: "remove", what: "replica", externalId });
  else if (state.kind === "submitting" || state.kind === "failed") {
    const { username } = await getAgent(ctx, agentId);
    await putTask(ctx, { kind: "removeNamed", name: nameAt(username, _id) });
  }
  await dropSample(ctx, _id);
  await ctx.db.delete(_id);
}

export async function findSample(
  ctx: QueryCtx,
  replicaId: Id<"replicas">,
): Promise<Doc<"voiceSamples"> | null> {
  return await ctx.db
    .query("voiceSamples")
    .withIndex("by_replica", (q) => q.eq("replicaId", replicaId))
    .unique();
}

async function dropSample(ctx: MutationCtx, replicaId: Id<"replicas">): Promise<void> {
  const sample = await findSample(ctx, replicaId);
  if (!sample) return;
  await ctx.storage.delete(sample.storageId);
  await ctx.db.delete(sample._id);
}

const SWEPT = 100;

/** Removes a batch of samples whose day is over; answers whether there may be more. */
export async function sweepSamples(ctx: MutationCtx): Promise<boolean> {
  const due = await ctx.db
    .query("voiceSamples")
    .withIndex("by_deleteAt", (q) => q.gt("deleteAt", null).lte("deleteAt", Date.now()))
    .take(SWEPT);
  for (const { replicaId } of due) await dropSample(ctx, replicaId);
  return due.length === SWEPT;
}

/** A sample was fetched and measured. One that is not the one that was consented to is let go. */
export async function keepSample(
  ctx: MutationCtx,
  replica: Replica,
  { storageId, hash }: { storageId: Id<"_storage">; hash: string },
): Promise<Verdict> {
  const consent = replica.consentId && (await ctx.db.get(replica.consentId));
  if (consent && (consent.sampleHash ?? hash) !== hash) {
    await ctx.storage.delete(storageId);
    const cause = "At that address is another sample than the one that was consented to.";
    await failReplica(ctx, replica, { code: "consent_required", cause });
    return { kind: "done" };
  }
  await ctx.db.insert("voiceSamples", { replicaId: replica._id, storageId, deleteAt: null });
  const state = { kind: "submitting" as const, since: Date.now() };
  await ctx.db.patch(replica._id, { sampleHash: hash, state, trouble: null });
  if (consent) await ctx.db.patch(consent._id, { sampleHash: hash });
  return { kind: "again", afterMs: 0 };
}

/** First looks come soon, because a laptop is quick; the provider itself takes hours. */
const LOOKS_MS = [2_000, 5_000, 15_000, 60_000, 5 * 60_000];

/** What the provider says of a voice it was asked to make. */
export async function settleReplica(
  ctx: MutationCtx,
  replica: Replica,
  found: TavusReplica,
  since: number,
): Promise<Verdict> {
  const known = { externalId: found.id, modelName: found.modelName, trouble: null };
  if (replica.externalId === null) await endSampleLater(ctx, replica._id);
  if (found.status === "error") {
    const cause = found.fault ?? "The provider could not make a voice of this sample.";
    await ctx.db.patch(replica._id, { ...known, state: { kind: "failed", code: "provider_failed", cause } });
    return { kind: "done" };
  }
  if (found.status === "training") {
    await ctx.db.patch(replica._id, { ...known, state: { kind: "training", progress: found.progress } });
    const waited = Date.now() - since;
    return { kind: "again", afterMs: LOOKS_MS.find((pause) => pause * 4 > waited) ?? LOOKS_MS.at(-1)! };
  }
  await ctx.db.patch(replica._id, { ...known, state: { kind: "ready", at: Date.now() } });
  const agent = await getAgent(ctx, replica.agentId);
  const consent = replica.consentId && (await ctx.db.get(replica.consentId));
  // Whoever brought it wants to be heard with it.
  const voice = { kind: "own" as const, replicaId: replica._id };
  await changePersona(ctx, agent, consent?.by ?? { kind: "agent", id: agent._id }, { voice });
  return { kind: "done" };
}

/** A sample that cannot be had, or is none. */
export async function failReplica(
  ctx: MutationCtx,
  replica: Replica,
  { code, cause }: { code: string; cause: string },
): Promise<void> {
  await ctx.db.patch(replica._id, { state: { kind: "failed", code, cause }, trouble: null });
  await endSampleLater(ctx, replica._id);
}

async function endSampleLater(ctx: MutationCtx, replicaId: Id<"replicas">): Promise<void> {
  const sample = await findSample(ctx, replicaId);
  if (sample) await ctx.db.patch(sample._id, { deleteAt: Date.now() + SAMPLE_KEPT_MS });
}

/** The provider did not answer: tried again, until a day has passed. */
export async function troubleWith(
  ctx: MutationCtx,
  replica: Replica,
  trouble: string,
  since: number,
): Promise<Verdict> {
  if (Date.now() - since < GIVE_UP_MS) {
    await ctx.db.patch(replica._id, { trouble });
    return { kind: "failed" };
  }
  await failReplica(ctx, replica, { code: "provider_failed", cause: trouble });
  return { kind: "done" };
}

export async function forgetWork(ctx: MutationCtx, replicaId: Id<"replicas">): Promise<void> {
  await dropTask(ctx, { kind: "replica", replicaId });
}
