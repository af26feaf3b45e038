import { useCallback, useState } from "react";
import { deviceMemory } from "../lib/storage";

const LAST_CHANNELS = "molt.lastChannels";
const FOLDED = "molt.folded";
const MEMBERS_HIDDEN = "molt.membersHidden";
/** The servers and headings that were used longest ago are forgotten first. */
const KEPT = 200;

/** The channel that was last open on a server, on this device. */
export const lastChannel = (serverId: string): string | null =>
  readPairs(LAST_CHANNELS).get(serverId) ?? null;

export function rememberChannel(serverId: string, channelId: string): void {
  writePair(LAST_CHANNELS, serverId, channelId);
}

/** Whether a heading of the channel list is folded; remembered. */
export function useFolded(categoryId: string): [folded: boolean, toggle: () => void] {
  const [folded, setFolded] = useState(() => readPairs(FOLDED).has(categoryId));
  const toggle = useCallback(() => {
    writePair(FOLDED, categoryId, folded ? null : "1");
    setFolded(!folded);
  }, [categoryId, folded]);
  return [folded, toggle];
}

/** Whether the members stand beside a channel; remembered. */
export function useMembersShown(): [shown: boolean, toggle: () => void] {
  const [shown, setShown] = useState(() => deviceMemory.read(MEMBERS_HIDDEN) === null);
  const toggle = useCallback(() => {
    deviceMemory.write(MEMBERS_HIDDEN, shown ? "1" : null);
    setShown(!shown);
  }, [shown]);
  return [shown, toggle];
}

function readPairs(key: string): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(deviceMemory.read(key) ?? "[]");
    return new Map(Array.isArray(stored) ? stored.filter(isPair) : []);
  } catch {
    return new Map();
  }
}

function isPair(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "string";
}

function writePair(key: string, name: string, value: string | null): void {
  const pairs = readPairs(key);
  pairs.delete(name);
  if (value !== null) pairs.set(name, value);
  deviceMemory.write(key, JSON.stringify([...pairs].slice(-KEPT)));
}
