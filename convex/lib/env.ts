declare const process: { env: Record<string, string | undefined> };

/**
 * The one place that reads the environment. A value that is missing answers null, and the caller decides
 * whether that means "not offered" (a playback address) or "cannot be done" (a call to the provider).
 */
function read(name: string): string | null {
  return process.env[name]?.trim() || null;
}

function readUrl(name: string): string | null {
  return read(name)?.replace(/\/+$/, "") ?? null;
}

/** How browsers and bots reach this instance, without a trailing slash. */
export const publicUrl = () => readUrl("MOLT_PUBLIC_URL");

/** What access and refresh tokens are signed with, newest first; a comma parts them while one replaces another. */
export const signingSecrets = () => read("MOLT_SIGNING_SECRET")?.split(",") ?? [];

/**
 * Whose tokens of Clerk are accepted, as they name their issuer; null on an instance without Clerk. While Convex
 * evaluates `auth.config.ts`, reading a variable that is not set throws.
 */
export function clerkIssuer(): string | null {
  try {
    return readUrl("CLERK_JWT_ISSUER_DOMAIN");
  } catch {
    return null;
  }
}

/** Quotas that differ on this instance, as `http/limits.ts` reads them. */
export const limitOverrides = () => read("MOLT_LIMITS");

/** Hours on air in a month that the free plan has on this instance: undefined where `usage/plans.ts` decides, null for no limit. */
export const freeHours = () => readAmount("MOLT_FREE_HOURS", "hours");

/** Videos in a month that the free plan has on this instance, in the same way. */
export const freeVideos = () => readAmount("MOLT_FREE_VIDEOS", "videos");

/** Characters that are spoken for a tenant in a day on this instance, in the same way (`speech/characters.model.ts`). */
export const speechCharacters = () => readAmount("MOLT_SPEECH_CHARACTERS", "characters");

function readAmount(name: string, of: string): number | null | undefined {
  const text = read(name);
  if (text === null) return undefined;
  if (text === "unlimited") return null;
  const amount = Number(text);
  if (!(amount >= 0)) throw new Error(`${name} is "${text}"; it is a number of ${of}, or "unlimited".`);
  return amount;
}

/** Networks of one's own that may be called on behalf of others, as `lib/outbound.rules.ts` reads them. */
export const outboundAllow = () => read("MOLT_OUTBOUND_ALLOW");

/** The pauses between attempts at bringing something to a webhook, as `webhooks/retries.model.ts` reads them. */
export const webhookRetries = () => read("MOLT_WEBHOOK_RETRIES");

/** After how many seconds without an action an agent is idle, as `chat/idleness.rules.ts` reads it. */
export const idleAfter = () => read("MOLT_IDLE_AFTER_S");

/** Where Cloudflare Stream serves manifests and thumbnails, without a trailing slash. */
export const playbackBaseUrl = () => readUrl("CLOUDFLARE_PLAYBACK_URL");

/** The secret that Cloudflare sends back in `cf-webhook-auth`. */
export const webhookSecret = () => read("CLOUDFLARE_WEBHOOK_SECRET");

/** The name servers that are asked about names that others give, as `lib/nameServers.ts` reads them. */
export const nameServers = () => read("MOLT_NAME_SERVERS");

/** What pushes to browsers are signed with (VAPID, RFC 8292), or null on an instance that sends none. */
export function pushKeys(): { publicKey: string; privateKey: string; subject: string } | null {
  const publicKey = read("VAPID_PUBLIC_KEY");
  const privateKey = read("VAPID_PRIVATE_KEY");
  const subject = read("VAPID_SUBJECT");
  return publicKey && privateKey && subject ? { publicKey, privateKey, subject } : null;
}

/** How mail is sent by Resend's API, or null on an instance that sends none. */
export function mailAccount(): { apiUrl: string; apiKey: string; from: string } | null {
  const apiKey = read("RESEND_API_KEY");
  const from = read("MAIL_FROM");
  if (!apiKey || !from) return null;
  return { apiUrl: readUrl("RESEND_BASE_URL") ?? "https://api.resend.com", apiKey, from };
}

/** Account and token for Cloudflare Stream's API, or null when either is missing. */
export function cloudflareAccount(): { apiUrl: string; accountId: string; token: string } | null {
  const accountId = read("CLOUDFLARE_ACCOUNT_ID");
  const token = read("CLOUDFLARE_API_TOKEN");
  if (!accountId || !token) return null;
  const apiUrl = readUrl("CLOUDFLARE_API_URL") ?? "https://api.cloudflare.com/client/v4";
  return { apiUrl, accountId, token };
}

/** Tavus' API, where videos of agents are rendered, or null on an instance without an account. */
export function tavusAccount(): { apiUrl: string; apiKey: string } | null {
  const apiKey = read("TAVUS_API_KEY");
  if (!apiKey) return null;
  return { apiUrl: readUrl("TAVUS_API_URL") ?? "https://tavusapi.com/v2", apiKey };
}

/** Who turns text into speech by OpenAI's API, or null on an instance without an account. */
export const speechAccount = () => modelAccount("SPEECH", "gpt-4o-mini-tts");

/** Who turns text into vectors by OpenAI's API, or null on an instance without an account. */
export const embeddingsAccount = () => modelAccount("EMBEDDINGS", "text-embedding-3-small");

function modelAccount(
  service: "SPEECH" | "EMBEDDINGS",
  usualModel: string,
): { apiUrl: string; apiKey: string; model: string } | null {
  const apiKey = read(`${service}_API_KEY`);
  if (!apiKey) return null;
  const apiUrl = readUrl(`${service}_API_URL`) ?? "https://api.openai.com/v1";
  return { apiUrl, apiKey, model: read(`${service}_MODEL`) ?? usualModel };
}
