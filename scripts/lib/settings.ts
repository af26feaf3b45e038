import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseQuotas } from "../../convex/http/limits.ts";
import { parseNameServers } from "../../convex/lib/nameServers.ts";
import { parseNetworks } from "../../convex/lib/outbound.rules.ts";

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
  /** Who is asked about names that others give, if not the name servers of the machine. */
  nameServers?: string;
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
  return {
    ports,
    dataDir: path.resolve(ROOT, env.MOLT_DATA ?? ".molt"),
    publicUrl,
    limits: readLimits(env),
    outboundAllow: readOutboundAllow(env),
    nameServers: readNameServers(env),
  };
}

function readLimits({ MOLT_LIMITS: text }: NodeJS.ProcessEnv): string | undefined {
  try {
    return parseQuotas(text ?? null).size === 0 ? undefined : text;
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
