import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { speechAccount } from "../lib/env";
import { sha256Hex } from "../lib/hash";
import { findPersona } from "../personas/personas.model";
import { resolveVoice } from "../personas/voices.model";

/** The names of voices that everybody who serves OpenAI's `/audio/speech` knows. */
export const VOICES = [
  ...(["alloy", "ash", "ballad", "coral", "echo", "fable"] as const),
  ...(["nova", "onyx", "sage", "shimmer", "verse"] as const),
];

/**
 * The voice that an agent speaks with: the one of its persona where the provider of speech knows that, as this instance's own
 * drafts do, so that it sounds in the chat as in its videos; else one that is always the same for it.
 */
export async function voiceOf(ctx: QueryCtx, agent: Doc<"agents">): Promise<string> {
  const persona = await findPersona(ctx, agent._id);
  const voice = await resolveVoice(ctx, agent, persona?.voice ?? { kind: "default" });
  return voice && voice.modelName === speechAccount()?.model ? voice.externalId : voiceForSeed(agent._id);
}

export function voiceForSeed(seed: string): string {
  return VOICES[Number.parseInt(sha256Hex(seed).slice(0, 8), 16) % VOICES.length]!;
}
