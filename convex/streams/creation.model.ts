import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireOutboundUrl } from "../lib/outbound.rules";
import { requireLine, requireProse } from "../lib/text";
import { planOfTenant } from "../usage/usage.model";
import { applyVisibility, checkSettings, type StreamForm } from "./editing.model";
import { type FreshInput, syncInput, takeInput } from "./inputs.model";
import { ANNOUNCED_MS, askForLook } from "./playlistLooks.model";
import { chooseSlug, requireFreeSlug } from "./slugs.model";
import { streamErrors } from "./streams.errors";
import { openStream, type Source } from "./streams.model";

export interface NewStreamForm extends StreamForm {
  title: string;
}

export interface CreatedStream {
  kind: "created";
  stream: Doc<"streams">;
  /** Null for a stream that plays from an address of its own. */
  input: FreshInput | null;
}

/**
 * Another stream for an agent, with a secret of its own: pushed to by an encoder, or, with a playback URL, played from
 * there. The input is the one brought along, or a ready one from the pool; with neither it changes nothing and says
 * `needsInput`, and the caller makes one at the provider and comes back.
 */
export async function createStream(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  { playbackUrl, slug, ...form }: NewStreamForm,
  secretHash: string,
  brought: FreshInput | null,
): Promise<CreatedStream | { kind: "needsInput" }> {
  await requireRoom(ctx, agent);
  const title = requireLine("title", form.title, { min: 1, max: 120 });
  const facts = {
    ...checkSettings(form),
    title,
    description: requireProse("description", form.description ?? "", { min: 0, max: 1000 }),
    slug: slug === undefined ? await chooseSlug(ctx, title) : await requireFreeSlug(ctx, agent, slug),
    ...{ tenantId: agent.tenantId, agentId: agent._id },
  };
  const source: Source | null =
    playbackUrl === undefined
      ? await takeInput(ctx, brought)
      : { playbackUrl: requireOutboundUrl("playbackUrl", playbackUrl) };
  if (!source) return { kind: "needsInput" };
  const stream = await openStream(ctx, facts, source);
  await keepSecret(ctx, stream, secretHash);
  await applyVisibility(ctx, stream);
  if (stream.inputId) await syncInput(ctx, stream.inputId);
  await askForLook(ctx, stream, ANNOUNCED_MS);
  return { kind: "created", stream, input: "input" in source ? source.input : null };
}

/** The bot of the stream shows this secret. */
async function keepSecret(ctx: MutationCtx, stream: Doc<"streams">, hash: string): Promise<void> {
  const { _id: streamId, agentId, tenantId } = stream;
  await ctx.db.insert("credentials", { kind: "stream_secret", tenantId, agentId, streamId, hash });
}

async function requireRoom(ctx: QueryCtx, { _id, tenantId }: Doc<"agents">): Promise<void> {
  const { streams: limit } = await planOfTenant(ctx, tenantId);
  if ((await listOwnStreams(ctx, _id)).length >= limit) throw streamErrors.limit();
}

/** More than any plan allows. */
const MAX_STREAMS = 100;

/** The streams of an agent, oldest first, without those that are being erased. */
export async function listOwnStreams(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"streams">[]> {
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_STREAMS);
  return streams.filter(({ deletedAt }) => !deletedAt);
}
