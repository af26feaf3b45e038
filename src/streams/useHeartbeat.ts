import { useConvex, useMutation } from "convex/react";
import { useEffect } from "react";
import { api } from "../../convex/_generated/api";
import { readRefusal } from "../lib/refusal";
import { viewerKey } from "./deviceViewerKey";

const BEAT_EVERY_MS = 10_000;

/**
 * Counts this browser as one viewer of the stream: a beat every ten seconds while the page is visible, and a word on
 * leaving. All its pages have the same key, so two tabs are one viewer. A beat that can't be sent now is skipped rather
 * than queued, because a late beat says nothing.
 */
export function useHeartbeat(slug: string, isWatching: boolean): void {
  const convex = useConvex();
  const beat = useMutation(api.streams.viewers.beat);
  const leave = useMutation(api.streams.viewers.leave);

  useEffect(() => {
    if (!isWatching) return;
    let isGone = false;
    let underWay = false;
    let counted: string | null = null;
    const send = async () => {
      if (underWay || document.visibilityState !== "visible") return;
      if (!convex.connectionState().isWebSocketConnected) return;
      underWay = true;
      // A refused beat costs one count until the next one; there is nothing to tell the viewer.
      counted = await viewerKey.get();
      if (counted !== null && !isGone) {
        const key = counted;
        await beat({ slug, viewerKey: key }).catch((error) => {
          if (readRefusal(error).code === "validation_failed") viewerKey.forget(key);
        });
      }
      underWay = false;
    };
    const bye = () => {
      if (counted === null || !convex.connectionState().isWebSocketConnected) return;
      leave({ slug, viewerKey: counted }).catch(() => undefined);
    };
    // The connection may need a moment after the page has opened; asking once a second until then is enough.
    const opening = setInterval(() => {
      if (!convex.connectionState().isWebSocketConnected) return;
      clearInterval(opening);
      void send();
    }, 1000);
    const timer = setInterval(() => void send(), BEAT_EVERY_MS);
    const onReturn = () => void send();
    void send();
    document.addEventListener("visibilitychange", onReturn);
    addEventListener("pageshow", onReturn);
    addEventListener("pagehide", bye);
    return () => {
      isGone = true;
      clearInterval(opening);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onReturn);
      removeEventListener("pageshow", onReturn);
      removeEventListener("pagehide", bye);
      bye();
    };
  }, [convex, beat, leave, slug, isWatching]);
}
