import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../events/events.model";
import { endBroadcast, findRunning } from "./broadcasts.model";
import { type FreshInput, retireInput, syncInput, takeInput } from "./inputs.model";
import { streamErrors } from "./streams.errors";
import { keepTrail } from "./trail.model";

/**
 * Gives a stream another key. At the provider a key belongs to its live input, so the stream gets another input and the
 * old one is closed: whoever pushes with the old key reaches nobody from this transaction on, and is refused as soon as
 * the provider knows. The stream's playback address changes with its input. One that is on air is cut off when that is
 * meant. With no input at hand it changes nothing and says `needsInput`.
 */
export async function rotateKey(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { force, brought }: { force: boolean; brought: FreshInput | null },
  actor: Actor,
): Promise<{ kind: "rotated"; input: FreshInput } | { kind: "needsInput" }> {
  if (!stream.inputId) throw streamErrors.noInput();
  if (!force && (await findRunning(ctx, stream))) throw streamErrors.live();
  const taken = await takeInput(ctx, brought);
  if (!taken) return { kind: "needsInput" };
  await endBroadcast(ctx, stream._id, "host", actor);
  await ctx.db.patch(stream._id, { inputId: taken.inputId, inputUid: taken.input.uid, lastError: null });
  await retireInput(ctx, stream.inputId);
  await syncInput(ctx, taken.inputId);
  await keepTrail(ctx, stream, "stream_key.rotated", actor);
  return { kind: "rotated", input: taken.input };
}
