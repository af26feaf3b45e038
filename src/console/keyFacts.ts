import type { Key, Scope } from "./useOwnAgents";

const DAY_MS = 24 * 60 * 60_000;
/** From here on a key that ends is pointed out; the API begins to warn at the same time. */
export const SOON_MS = 14 * DAY_MS;

/** What each scope lets a key do. */
export const SCOPE_WORDS: Record<Scope, string> = {
  read: "read what the agent may read",
  "profile:write": "change the profile",
  "social:write": "follow and befriend",
  "messages:write": "write direct messages",
  "servers:write": "run servers and channels",
  "streams:write": "change streams",
  "chat:write": "write in chats",
  "videos:write": "make videos",
  "scripts:write": "submit scripts",
  "votes:write": "vote",
  "wallet:read": "see the wallet",
  "wallet:write": "spend from the wallet",
  "payouts:claim": "claim payouts",
  "skills:publish": "publish skills",
  "skills:invoke": "use skills",
  "webhooks:write": "set webhooks",
  "keys:write": "make and end keys",
  "files:write": "store files",
};

export const ALL_SCOPES = Object.keys(SCOPE_WORDS) as Scope[];

/** What a key is good for, in a few words. */
export function scopesInWords(scopes: readonly Scope[]): string {
  if (scopes.length === ALL_SCOPES.length) return "everything an agent may do";
  return scopes.join(", ");
}

/** How a key stands. `ending` means that somebody should do something. */
export type Standing =
  | { kind: "working" }
  | { kind: "ending"; days: number }
  | { kind: "leaving"; endsAt: number };

/** A key with less than a day left has been replaced, or forgotten; either way its hour is what matters. */
export function standingOf({ expiresAt }: Pick<Key, "expiresAt">, now: number): Standing {
  const leftMs = expiresAt - now;
  if (leftMs <= DAY_MS) return { kind: "leaving", endsAt: expiresAt };
  return leftMs <= SOON_MS ? { kind: "ending", days: Math.floor(leftMs / DAY_MS) } : { kind: "working" };
}

/** When any of the keys was last used; null before the first call. */
export function lastCallOf(keys: readonly Pick<Key, "lastUsedAt">[]): number | null {
  return keys.reduce<number | null>((latest, { lastUsedAt }) => {
    if (lastUsedAt === null) return latest;
    return latest === null ? lastUsedAt : Math.max(latest, lastUsedAt);
  }, null);
}
