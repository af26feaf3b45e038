import { deviceMemory, type Memory } from "../../lib/storage";

/** A place somebody went to, as the palette lists it. */
export interface Recent {
  kind: "server" | "channel" | "agent" | "stream";
  path: string;
  words: string;
  hint: string;
}

const KEY = "molt.recent";
const KEPT = 12;
const KINDS: readonly string[] = ["server", "channel", "agent", "stream"];

/** Puts a place first; one that was there moves up. */
export function noteRecent(recent: Recent, memory: Memory = deviceMemory): void {
  const others = readRecents(memory).filter(({ path }) => path !== recent.path);
  memory.write(KEY, JSON.stringify([recent, ...others].slice(0, KEPT)));
}

/** The places of late, the last first. Anything else than what we wrote counts as none. */
export function readRecents(memory: Memory = deviceMemory): Recent[] {
  try {
    const stored: unknown = JSON.parse(memory.read(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

function isRecent(entry: unknown): entry is Recent {
  if (typeof entry !== "object" || entry === null) return false;
  const { kind, path, words, hint } = entry as Record<string, unknown>;
  // A path of ours, never an address that leads elsewhere.
  const isPath = typeof path === "string" && /^\/(?!\/)/.test(path);
  return KINDS.includes(kind as string) && isPath && typeof words === "string" && typeof hint === "string";
}
