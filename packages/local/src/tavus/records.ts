import { randomBytes } from "node:crypto";
import { z } from "zod";

/** A voice as it is asked for: one of those that are built in, and how it differs from what it usually is. */
export const vManner = z.object({ voiceId: z.string(), rate: z.number(), pitch: z.number() });
export type Manner = z.infer<typeof vManner>;

/** Who is told once something is done, and whether that has happened. */
const vCallback = z.object({ url: z.string(), told: z.boolean() });

export const ASPECT_RATIOS = ["16:9", "9:16", "1:1"] as const;

export const vRenderRecord = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  replicaId: z.string(),
  script: z.string(),
  status: z.enum(["queued", "generating", "ready", "error"]),
  details: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** How often work on it has begun. */
  attempts: z.number(),
  callback: vCallback.nullable(),
  manner: vManner,
  /** Whose face it is, and the name that is shown. */
  host: z.string(),
  aspectRatio: z.enum(ASPECT_RATIOS),
  captions: z.boolean(),
  background: z.string().nullable(),
  /** Stands in the addresses of its files, so that nobody guesses them. */
  token: z.string(),
  bytes: z.number(),
  durationS: z.number().nullable(),
});
export type RenderRecord = z.infer<typeof vRenderRecord>;

export const vReplicaRecord = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  status: z.enum(["started", "completed", "error"]),
  fault: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  attempts: z.number(),
  sampleUrl: z.string(),
  callback: vCallback.nullable(),
  /** Of a replica that is completed. */
  manner: vManner.nullable(),
});
export type ReplicaRecord = z.infer<typeof vReplicaRecord>;

export const vPersonaRecord = z.object({
  version: z.literal(1),
  id: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** As it was given: this stand-in holds no conversations, so nobody reads most of it. */
  fields: z.record(z.string(), z.unknown()),
});
export type PersonaRecord = z.infer<typeof vPersonaRecord>;

/** As Tavus' ids look: a letter for the kind, or none for a video, and hexadecimal digits. */
export function newId(kind: "" | "r" | "p"): string {
  return `${kind}${randomBytes(6)
    .toString("hex")
    .slice(0, kind === "" ? 10 : 11)}`;
}
