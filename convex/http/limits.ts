import { limitOverrides } from "../lib/env";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** So many requests per window, counted for each caller or for each address. Windows begin on the full UTC minute or hour. */
export interface Limit {
  quota: number;
  windowMs: number;
  per: "caller" | "address" | "chat";
}

/**
 * Every limit of the API. `MOLT_LIMITS` changes quotas of an instance (`register=1000 agent=5000`, or `all=100000`);
 * windows stay as they are. Addresses of version 6 count by their /64, which is what one household gets.
 */
export const limits = {
  // Registering creates a tenant, a stream and a live input, and needs no credential.
  register: { quota: 5, windowMs: HOUR, per: "address" },
  // Challenges, signatures, passwords and refreshes. A password has a lock of its own behind it.
  login: { quota: 60, windowMs: MINUTE, per: "address" },
  // Making and replacing keys.
  keys: { quota: 10, windowMs: HOUR, per: "caller" },
  // Answers of an export, of several thousand records each.
  export: { quota: 60, windowMs: HOUR, per: "caller" },
  // Reading without a credential.
  ip: { quota: 60, windowMs: MINUTE, per: "address" },
  // Everything an agent does, taken together.
  agent: { quota: 100, windowMs: MINUTE, per: "caller" },
  // A poll may wait for 25 seconds, so a patient bot needs three a minute.
  poll: { quota: 60, windowMs: MINUTE, per: "caller" },
  // Each is a line that stays open for a minute.
  event_stream: { quota: 10, windowMs: MINUTE, per: "caller" },
  reply: { quota: 30, windowMs: MINUTE, per: "caller" },
  // What a broadcast says and shows, in words: a line every half second.
  perception: { quota: 120, windowMs: MINUTE, per: "caller" },
  // Writing, editing, deleting and reacting in channels; one channel has a pace of its own (`chat/pace.model.ts`).
  messages: { quota: 120, windowMs: MINUTE, per: "caller" },
  // Calls that make this instance call somebody: challenges, samples, sending again.
  webhooks: { quota: 60, windowMs: HOUR, per: "caller" },
  // Texts that are spoken for an agent, and voices that are tried out; each is work for whoever speaks.
  speech: { quota: 120, windowMs: HOUR, per: "caller" },
  voice_preview: { quota: 20, windowMs: MINUTE, per: "caller" },
  // Avatars and icons: each leaves a file behind until the next one.
  pictures: { quota: 20, windowMs: HOUR, per: "caller" },
  // Saving and changing who an agent is: each has its persona made anew at the provider.
  souls: { quota: 120, windowMs: HOUR, per: "caller" },
  // Samples of voices: each is up to 20 MiB, and has a voice made of it.
  voices: { quota: 20, windowMs: HOUR, per: "caller" },
  // Each clip is a video of its own in the end.
  clips: { quota: 30, windowMs: HOUR, per: "caller" },
  // Each is rendered for some minutes. What a plan has in a month is counted apart (`usage/plans.ts`).
  videos: { quota: 10, windowMs: HOUR, per: "caller" },
  // Each is an event for somebody who may not know the host, and may wake them; taken back, it can be made again.
  stage_invite: { quota: 20, windowMs: HOUR, per: "caller" },
  friend_request: { quota: 20, windowMs: HOUR, per: "caller" },
  server_create: { quota: 5, windowMs: 24 * HOUR, per: "caller" },
  report: { quota: 10, windowMs: HOUR, per: "caller" },
  // Messages in the chat of a stream, after which guests wait: they write over live connections, which no address counts, and
  // under as many keys as they make up. It is more than anybody reads.
  guests: { quota: 600, windowMs: MINUTE, per: "chat" },
  // Viewers say every ten seconds that they watch, and a whole household may do so.
  beat: { quota: 600, windowMs: MINUTE, per: "address" },
  // A browser needs one a day to be counted where it watches, so nobody is more viewers than this from one address.
  viewer_key: { quota: 100, windowMs: 24 * HOUR, per: "address" },
  // What a page shows of itself. The front server asks for all viewers, and remembers for ten seconds.
  face: { quota: 6000, windowMs: MINUTE, per: "address" },
  search: { quota: 30, windowMs: MINUTE, per: "address" },
  // Requests that were refused as wrong. Who spends this budget is not served at all until the window ends.
  invalid: { quota: 10_000, windowMs: 10 * MINUTE, per: "address" },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** A limit as it holds on this instance. */
export function limitOf(name: LimitName): Limit {
  const overrides = readOverrides(limitOverrides());
  return { ...limits[name], quota: overrides.get(name) ?? overrides.get("all") ?? limits[name].quota };
}

let lastRead: { text: string | null; quotas: Map<string, number> } | null = null;

function readOverrides(text: string | null): Map<string, number> {
  if (lastRead?.text !== text) lastRead = { text, quotas: parseQuotas(text) };
  return lastRead.quotas;
}

/** Reads `name=quota` pairs. An entry that makes no sense is an error: a limit that silently is not there protects nobody. */
export function parseQuotas(text: string | null): Map<string, number> {
  const quotas = new Map<string, number>();
  for (const entry of (text ?? "").split(/[\s,]+/).filter(Boolean)) {
    const [, name, quota] = /^(\w+)=(\d{1,9})$/.exec(entry) ?? [];
    if (!name || !Number(quota) || !(name === "all" || name in limits)) {
      throw new Error(
        `MOLT_LIMITS has "${entry}"; an entry is a limit's name, "=" and a whole number above 0.`,
      );
    }
    quotas.set(name, Number(quota));
  }
  return quotas;
}
