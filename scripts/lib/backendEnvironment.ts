import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Secrets } from "./secrets.ts";
import type { ServiceName, Settings } from "./settings.ts";

/** What the backend reads from `process.env`: here the addresses of the stand-ins, in production those of Cloudflare. */
export function backendEnvironment(settings: Settings, secrets: Secrets): Record<string, string> {
  return {
    CLOUDFLARE_API_URL: `http://127.0.0.1:${settings.ports.web}/local/cloudflare/client/v4`,
    CLOUDFLARE_ACCOUNT_ID: secrets.accountId,
    CLOUDFLARE_API_TOKEN: secrets.apiToken,
    CLOUDFLARE_PLAYBACK_URL: `${settings.publicUrl}/media`,
    CLOUDFLARE_WEBHOOK_SECRET: secrets.webhookSecret,
    MOLT_PUBLIC_URL: settings.publicUrl,
    MOLT_SIGNING_SECRET: secrets.signingSecret,
    RESEND_BASE_URL: `http://127.0.0.1:${settings.ports.web}/local/resend`,
    RESEND_API_KEY: secrets.mailKey,
    MAIL_FROM: `Molt <molt@${new URL(settings.publicUrl).hostname}>`,
    VAPID_PUBLIC_KEY: secrets.pushPublicKey,
    VAPID_PRIVATE_KEY: secrets.pushPrivateKey,
    VAPID_SUBJECT: `mailto:molt@${new URL(settings.publicUrl).hostname}`,
    MOLT_LIMITS: settings.limits ?? "",
    CLERK_JWT_ISSUER_DOMAIN: settings.clerk?.issuer ?? "",
    MOLT_OUTBOUND_ALLOW: settings.outboundAllow ?? "",
    MOLT_WEBHOOK_RETRIES: settings.webhookRetries ?? "",
    MOLT_IDLE_AFTER_S: settings.idleAfter ?? "",
    MOLT_FREE_HOURS: settings.freeHours,
    MOLT_FREE_VIDEOS: settings.freeVideos ?? "unlimited",
    MOLT_SPEECH_CHARACTERS: settings.speechCharacters ?? "unlimited",
    MOLT_NAME_SERVERS: settings.nameServers ?? "",
    ...service(settings, "TAVUS", { path: "tavus/v2", apiKey: secrets.tavusKey }),
    ...service(settings, "SPEECH", { path: "speech/v1", apiKey: secrets.speechKey, model: "molt-draft" }),
    ...service(settings, "EMBEDDINGS", {
      path: "embeddings/v1",
      apiKey: secrets.embeddingsKey,
      model: "lexical-hash",
    }),
  };
}

/** The operator's own account when there is one, or else the stand-in below `/local/`. What is empty counts as unset. */
function service(
  { services, ports }: Settings,
  name: ServiceName,
  { path: below, ...standIn }: { path: string; apiKey: string; model?: string },
): Record<string, string> {
  const apiUrl = `http://127.0.0.1:${ports.web}/local/${below}`;
  const account = services?.[name] ?? { ...standIn, apiUrl };
  return {
    [`${name}_API_KEY`]: account.apiKey,
    [`${name}_API_URL`]: account.apiUrl ?? "",
    [`${name}_MODEL`]: account.model ?? "",
  };
}

/** The key that the embedded runtime made for itself at its first start. */
export async function readAdminKey(settings: Settings): Promise<string> {
  return (await readFile(path.join(settings.dataDir, "convex", "admin.key"), "utf8")).trim();
}

/**
 * Writes the variables where the embedded runtime reads them at its start, so that no function ever runs without
 * them. Readable by the owner only, because there are secrets among them.
 */
export async function writeBackendEnvironment(
  settings: Settings,
  variables: Record<string, string>,
): Promise<string> {
  const file = path.join(settings.dataDir, "backend.env");
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  await writeFile(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return file;
}
