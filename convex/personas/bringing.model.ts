import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { requireHttpsUrl } from "../agents/profile.model";
import { invalid } from "../lib/errors";
import { attachVoice, keepWish } from "./replicas.model";
import { saveSoul } from "./souls.model";
import { bytesOf, MAX_SOUL_BYTES } from "./soulText.model";

/** What an agent brings for its persona when it registers. */
export interface Brought {
  soulMd: string;
  voiceSampleUrl?: string;
  voiceConsent?: string;
  description?: string;
}

/**
 * Makes the first version of a soul of what an agent brings, in the transaction that registers it. A sample of a voice is
 * made use of only with a consent; without one its address waits for that, and the agent speaks with one of the
 * provider's voices.
 */
export async function bringPersona(ctx: MutationCtx, agent: Doc<"agents">, brought: Brought): Promise<void> {
  const { soulMd, voiceSampleUrl, voiceConsent, description } = brought;
  const author = { kind: "agent" as const, id: agent._id };
  if (soulMd.trim() === "") throw invalid("soulMd", "It is empty.", "too_short");
  if (bytesOf(soulMd) > MAX_SOUL_BYTES) {
    throw invalid("soulMd", `It may have at most ${MAX_SOUL_BYTES} bytes of UTF-8.`, "too_long");
  }
  await saveSoul(ctx, agent, author, { text: soulMd, baseVersion: null, context: description });
  if (!voiceSampleUrl) return;
  const url = requireHttpsUrl("voiceSampleUrl", voiceSampleUrl);
  if (voiceConsent === undefined) return await keepWish(ctx, agent._id, url);
  const consent = { statement: voiceConsent, sampleHash: null, signature: null };
  await attachVoice(ctx, agent, author, { sample: { kind: "url", url }, consent });
}
