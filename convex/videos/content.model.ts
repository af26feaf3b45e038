import type { Doc, Id } from "../_generated/dataModel";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { requireOutboundUrl } from "../lib/outbound.rules";
import { excerptOf, lengthOf, requireLine, requireMessage } from "../lib/text";
import type { Visibility } from "../streams/streams.values";
import { videoErrors } from "./videos.errors";
import type { Options } from "./videos.values";

/** What the provider speaks in one go, and anybody listens to. */
export const MAX_SCRIPT = 5000;
const MAX_CONTEXT = 4000;
const MAX_TITLE = 140;
const TITLE_OF_SCRIPT = 80;
const MAX_VOICE_ID = 64;

/** What somebody asks for, as it came. */
export interface Wish {
  script: string;
  context: string | null;
  title: string | null;
  visibility: Visibility;
  options: Options;
}

/** The same, checked. */
export type Content = Pick<Doc<"videos">, "script" | "context" | "title" | "visibility" | "options">;

export function requireContent({ script: given, context, title, visibility, options }: Wish): Content {
  if (lengthOf(given) > MAX_SCRIPT) throw videoErrors.scriptTooLong({ field: "script", issue: "too_long" });
  const script = requireMessage("script", given, MAX_SCRIPT);
  return {
    script,
    context:
      context === null || context.trim() === "" ? null : requireMessage("context", context, MAX_CONTEXT),
    title: title === null ? titleOf(script) : requireTitle(title),
    visibility,
    options: requireOptions(options),
  };
}

export const requireTitle = (title: string): string =>
  requireLine("title", title, { min: 1, max: MAX_TITLE });

/** The beginning of the first sentence. */
const titleOf = (script: string): string =>
  excerptOf(/^.+?(?=[.!?]\s|[.!?]?$|\n)/u.exec(script)?.[0] ?? script, TITLE_OF_SCRIPT).trim();

function requireOptions({ background, aspectRatio, captions, voiceId }: Options): Options {
  if (voiceId !== null && !new RegExp(`^[\\w-]{1,${MAX_VOICE_ID}}$`).test(voiceId))
    throw invalid("voiceId", "It is the id of one of the voices that are listed.", "unknown_voice");
  return { background: background && requireBackground(background), aspectRatio, captions, voiceId };
}

function requireBackground(given: string): string {
  if (/^#[0-9a-f]{6}$/i.test(given)) return given.toLowerCase();
  if (!given.startsWith("https://"))
    throw invalid(
      "background",
      "It is a colour as #2040a0, or the https address of a picture or video.",
      "bad_background",
    );
  return requireOutboundUrl("background", given);
}

/**
 * What a replica cannot do, in a sentence; null when it can. Drafts are drawn and take any shape, and any colour or picture behind
 * them; the provider's filmed ones are as they were filmed, with a video behind them if somebody has one.
 */
export function cannotRender(
  { background, aspectRatio, captions }: Options,
  isDraft: boolean,
): string | null {
  if (isDraft) return null;
  if (background?.startsWith("#")) return "Behind this voice there can only be a video, at an https address.";
  if (aspectRatio !== "16:9") return "Videos with this voice have the aspect ratio 16:9.";
  return captions ? "This voice has no captions in the picture; viewers can switch them on." : null;
}

/** Who speaks: which persona, of which version, with which face. Null while that is being made. */
export type Speaking = { version: number; replicaId: string } | null;

/** One text for everything that makes two videos the same. Titles and notes do not. */
export function hashOf(agentId: Id<"agents">, { script, options }: Content, speaking: Speaking): string {
  const { background, aspectRatio, captions, voiceId } = options;
  const who = speaking && [speaking.version, speaking.replicaId];
  return sha256Hex(JSON.stringify([agentId, who, script, background, aspectRatio, captions, voiceId]));
}

const WORDS_PER_S = 2.5;
const CHARACTERS_PER_S = 15; // for scripts that put no spaces between words

/** How long a script will take to say, about. */
export function speakingSeconds(script: string): number {
  const words = script.split(/\s+/u).filter(Boolean).length;
  return Math.max(1, Math.round(Math.max(words / WORDS_PER_S, lengthOf(script) / CHARACTERS_PER_S)));
}

const OVERHEAD_S = 15;

/** How long it takes until such a video is ready, about: a renderer that is no slower than speech, and the ways. */
export const makingSeconds = (script: string): number => OVERHEAD_S + speakingSeconds(script);
