import { v } from "convex/values";
import { requireUpload } from "../files/uploads.model";
import { partyOf } from "../identity/audit.model";
import { listBindings } from "../identity/bindings.model";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  publicQuery,
  signedInQuery,
} from "../lib/functions";
import * as Access from "./personas.access";
import { personaErrors } from "./personas.errors";
import { isDraft, presentReplica, vReplicaView, vVoiceView } from "./personas.view";
import * as Replicas from "./replicas.model";
import { MAX_SAMPLE_BYTES } from "./samples.model";
import { freshenStock, stockVoices } from "./voices.model";

/** The provider's voices and faces, for anybody; none while they have not been listed yet. */
export const stock = publicQuery({
  args: {},
  returns: v.array(vVoiceView),
  handler: async (ctx) => presentStock(await stockVoices(ctx)),
});

const presentStock = (voices: Awaited<ReturnType<typeof stockVoices>>) =>
  voices.map(({ externalId: id, name, modelName }) => ({
    ...{ id, name, kind: "stock" as const, isDraft: isDraft(modelName) },
  }));

/** Has them listed, when they never were or were long ago. */
export const freshen = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await freshenStock(ctx);
    return null;
  },
});

/** The voices of one's agent's own, oldest first, live. */
export const own = signedInQuery({
  policy: Access.readPersonas,
  args: {},
  returns: v.array(vReplicaView),
  handler: async (ctx) => presentAll(ctx, ctx.subject._id),
});

export const list = guardedQuery({
  policy: Access.readPersonas,
  args: {},
  returns: v.array(vReplicaView),
  handler: async (ctx) => presentAll(ctx, ctx.subject._id),
});

type Ctx = Parameters<typeof presentReplica>[0];

async function presentAll(ctx: Ctx, agentId: Parameters<typeof Replicas.listReplicas>[1]) {
  const replicas = await Replicas.listReplicas(ctx, agentId);
  return await Promise.all(replicas.map((replica) => presentReplica(ctx, replica)));
}

export const get = guardedQuery({
  policy: Access.readReplica,
  args: {},
  returns: vReplicaView,
  handler: (ctx) => presentReplica(ctx, ctx.subject.thing),
});

/** Where to upload a sample to, for an hour and one file. */
export const openUpload = guardedMutation({
  policy: Access.makePersonas,
  args: {},
  returns: v.string(),
  handler: (ctx) => ctx.storage.generateUploadUrl(),
});

/** Looks at an upload before it is read, and tells which keys the agent signs with. */
export const check = guardedQuery({
  policy: Access.makePersonas,
  args: { uploadId: v.union(v.string(), v.null()) },
  returns: v.object({
    agentId: v.id("agents"),
    storageId: v.union(v.id("_storage"), v.null()),
    publicKeys: v.array(v.object({ thumbprint: v.string(), algorithm: v.string(), jwk: v.string() })),
  }),
  handler: async (ctx, { uploadId }) => {
    const upload = uploadId === null ? null : await requireUpload(ctx, uploadId);
    if (upload && upload.size > MAX_SAMPLE_BYTES) throw personaErrors.sampleTooLarge();
    const bindings = await listBindings(ctx, ctx.subject._id);
    const publicKeys = bindings.map(({ thumbprint, algorithm, jwk }) => ({ thumbprint, algorithm, jwk }));
    return { agentId: ctx.subject._id, storageId: upload?._id ?? null, publicKeys };
  },
});

/** Begins a voice of the agent's own. The upload has been measured, and the consent's signature looked at. */
export const attach = guardedMutation({
  policy: Access.makePersonas,
  args: {
    sample: v.union(
      v.object({ kind: v.literal("url"), url: v.string() }),
      v.object({ kind: v.literal("upload"), storageId: v.id("_storage"), hash: v.string() }),
      v.null(),
    ),
    consent: v.object({
      statement: v.string(),
      sampleHash: v.union(v.string(), v.null()),
      signature: v.union(v.object({ thumbprint: v.string(), signature: v.string() }), v.null()),
    }),
  },
  returns: vReplicaView,
  handler: async (ctx, given) => {
    // Somebody else may have taken it since it was looked at.
    if (given.sample?.kind === "upload") await requireUpload(ctx, given.sample.storageId);
    const replica = await Replicas.attachVoice(ctx, ctx.subject, partyOf(ctx.principal), given);
    return await presentReplica(ctx, replica);
  },
});

export const remove = guardedMutation({
  policy: Access.removeReplica,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Replicas.removeReplica(ctx, ctx.subject.thing, partyOf(ctx.principal));
    return null;
  },
});

/** Removes samples whose day is over. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    while (await Replicas.sweepSamples(ctx));
    return null;
  },
});
