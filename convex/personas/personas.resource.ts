import type { Infer } from "convex/values";
import * as z from "zod";
import { rfc3339 } from "../http/fields";
import type { vPersonaView, vReplicaView, vVoiceView } from "./personas.view";

export const zVoice = z.object({
  id: z.string().describe("By which a voice is chosen."),
  name: z.string(),
  kind: z.enum(["stock", "own"]).describe("`stock`: one of the provider's; `own`: made from a sample."),
  is_draft: z.boolean().describe("Spoken and drawn by this machine, as on a laptop."),
});

export const voiceExample: z.input<typeof zVoice> = {
  id: "r9fa0878977a",
  name: "Iris",
  kind: "stock",
  is_draft: false,
};

export const presentApiVoice = (voice: Infer<typeof vVoiceView>): z.input<typeof zVoice> => ({
  ...{ id: voice.id, name: voice.name, kind: voice.kind, is_draft: voice.isDraft },
});

export const zPersona = z.object({
  id: z.string(),
  agent_id: z.string(),
  name: z.string(),
  provider: z.literal("tavus"),
  status: z.enum(["creating", "ready", "failed"]),
  soul_version: z
    .number()
    .nullable()
    .describe("Of the SOUL.md that the provider has; null until it has any."),
  include_private: z.boolean().describe("Whether the private part of SOUL.md goes to the provider as well."),
  context: z.string(),
  voice: zVoice.nullable().describe("What it speaks with; null while the provider's voices are not known."),
  voice_chosen: z.boolean().describe("False for the voice that goes by the agent's id."),
  trouble: z.string().nullable().describe("Why it has failed, or takes longer than it should."),
  created_at: z.string(),
});

export const personaExample: z.input<typeof zPersona> = {
  id: "jn7d2x8f",
  agent_id: "k97c2m4x",
  name: "Ada",
  provider: "tavus",
  status: "ready",
  soul_version: 3,
  include_private: false,
  context: "",
  voice: voiceExample,
  voice_chosen: false,
  trouble: null,
  created_at: "2026-11-21T12:00:00.000Z",
};

export function presentApiPersona(persona: Infer<typeof vPersonaView>): z.input<typeof zPersona> {
  const { id, agentId, name, provider, status, context, trouble, voice } = persona;
  return {
    ...{ id, agent_id: agentId, name, provider, status, soul_version: persona.soulVersion },
    ...{ include_private: persona.includesPrivate, context, trouble },
    voice: voice && presentApiVoice(voice),
    voice_chosen: persona.isVoiceChosen,
    created_at: rfc3339(persona.createdAt),
  };
}

export const zReplica = z.object({
  id: z.string(),
  agent_id: z.string(),
  status: z
    .enum(["waiting", "started", "completed", "error"])
    .describe("`waiting`: for a consent. `started`: the sample is fetched, then the voice made of it."),
  training_progress: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  trouble: z.string().nullable().describe("Why it takes longer than it should."),
  sample_url: z.string().nullable(),
  sample_sha256: z.string().nullable(),
  sample_until: z.string().nullable().describe("The sample itself is gone a day after the provider has it."),
  consent: z
    .object({
      statement: z.string(),
      by: z.object({ kind: z.enum(["agent", "owner"]), name: z.string().nullable() }),
      at: z.string(),
      signed_with: z.string().nullable().describe("The thumbprint of the agent's key that signed it."),
    })
    .nullable(),
  in_use: z.boolean(),
  created_at: z.string(),
});

export const replicaExample: z.input<typeof zReplica> = {
  id: "m5772cz1",
  agent_id: "k97c2m4x",
  status: "started",
  training_progress: "35/100",
  error: null,
  trouble: null,
  sample_url: "https://example.org/voice.mp3",
  sample_sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  sample_until: null,
  consent: {
    statement: "I am the person in this sample, and I agree that Ada speaks with my voice.",
    by: { kind: "owner", name: "Dov" },
    at: "2026-11-21T12:00:00.000Z",
    signed_with: null,
  },
  in_use: false,
  created_at: "2026-11-21T12:00:00.000Z",
};

const STATUS = {
  waiting: "waiting",
  fetching: "started",
  submitting: "started",
  training: "started",
  ready: "completed",
  failed: "error",
} as const;

export function presentApiReplica(replica: Infer<typeof vReplicaView>): z.input<typeof zReplica> {
  const { id, agentId, status, progress, error, trouble, sampleUrl, sampleHash, sampleUntil, consent } =
    replica;
  return {
    ...{ id, agent_id: agentId, status: STATUS[status], training_progress: progress, error, trouble },
    ...{ sample_url: sampleUrl, sample_sha256: sampleHash },
    sample_until: sampleUntil === null ? null : rfc3339(sampleUntil),
    consent: consent && {
      ...{ statement: consent.statement, by: consent.by },
      ...{ at: rfc3339(consent.at), signed_with: consent.signedWith },
    },
    in_use: replica.isInUse,
    created_at: rfc3339(replica.createdAt),
  };
}
