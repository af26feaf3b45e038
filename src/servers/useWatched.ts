import { useConvexAuth } from "convex/react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { api } from "../../convex/_generated/api";
import { session, useSession } from "../account/deviceSession";
import { say } from "../lib/notices";
import { deviceMemory } from "../lib/storage";
import { useLive } from "../lib/useLive";
import { expectedWatches, PendingWatches } from "./accountWatches";
import { WATCH_LIMIT, WatchList } from "./watchList";

const deviceWatches = new WatchList(deviceMemory);
const pending = new PendingWatches();

addEventListener("storage", () => deviceWatches.notice());

export interface Watched {
  serverIds: readonly string[];
  isFull: boolean;
}

/** The servers somebody watches, in the order of the strip: the account's, or the device's while nobody is signed in. */
export function useWatched(): Watched {
  const isIn = useSession().kind === "in";
  const device = useSyncExternalStore(deviceWatches.subscribe, deviceWatches.all);
  const changes = useSyncExternalStore(pending.subscribe, pending.all);
  const order = useSyncExternalStore(pending.subscribe, pending.order);
  const own = useOwnWatches();
  const serverIds = useMemo(
    () => (isIn ? expectedWatches(own ?? [], device, changes, order) : device),
    [isIn, own, device, changes, order],
  );
  return { serverIds, isFull: serverIds.length >= WATCH_LIMIT };
}

export function setWatched(serverId: string, isWatched: boolean): void {
  if (session.getState().kind === "out") {
    if (isWatched) deviceWatches.add(serverId);
    else deviceWatches.remove(serverId);
    return;
  }
  deviceWatches.remove(serverId);
  pending.set(serverId, isWatched ? "add" : "remove");
  tellAccount(serverId, isWatched).catch(() => {
    pending.set(serverId, null);
    say(
      isWatched ? "The server could not be added. Try again." : "The server could not be removed. Try again.",
    );
  });
}

/** Puts the servers of the strip in this order, on the device or in the account. */
export function orderWatched(serverIds: readonly string[]): void {
  if (session.getState().kind === "out") return deviceWatches.order(serverIds);
  pending.setOrder(serverIds);
  import("../account/api")
    .then(({ api: signedIn }) => signedIn.orderWatches({ server_ids: [...serverIds] }))
    .catch(() => {
      pending.setOrder(null);
      say("The order could not be kept. Try again.");
    });
}

async function tellAccount(serverId: string, isWatched: boolean): Promise<void> {
  const { api: signedIn } = await import("../account/api");
  if (isWatched) await signedIn.watchServer({ server: serverId });
  else await signedIn.unwatchServer({ server: serverId });
}

/** Once per page: moves what the device watched into the account of whoever signs in, and drops what has arrived. */
export function useWatchSync(): void {
  const device = useSyncExternalStore(deviceWatches.subscribe, deviceWatches.all);
  const { isAuthenticated } = useConvexAuth();
  const own = useOwnWatches();
  useEffect(() => {
    if (own) pending.settle(own);
  }, [own]);
  const brings = isAuthenticated && device.length > 0 ? device : null;
  useEffect(() => {
    if (brings === null) return;
    import("../account/api")
      .then(({ api: signedIn }) => signedIn.mergeWatches({ server_ids: [...brings] }))
      .then(() => deviceWatches.remove(...brings))
      // They stay on the device, and come along with the next visit.
      .catch(() => undefined);
  }, [brings]);
}

function useOwnWatches(): readonly string[] | null {
  const { isAuthenticated } = useConvexAuth();
  const own = useLive(api.servers.watches.own, isAuthenticated ? {} : "skip");
  return own.status === "ready" ? own.data.serverIds : null;
}
