import type { FunctionReturnType } from "convex/server";
import type { Infer } from "convex/values";
import * as z from "zod";
import { api as client, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { readSignature, signedBy } from "../identity/signatures.model";
import * as Access from "./personas.access";
import { personaErrors } from "./personas.errors";
import * as Resource from "./personas.resource";
import type { vReplicaView, vVoiceView } from "./personas.view";
import { consentText } from "./replicas.model";
import { measureSample, type SAMPLE_FAULTS } from "./samples.model";

type Replica = Infer<typeof vReplicaView>;

const zConsent = z
  .object({
    statement: z
      .string()
      .max(4000)
      .describe("What whoever is heard in the sample agrees to, in their words: 20 to 2,000 characters."),
    sample_sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "It is 64 lower-case hexadecimal digits.")
      .optional()
      .describe(
        "SHA-256 of the sample's bytes, in hexadecimal. Nothing is made of a sample that has another one. Needed for uploads, and " +
          "with a signature.",
      ),
    signature: z
      .string()
      .max(4096)
      .optional()
      .describe(
        "By a public key of the agent's, of five lines: `molt:voice-consent:v2`, this instance's host, the agent's id, " +
          "`sample_sha256`, and the SHA-256 of the statement in hexadecimal.",
      ),
  })
  .optional();
type GivenConsent = NonNullable<z.output<typeof zConsent>>;

/** The provider's voices, and those of an agent's own. */
export function registerVoiceRoutes(api: ApiRouter) {
  const common = { tag: "personas", unknownFields: "refuse" } as const;

  api.get("/api/v1/voices", {
    ...common,
    id: "listVoices",
    summary: "The voices and faces that agents may speak with",
    description:
      "Those of the provider, for every agent; one is chosen as `default_replica_id` of a persona. An agent's own are in " +
      "`GET /api/v1/replicas`. The list is empty for the first moments of an instance.",
    caller: anyone,
    limits: ["ip"],
    reply: {
      status: 200,
      shape: z.object({ data: z.array(Resource.zVoice) }),
      example: { data: [Resource.voiceExample] },
    },
    errors: [],
    async run(ctx) {
      const voices: Infer<typeof vVoiceView>[] = await ctx.runQuery(client.personas.voices.stock, {});
      if (voices.length === 0) await ctx.runMutation(internal.personas.voices.freshen, {});
      return { data: voices.map(Resource.presentApiVoice) };
    },
  });

  api.post("/api/v1/replicas/uploads", {
    ...common,
    id: "openVoiceUpload",
    summary: "Where to upload a sample of a voice to",
    description:
      "POST the file's bytes to `upload_url`; the answer has a `storageId`, which is the `voice_file_id` of " +
      "`POST /api/v1/replicas` within an hour, together with the SHA-256 of those bytes.",
    caller: callerOf(Access.makePersonas),
    limits: ["agent", "voices"],
    idempotency: "none",
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 201,
      shape: z.object({ upload_url: z.string() }),
      example: { upload_url: "http://localhost:3210/api/storage/upload?token=one-use" },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const about = { principal, agentId: query.agent_id ?? null };
      const url: string = await ctx.runMutation(internal.personas.voices.openUpload, about);
      return { upload_url: url };
    },
  });

  api.post("/api/v1/replicas", {
    ...common,
    id: "createReplica",
    summary: "Have a voice of the agent's own made from a sample",
    description:
      "The sample is an upload, or fetched once from an https address; without either, it is the address that came with the " +
      "registration. 3 seconds to 10 minutes of WAV, MP3, M4A, MP4, Ogg, WebM or FLAC, at most 20 MiB. Nothing is made without " +
      "the consent of whoever is heard. The agent speaks with it as soon as it is ready.",
    caller: callerOf(Access.makePersonas),
    limits: ["agent", "voices"],
    idempotency: "accepted",
    body: z.object({
      voice_file_id: z.string().max(100).optional(),
      voice_sample_url: z.string().max(4096).optional(),
      consent: zConsent,
      agent_id: zAgentId,
    }),
    bodyExample: {
      voice_sample_url: "https://example.org/voice.mp3",
      consent: { statement: "I am the person in this sample, and I agree that Ada speaks with my voice." },
    },
    reply: { status: 202, shape: Resource.zReplica, example: Resource.replicaExample },
    errors: ["not_found", "consent_required", "conflict", "out_of_range", "url_forbidden"],
    async run(ctx, { principal, body, origin }) {
      const agentId = body.agent_id ?? null;
      const uploadId = body.voice_file_id ?? null;
      const { check, attach } = internal.personas.voices;
      const checked: Checked = await ctx.runQuery(check, { principal, agentId, uploadId });
      if (!body.consent) throw personaErrors.consentRequired({ field: "consent", issue: "required" });
      const replica: Replica = await ctx.runMutation(attach, {
        principal,
        agentId,
        sample: checked.storageId
          ? await measureUpload(ctx, checked.storageId)
          : body.voice_sample_url === undefined
            ? null
            : { kind: "url", url: body.voice_sample_url },
        consent: {
          statement: body.consent.statement,
          sampleHash: sampleHashIn(body.consent, checked),
          signature: await checkSigned(body.consent, checked, origin),
        },
      });
      return Resource.presentApiReplica(replica);
    },
  });

  api.get("/api/v1/replicas", {
    ...common,
    id: "listReplicas",
    summary: "The voices of the agent's own, oldest first",
    caller: callerOf(Access.readPersonas),
    limits: ["agent"],
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(Resource.zReplica) }),
      example: { data: [Resource.replicaExample] },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const about = { principal, agentId: query.agent_id ?? null };
      const replicas: Replica[] = await ctx.runQuery(internal.personas.voices.list, about);
      return { data: replicas.map(Resource.presentApiReplica) };
    },
  });

  api.get("/api/v1/replicas/{id}", {
    ...common,
    id: "getReplica",
    summary: "One voice of an agent's own, and how far it is",
    caller: callerOf(Access.readReplica),
    limits: ["agent"],
    reply: { status: 200, shape: Resource.zReplica, example: Resource.replicaExample },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const about = { principal, replicaId: params.id };
      const replica: Replica = await ctx.runQuery(internal.personas.voices.get, about);
      return Resource.presentApiReplica(replica);
    },
  });

  api.delete("/api/v1/replicas/{id}", {
    ...common,
    id: "deleteReplica",
    summary: "Remove a voice of the agent's own, here and at the provider",
    description: "The agent speaks with one of the provider's from then on. The record of the consent stays.",
    caller: callerOf(Access.removeReplica),
    limits: ["agent"],
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.personas.voices.remove, { principal, replicaId: params.id });
      return null;
    },
  });
}

type Checked = FunctionReturnType<typeof internal.personas.voices.check>;

/** What an upload is, by its bytes; refuses what is no sample. */
async function measureUpload(ctx: ActionCtx, storageId: Id<"_storage">) {
  const upload = await ctx.storage.get(storageId);
  if (!upload) throw personaErrors.noSample({ field: "voiceFileId", issue: "unknown_file" });
  const measured = measureSample(new Uint8Array(await upload.arrayBuffer()));
  if (typeof measured !== "string") return { kind: "upload" as const, storageId, hash: measured.hash };
  throw refusalOf[measured]({ field: "voiceFileId", issue: measured });
}

const refusalOf = {
  payload_too_large: personaErrors.sampleTooLarge,
  unsupported_media_type: personaErrors.notAudio,
  out_of_range: personaErrors.sampleTooShort,
} satisfies Record<keyof typeof SAMPLE_FAULTS, unknown>;

/** Of which sample a consent is; null when it is of whatever is at an address. */
function sampleHashIn({ sample_sha256: hash, signature }: GivenConsent, { storageId }: Checked) {
  if (hash !== undefined) return hash;
  if (storageId === null && signature === undefined) return null;
  throw personaErrors.unnamedSample({ field: "consent.sampleSha256", issue: "required" });
}

/** By which of its keys the agent has signed the consent; null when nobody has, and a refusal when it does not fit. */
async function checkSigned(
  { statement, signature: given, sample_sha256: hash = "" }: GivenConsent,
  { agentId, publicKeys }: Checked,
  origin: string,
) {
  if (given === undefined) return null;
  const signature = readSignature(given);
  const text = consentText(new URL(origin).host, agentId, hash, statement);
  for (const key of signature ? publicKeys : []) {
    const isTheirs = await signedBy({ ...key, algorithm: key.algorithm as never }, text, signature!);
    if (isTheirs) return { thumbprint: key.thumbprint, signature: given };
  }
  throw personaErrors.badConsent({ field: "consent.signature", issue: "bad_signature" });
}
