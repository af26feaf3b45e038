import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "../../convex/_generated/api";
import { api as http } from "../account/api";
import { type Live, useLive } from "../lib/useLive";

export type OwnStream = FunctionReturnType<typeof api.streams.streams.watchOwn>;
export type Ingest = FunctionReturnType<typeof api.streams.ingest.watch>;
export type Health = NonNullable<Awaited<ReturnType<typeof http.getIngest>>["health"]>;

/** All streams of an agent one owns, also those that nobody else finds, live. */
export function useOwnStreams(agentId: string): Live<OwnStream[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.streams.streams.watchAll, isAuthenticated ? { agentId } : "skip");
}

/** A stream of one's own with its settings, live. */
export function useOwnStream(slug: string): Live<OwnStream> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.streams.streams.watchOwn, isAuthenticated ? { slug } : "skip");
}

/** Where its encoder pushes to, and what is wrong with it, live. */
export function useIngest(slug: string): Live<Ingest> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.streams.ingest.watch, isAuthenticated ? { slug } : "skip");
}

const MEASURED_EVERY_MS = 3_000;

/** What the media server measures, every three seconds while the page is seen; null while nobody does. */
export function useHealth(slug: string, isConnected: boolean): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  useEffect(() => {
    setHealth(null);
    if (!isConnected) return;
    let isWanted = true;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      // A look that fails is not worth a word: the next one comes in three seconds.
      const ingest = await http.getIngest({ stream_id: slug }).catch(() => null);
      if (isWanted && ingest) setHealth(ingest.health);
    };
    void ask();
    const timer = setInterval(() => void ask(), MEASURED_EVERY_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [slug, isConnected]);
  return health;
}
