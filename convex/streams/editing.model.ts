import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { setChannelPrivate } from "../chat/channels.model";
import { type Actor, recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import { requireOutboundUrl } from "../lib/outbound.rules";
import { requireLine, requireProse } from "../lib/text";
import { closeRunning } from "../recordings/recordings.model";
import { requireTags } from "../servers/servers.model";
import { onStreamChanged } from "./broadcasts.effects";
import type { Category } from "./categories";
import { syncInput } from "./inputs.model";
import { ANNOUNCED_MS, askForLook } from "./playlistLooks.model";
import { settingsOf } from "./settings.model";
import { renameStream } from "./slugs.model";
import { streamErrors } from "./streams.errors";
import type { LatencyMode, Visibility } from "./streams.values";
import { refileTopics } from "./topics.model";
import { keepTrail } from "./trail.model";
import { markOnAir } from "./viewers.model";

export const LONGEST_WINDOW_S = 300;
const LONGEST_RETENTION_DAYS = 3650;
const MAX_ORIGINS = 20;

/** What a stream says about itself and how it behaves. What is left out stays. */
export interface StreamForm {
  slug?: string;
  title?: string;
  description?: string;
  tags?: string[];
  category?: Category;
  language?: string;
  visibility?: Visibility;
  /** Null: whoever the stream is there for. */
  replayVisibility?: Visibility | null;
  recordsBroadcasts?: boolean;
  retentionDays?: number | null;
  reconnectWindowS?: number;
  latencyMode?: LatencyMode;
  embedOrigins?: string[] | null;
  playbackUrl?: string;
}

/** Changes the settings of a stream, here and at the provider. */
export async function editStream(
  ctx: MutationCtx,
  { stream, agent }: { stream: Doc<"streams">; agent: Doc<"agents"> },
  form: StreamForm,
  actor: Actor,
): Promise<Doc<"streams">> {
  const { slug, playbackUrl } = form;
  if (playbackUrl !== undefined && !stream.byo) throw streamErrors.hasInput({ field: "playbackUrl" });
  const changes = {
    ...checkSettings(form),
    ...(slug !== undefined && { slug: await renameStream(ctx, stream, agent, slug) }),
    ...(playbackUrl !== undefined && {
      byo: { playbackUrl: requireOutboundUrl("playbackUrl", playbackUrl) },
    }),
  };
  await ctx.db.patch(stream._id, changes);
  const next = { ...stream, ...changes };
  const { visibility } = settingsOf(next);
  if (visibility !== settingsOf(stream).visibility) {
    await applyVisibility(ctx, next);
    await keepTrail(ctx, next, "stream.visibility_changed", actor, { visibility });
  }
  if (form.tags !== undefined || form.category !== undefined) await refileTopics(ctx, stream._id);
  await closeRunning(ctx, next);
  if (next.inputId) await syncInput(ctx, next.inputId);
  if (playbackUrl !== undefined) await askForLook(ctx, next, ANNOUNCED_MS);
  await recordEvent(ctx, {
    kind: "stream.updated",
    tenantId: stream.tenantId,
    actor,
    subject: { kind: "stream", id: stream._id },
    audience: [stream.agentId],
  });
  await onStreamChanged(ctx, next);
  return next;
}

/** Puts a stream on the list of what is live, or takes it off, and closes its chat to those who may not see it. */
export async function applyVisibility(ctx: MutationCtx, stream: Doc<"streams">): Promise<void> {
  const { visibility } = settingsOf(stream);
  const startedAt = stream.state.kind === "live" ? stream.state.startedAt : null;
  await markOnAir(ctx, stream._id, visibility === "public" ? startedAt : null);
  await setChannelPrivate(ctx, stream.channelId, visibility === "private");
}

/** The settings of a form, checked and in the form in which they are kept. */
export function checkSettings(form: StreamForm) {
  const { title, description, tags, category, language, visibility, replayVisibility } = form;
  const { recordsBroadcasts, retentionDays, reconnectWindowS, latencyMode, embedOrigins } = form;
  return {
    ...(title !== undefined && { title: requireLine("title", title, { min: 1, max: 120 }) }),
    ...(description !== undefined && {
      description: requireProse("description", description, { min: 0, max: 1000 }),
    }),
    ...(tags !== undefined && { tags: requireTags(tags) }),
    ...(category !== undefined && { category }),
    ...(language !== undefined && { language: requireLanguage(language) }),
    ...(visibility !== undefined && { visibility }),
    ...(replayVisibility !== undefined && { replayVisibility: replayVisibility ?? undefined }),
    ...(recordsBroadcasts !== undefined && { recordsBroadcasts }),
    ...(retentionDays !== undefined && { retentionDays: requireRetention(retentionDays) }),
    ...(reconnectWindowS !== undefined && {
      reconnectWindowS: requireWhole("reconnectWindowS", reconnectWindowS, 0, LONGEST_WINDOW_S),
    }),
    ...(latencyMode !== undefined && { latencyMode }),
    ...(embedOrigins !== undefined && { embedOrigins: embedOrigins && requireOrigins(embedOrigins) }),
  };
}

const requireRetention = (days: number | null) =>
  days === null ? null : requireWhole("retentionDays", days, 1, LONGEST_RETENTION_DAYS);

function requireWhole(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(field, `It is a whole number from ${min} to ${max}.`, "out_of_range");
}

/** A language as BCP 47 writes it: a language, perhaps a script, perhaps a region (`en`, `pt-BR`, `zh-Hant-TW`). */
const LANGUAGE = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i;

function requireLanguage(text: string): string {
  if (!LANGUAGE.test(text)) {
    throw invalid("language", 'It is a language tag such as "en" or "pt-BR".', "bad_language");
  }
  return text
    .split("-")
    .map((part, at) => {
      if (at === 0) return part.toLowerCase();
      return part.length === 4 ? part[0]!.toUpperCase() + part.slice(1).toLowerCase() : part.toUpperCase();
    })
    .join("-");
}

/** Sites that may show the stream in a frame, as browsers name them: scheme, host and port. */
function requireOrigins(texts: readonly string[]): string[] {
  const origins = [...new Set(texts.map(requireOrigin))];
  if (origins.length > MAX_ORIGINS) {
    throw invalid("embedOrigins", `There may be at most ${MAX_ORIGINS}.`, "too_long");
  }
  return origins;
}

function requireOrigin(text: string): string {
  const url = text.length <= 300 && URL.canParse(text) ? new URL(text) : null;
  const isOrigin =
    url && /^https?:$/.test(url.protocol) && url.origin === text.toLowerCase().replace(/\/$/, "");
  if (!isOrigin) {
    throw invalid(
      "embedOrigins",
      'An origin is a scheme and a host, such as "https://example.com".',
      "bad_origin",
    );
  }
  return url.origin;
}
