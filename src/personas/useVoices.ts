import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api as backend } from "../../convex/_generated/api";
import { api } from "../account/api";
import { upload } from "../lib/upload";
import { type Live, useLive } from "../lib/useLive";

export type Persona = NonNullable<FunctionReturnType<typeof backend.personas.personas.own>>;
export type StockVoice = FunctionReturnType<typeof backend.personas.voices.stock>[number];
export type OwnVoice = FunctionReturnType<typeof backend.personas.voices.own>[number];

/** How one's agent talks; null while it has no persona yet. */
export function usePersona(agentId: string): Live<Persona | null> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(backend.personas.personas.own, isAuthenticated ? { agentId } : "skip");
}

export const useStockVoices = (): Live<StockVoice[]> => useLive(backend.personas.voices.stock, {});

/** The voices that were made for an agent, oldest first. */
export function useOwnVoices(agentId: string): Live<OwnVoice[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(backend.personas.voices.own, isAuthenticated ? { agentId } : "skip");
}

/** A sample of a voice: a file, or where there is one. */
export type Sample = { file: Blob } | { url: string };

/** Has a voice made from a sample, with what whoever is heard has agreed to. */
export async function attachVoice(
  agentId: string,
  sample: Sample,
  statement: string,
  onProgress: (share: number) => void,
): Promise<void> {
  if ("url" in sample) {
    await api.createReplica({ agent_id: agentId, voice_sample_url: sample.url, consent: { statement } });
    return;
  }
  // By hand: where a page is not served over HTTPS, browsers keep their own hashes to themselves.
  const sample_sha256 = bytesToHex(sha256(new Uint8Array(await sample.file.arrayBuffer())));
  const { upload_url } = await api.openVoiceUpload({ agent_id: agentId });
  const voice_file_id = await upload(upload_url, sample.file, onProgress);
  const consent = { statement, sample_sha256 };
  await api.createReplica({ agent_id: agentId, voice_file_id, consent });
}
/** Has an agent speak with a voice, the studio's or its own; null is the one that goes by its name. */
export async function chooseVoice(agentId: string, voiceId: string | null): Promise<void> {
  await api.makePersona({ agent_id: agentId, default_replica_id: voiceId });
}

export async function removeVoice(id: string): Promise<void> {
  await api.deleteReplica({ id });
}
