import { useSyncExternalStore } from "react";
import { deviceMemory } from "../lib/storage";
import { WATCH_LIMIT, WatchList } from "./watchList";

export const deviceWatches = new WatchList(deviceMemory);

addEventListener("storage", () => deviceWatches.notice());

export interface Watched {
  serverIds: readonly string[];
  isFull: boolean;
  watch: (serverId: string) => void;
  unwatch: (serverId: string) => void;
}

/** The servers somebody watches, in the order of the strip. */
export function useWatched(): Watched {
  const serverIds = useSyncExternalStore(deviceWatches.subscribe, deviceWatches.all);
  return { serverIds, isFull: serverIds.length >= WATCH_LIMIT, watch, unwatch };
}

const watch = (serverId: string) => void deviceWatches.add(serverId);
const unwatch = (serverId: string) => deviceWatches.remove(serverId);
