import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** What the backend reads from `process.env`: here the addresses of the stand-ins, in production those of Cloudflare. */
export function backendEnvironment(settings: Settings, secrets: Secrets): Record<string, string> {
  return {
    CLOUDFLARE_API_URL: `http://127.0.0.1:${settings.ports.web}/local/cloudflare/client/v4`,
    CLOUDFLARE_ACCOUNT_ID: secrets.accountId,
    CLOUDFLARE_API_TOKEN: secrets.apiToken,
    CLOUDFLARE_PLAYBACK_URL: `${settings.publicUrl}/media`,
    CLOUDFLARE_WEBHOOK_SECRET: secrets.webhookSecret,
    MOLT_PUBLIC_URL: settings.publicUrl,
  };
}

/** The key that the embedded runtime made for itself at its first start. */
export async function readAdminKey(settings: Settings): Promise<string> {
  return (await readFile(path.join(settings.dataDir, "convex", "admin.key"), "utf8")).trim();
}

export async function setBackendEnvironment(
  settings: Settings,
  variables: Record<string, string>,
): Promise<void> {
  const address = `http://127.0.0.1:${settings.ports.convex}/api/update_environment_variables`;
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Convex ${await readAdminKey(settings)}`,
    },
    body: JSON.stringify({ changes: Object.entries(variables).map(([name, value]) => ({ name, value })) }),
  });
  if (!response.ok) {
    throw new Error(
      `The backend refused its environment variables: ${response.status} ${await response.text()}`,
    );
  }
}
