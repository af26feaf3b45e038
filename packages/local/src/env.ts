import { join } from "node:path";
import { z } from "zod";
import { badOrigins } from "./front/origins.ts";
import { badEntries } from "./outside/addressList.ts";

/** Settings that cannot be used. The message names each one on the same line. */
export class EnvError extends Error {}

const vPort = z.coerce.number("must be a port number").int().min(0).max(65535);
const vSecret = z.string("is not set").min(1, "is empty");
const vUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" });

const vList = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));
const vNetworks = vList.refine(
  (list) => badEntries(list).length === 0,
  "must list addresses or networks such as 10.0.0.0/8",
);
const vOrigins = vList.refine(
  (list) => badOrigins(list).length === 0,
  "must list origins such as https://watch.example",
);

/** What somebody who starts an instance may set. */
const vSettings = z.object({
  MOLT_PORT: vPort.default(3000),
  MOLT_HOST: z.string().min(1).default("127.0.0.1"),
  CONVEX_PORT: vPort.default(3210),
  CONVEX_SITE_PORT: vPort.default(3211),
  RTMP_PORT: vPort.default(1935),
  MOLT_DATA: z.string().min(1).default(".molt"),
  MOLT_PUBLIC_URL: vUrl.optional(),
  MOLT_MEDIA_MAX_BYTES: z.coerce
    .number("must be a number of bytes")
    .int()
    .min(0)
    .default(20 * 2 ** 30),
  MOLT_TRUSTED_PROXIES: vNetworks.default([]),
  MOLT_ALLOWED_ORIGINS: vOrigins.default([]),
  MOLT_OUTBOUND_ALLOW: vNetworks.default([]),
  MOLT_NAME_SERVERS: vList.default([]),
  MOLT_CONNECTIONS_PER_ADDRESS: z.coerce.number("must be a number").int().min(1).default(500),
  MOLT_CLIENT_DIR: z.string().min(1).optional(),
  MOLT_MEDIA_RENDITIONS: z.coerce.number("must be a number").int().min(0).max(64).optional(),
  CLERK_JWT_ISSUER_DOMAIN: vUrl.optional(),
});

const vEnv = vSettings.extend({
  CLOUDFLARE_ACCOUNT_ID: vSecret,
  CLOUDFLARE_API_TOKEN: vSecret,
  CLOUDFLARE_WEBHOOK_SECRET: vSecret,
  CLOUDFLARE_PLAYBACK_URL: vUrl.optional(),
  RESEND_API_KEY: vSecret,
  TAVUS_API_KEY: vSecret,
  SPEECH_API_KEY: vSecret,
  EMBEDDINGS_API_KEY: vSecret,
});

export type LocalEnv = z.infer<typeof vEnv> & {
  MOLT_PUBLIC_URL: string;
  MOLT_CLIENT_DIR: string;
  CLOUDFLARE_PLAYBACK_URL: string;
};

/** Reads the settings of this process once. Throws EnvError when one of them is missing or makes no sense. */
export function readEnv(env: NodeJS.ProcessEnv): LocalEnv {
  const data = parse(vEnv, env);
  const publicUrl = data.MOLT_PUBLIC_URL ?? `http://localhost:${data.MOLT_PORT}`;
  return {
    ...data,
    MOLT_PUBLIC_URL: publicUrl,
    CLOUDFLARE_PLAYBACK_URL: data.CLOUDFLARE_PLAYBACK_URL ?? `${publicUrl.replace(/\/+$/, "")}/media`,
    MOLT_CLIENT_DIR: data.MOLT_CLIENT_DIR ?? join(data.MOLT_DATA, "build", "client"),
  };
}

/** Throws EnvError when a setting makes no sense, before there are secrets to start with. */
export function checkSettings(env: NodeJS.ProcessEnv): void {
  parse(vSettings, env);
}

function parse<T>(shape: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  const settings = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = shape.safeParse(settings);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new EnvError(`Settings cannot be used: ${complaints.join("; ")}.`);
}
