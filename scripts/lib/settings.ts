import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseIdleAfter } from "../../convex/chat/idleness.rules.ts";
import { parseQuotas } from "../../convex/http/limits.ts";
import { parseNameServers } from "../../convex/lib/nameServers.ts";
import { parseNetworks } from "../../convex/lib/outbound.rules.ts";
import { parseRetries } from "../../convex/webhooks/retries.model.ts";
import { checkSettings } from "../../packages/local/src/env.ts";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The four ports of an instance and the environment variable that moves each. */
export const PORTS = {
  web: { variable: "MOLT_PORT", byDefault: 3000, purpose: "web client, bot API and media" },
  convex: { variable: "CONVEX_PORT", byDefault: 3210, purpose: "Convex client API" },
  site: { variable: "CONVEX_SITE_PORT", byDefault: 3211, purpose: "Convex HTTP actions" },
  rtmp: { variable: "RTMP_PORT", byDefault: 1935, purpose: "RTMP ingest" },
} as const;

export type PortName = keyof typeof PORTS;

export interface Settings {
  ports: Record<PortName, number>;
  /** Absolute. Everything an instance keeps is in here; deleting it starts from nothing. */
  dataDir: string;
  /** How browsers reach the front server, without a trailing slash. */
  publicUrl: string;
  /** Quotas of the API that differ here: `register=1000 agent=5000`. */
  limits?: string;
  /** Networks of one's own that may be called on behalf of others: `127.0.0.1 10.1.0.0/16`. */
  outboundAllow?: string;
  /** Pauses between attempts at bringing something to a webhook: `1s 2s 4s 5m`. */
  webhookRetries?: string;
  /** After how many seconds without an action an agent is idle, if not after five minutes. */
  idleAfter?: string;
  /** Hours on air that the free plan has in a month: a number, or `unlimited`. */
  freeHours: string;
  /** Videos that the free plan has in a month, in the same way. */
  freeVideos?: string;
  /** Characters that are spoken for an agent in a day: a number, or `unlimited`, as without it. */
  speechCharacters?: string;
  /** How many bytes one upload URL is good for, in all. */
  uploadBytes: number;
  /** Who is asked about names that others give, if not the name servers of the machine. */
  nameServers?: string;
  /** People may sign in with Clerk as well. */
  clerk?: ClerkSettings;
  /** Services with an account of the operator's own; the others are stood in for. */
  services?: Partial<Record<ServiceName, ServiceAccount>>;
}

/** Services that are stood in for until the operator names a key: the first letters of their variables. */
export const SERVICES = ["TAVUS", "SPEECH", "EMBEDDINGS"] as const;

export type ServiceName = (typeof SERVICES)[number];

/** A key, and what its owner says about where and how; what is left out, the backend decides. */
export interface ServiceAccount {
  apiKey: string;
  apiUrl?: string;
  model?: string;
}

export interface ClerkSettings {
  /** Clerk's address for this application, which its tokens name as their issuer. */
  issuer: string;
  /** Which application it is; the web client is built with it. */
  publishableKey: string;
}

/** A setting that cannot be used. The message says which variable to change. */
export class SettingsError extends Error {}

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const names = Object.keys(PORTS) as PortName[];
  const ports = Object.fromEntries(names.map((name) => [name, readPort(env, name)])) as Settings["ports"];
  const twins = names.filter((name) => names.some((other) => other !== name && ports[other] === ports[name]));
  if (twins.length > 0) {
    const variables = twins.map((name) => PORTS[name].variable).join(" and ");
    throw new SettingsError(`${variables} are both ${ports[twins[0]!]}; give each a port of its own.`);
  }
  const publicUrl = (env.MOLT_PUBLIC_URL ?? `http://localhost:${ports.web}`).replace(/\/+$/, "");
  if (!/^https?:$/.test(protocolOf(publicUrl))) {
    throw new SettingsError(
      `MOLT_PUBLIC_URL is "${publicUrl}"; it must be an address such as http://localhost:3000.`,
    );
  }
  checkLocalSettings(env);
  return {
    ports,
    dataDir: path.resolve(ROOT, env.MOLT_DATA ?? ".molt"),
    publicUrl,
    limits: readLimits(env),
    outboundAllow: readOutboundAllow(env),
    webhookRetries: readWebhookRetries(env),
    idleAfter: readIdleAfter(env),
    freeHours: readFree(env.MOLT_FREE_HOURS, "MOLT_FREE_HOURS", "hours"),
    freeVideos: readFree(env.MOLT_FREE_VIDEOS, "MOLT_FREE_VIDEOS", "videos"),
    speechCharacters: readSpeechCharacters(env),
    uploadBytes: readUploadBytes(env),
    nameServers: readNameServers(env),
    clerk: readClerk(env),
    services: readServices(env),
  };
}

/** An address or a model without a key would be passed over in silence, so it is refused. */
function readServices(env: NodeJS.ProcessEnv): Settings["services"] {
  const services: NonNullable<Settings["services"]> = {};
  for (const name of SERVICES) {
    const [apiKey, apiUrl, model] = ["API_KEY", "API_URL", "MODEL"].map(
      (what) => env[`${name}_${what}`]?.trim() || undefined,
    );
    if (apiUrl !== undefined && !/^https?:$/.test(protocolOf(apiUrl))) {
      throw new SettingsError(`${name}_API_URL is "${apiUrl}"; it must be an http(s) address.`);
    }
    if (apiKey !== undefined) services[name] = { apiKey, apiUrl, model };
    else if (apiUrl !== undefined || model !== undefined)
      throw new SettingsError(`${name}_API_KEY is missing: without a key nothing can be asked there.`);
  }
  return services;
}

/** Both or neither. A publishable key says in base64 where Clerk is, followed by a dollar sign. */
function readClerk(env: NodeJS.ProcessEnv): ClerkSettings | undefined {
  const issuer = env.CLERK_JWT_ISSUER_DOMAIN?.replace(/\/+$/, "") ?? "";
  const publishableKey = env.VITE_CLERK_PUBLISHABLE_KEY ?? "";
  if (issuer === "" && publishableKey === "") return undefined;
  if (issuer === "" || publishableKey === "") {
    const missing = issuer === "" ? "CLERK_JWT_ISSUER_DOMAIN" : "VITE_CLERK_PUBLISHABLE_KEY";
    throw new SettingsError(`${missing} is missing: Clerk needs both of its variables, or none.`);
  }
  if (protocolOf(issuer) !== "https:") {
    throw new SettingsError(
      `CLERK_JWT_ISSUER_DOMAIN is "${issuer}"; it must be an address such as https://verb-noun-00.clerk.accounts.dev.`,
    );
  }
  const [, encoded = ""] = /^pk_(?:test|live)_([\w+/=-]+)$/.exec(publishableKey) ?? [];
  if (Buffer.from(encoded, "base64").toString() !== `${new URL(issuer).host}$`) {
    throw new SettingsError(
      `VITE_CLERK_PUBLISHABLE_KEY is not one of ${issuer}. Clerk's dashboard shows both under API keys.`,
    );
  }
  return { issuer, publishableKey };
}

/**
 * On an instance that is reached as localhost, everybody has one address: the demo agents, and each bot that is tried out.
 * Five registrations an hour would be used up before a newcomer has got to the second page of the docs.
 */
const AT_HOME = "register=100";

function readLimits({ MOLT_LIMITS: text, MOLT_PUBLIC_URL }: NodeJS.ProcessEnv): string | undefined {
  try {
    if (parseQuotas(text ?? null).size > 0) return text;
    return MOLT_PUBLIC_URL ? undefined : AT_HOME;
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

function readOutboundAllow({ MOLT_OUTBOUND_ALLOW: text }: NodeJS.ProcessEnv): string | undefined {
  try {
    return parseNetworks(text ?? null).length === 0 ? undefined : text;
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

function readNameServers({ MOLT_NAME_SERVERS: text }: NodeJS.ProcessEnv): string | undefined {
  try {
    return parseNameServers(text ?? null).length === 0 ? undefined : text;
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

const MIB = 1 << 20;

/** The largest file that a message takes has 10 MiB; one that is sent again needs room, too. */
function readUploadBytes({ MOLT_UPLOAD_MIB: text }: NodeJS.ProcessEnv): number {
  if (!text?.trim()) return 32 * MIB;
  const mebibytes = Number(text);
  if (Number.isInteger(mebibytes) && mebibytes >= 1 && mebibytes <= 1024) return mebibytes * MIB;
  throw new SettingsError(`MOLT_UPLOAD_MIB is "${text}"; it is a whole number of MiB from 1 to 1024.`);
}

/** Whoever runs an instance on a machine of their own need not ration it. */
function readFree(text: string | undefined, name: string, of: string): string {
  const given = text?.trim() || "unlimited";
  if (given === "unlimited" || Number(given) >= 0) return given;
  throw new SettingsError(`${name} is "${given}"; it is a number of ${of}, or "unlimited".`);
}

function readSpeechCharacters({ MOLT_SPEECH_CHARACTERS: text }: NodeJS.ProcessEnv): string | undefined {
  const given = text?.trim();
  if (!given || given === "unlimited" || Number(given) >= 0) return given || undefined;
  throw new SettingsError(
    `MOLT_SPEECH_CHARACTERS is "${given}"; it is a number of characters, or "unlimited".`,
  );
}

function readWebhookRetries({ MOLT_WEBHOOK_RETRIES: text }: NodeJS.ProcessEnv): string | undefined {
  try {
    if (text?.trim()) parseRetries(text);
    return text?.trim() || undefined;
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

function readIdleAfter({ MOLT_IDLE_AFTER_S: text }: NodeJS.ProcessEnv): string | undefined {
  try {
    return parseIdleAfter(text ?? null)?.toString();
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

/** What the laptop services read for themselves would be refused by them, too, but after the builds. */
function checkLocalSettings(env: NodeJS.ProcessEnv): void {
  try {
    checkSettings(env);
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : "";
}

function readPort(env: NodeJS.ProcessEnv, name: PortName): number {
  const { variable, byDefault } = PORTS[name];
  const text = env[variable];
  if (text === undefined || text === "") return byDefault;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new SettingsError(`${variable} is "${text}"; a port is a whole number from 1 to 65535.`);
}
