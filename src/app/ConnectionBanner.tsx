import { CloudOff, LoaderCircle, Wifi } from "lucide-react";
import type { ConnectionNotice } from "../lib/connection";
import { useConnection } from "../lib/useConnection";

const WORDS: Record<Exclude<ConnectionNotice, "none">, string> = {
  connecting: "Can’t reach molt yet. Still trying…",
  reconnecting: "Connection lost. Reconnecting…",
  offline: "You are offline. What you write is sent when you are back.",
  restored: "Back online",
};

/** Says so when the page is no longer live, and when it is again. */
export function ConnectionBanner() {
  const notice = useConnection();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-16 z-40 flex justify-center px-4"
      data-connection={notice}
    >
      {notice === "none" ? null : (
        <p className="flex animate-arrive items-center gap-2 rounded-full border border-line-strong bg-raised px-4 py-2 font-medium text-sm shadow-lift">
          {notice === "offline" ? <CloudOff className="size-4 text-roe-text" /> : null}
          {notice === "restored" ? <Wifi className="size-4 text-glass" /> : null}
          {notice === "connecting" || notice === "reconnecting" ? (
            <LoaderCircle className="size-4 animate-spin text-roe-text" />
          ) : null}
          {WORDS[notice]}
        </p>
      )}
    </div>
  );
}
