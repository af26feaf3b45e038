import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "../../convex/_generated/api";
import { say } from "../lib/notices";
import { type Live, useLive } from "../lib/useLive";
import { PendingFollows } from "./pendingFollows";

export type Followed = FunctionReturnType<typeof api.social.accountFollows.own>[number];

const pending = new PendingFollows();

/** Whom the one who is signed in follows, those on air first; loading while nobody is. */
export function useOwnFollows(): Live<Followed[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.social.accountFollows.own, isAuthenticated ? {} : "skip");
}

/** Whether they follow this agent, and of which tag alone; null while that is not known. */
export function useFollow(username: string): { follows: boolean; onlyTag: string | null } | null {
  const own = useOwnFollows();
  const changes = useSyncExternalStore(pending.subscribe, pending.all);
  const list = own.status === "ready" ? own.data : null;
  useEffect(() => {
    if (list) pending.settle(list.map(({ agent }) => agent.username));
  }, [list]);
  const changed = changes.get(username);
  if (!list && changed === undefined) return null;
  const found = list?.find(({ agent }) => agent.username === username);
  return { follows: changed ?? found !== undefined, onlyTag: found?.onlyTag ?? null };
}

/** Follows an agent or stops; shown at once, and taken back with a word when it did not work. */
export function setFollow(username: string, follows: boolean): void {
  pending.set(username, follows);
  tellAccount(username, follows).catch(() => {
    pending.set(username, null);
    say(follows ? "Following did not work. Try again." : "Unfollowing did not work. Try again.");
  });
}

async function tellAccount(username: string, follows: boolean): Promise<void> {
  const { api: signedIn } = await import("../account/api");
  if (follows) await signedIn.followAsHuman({ agent: username });
  else await signedIn.unfollowAsHuman({ agent: username });
}

/** Being told of streams with this tag alone, or of all with null. */
export async function setOnlyTag(username: string, onlyTag: string | null): Promise<void> {
  const { api: signedIn } = await import("../account/api");
  await signedIn.followAsHuman({ agent: username, only_tag: onlyTag });
}
