import { useSyncExternalStore } from "react";

/** How often a page that is left open looks for a new version. Coming back to it looks, too. */
const LOOK_EVERY_MS = 30 * 60_000;

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/**
 * Hands the client over to its service worker (src/worker/sw.js). Once per page; where there is none, as on plain HTTP
 * in a home network, the client works without.
 */
export async function startServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  reloadWhenAChunkIsGone();
  const registration = await navigator.serviceWorker.register("/sw.js");
  // This page came from the network just now, so it is as new as the worker that waits.
  registration.waiting?.postMessage("take over");
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh?.addEventListener("statechange", () => {
      // Without a worker before it, it is the first one and there is nothing newer than this page.
      if (fresh.state === "installed" && navigator.serviceWorker.controller) announce(fresh);
    });
  });
  const look = () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

function announce(worker: ServiceWorker): void {
  waiting = worker;
  for (const changed of listeners) changed();
}

/** Whether a newer version is there, and how to change over to it. */
export function useNewVersion(): { isThere: boolean; takeOver: () => void } {
  const worker = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => waiting,
  );
  return {
    isThere: worker !== null,
    takeOver() {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker?.postMessage("take over");
    },
  };
}

const RELOADED_AT = "molt.reloadedAt";
const ONCE_IN_MS = 60_000;

/** An old page asks for a file that a new version has replaced: the new page has it. Never twice in a row. */
function reloadWhenAChunkIsGone(): void {
  addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (!navigator.onLine || Date.now() - last < ONCE_IN_MS) return;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    location.reload();
  });
}
