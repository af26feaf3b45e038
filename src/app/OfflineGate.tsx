import { useConvexConnectionState } from "convex/react";
import type { ReactNode } from "react";
import { useConnection } from "../lib/useConnection";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

/** The pages, but for a client that was opened without a connection: it has nothing live to show, and says so. */
export function OfflineGate({ children }: { children: ReactNode }) {
  const { hasEverConnected } = useConvexConnectionState();
  const isOffline = useConnection() === "offline";
  return isOffline && !hasEverConnected ? <OfflinePage /> : children;
}

function OfflinePage() {
  useDocumentTitle("Offline");
  return (
    <main id="content">
      <Notice
        heading="h1"
        className="pt-[18dvh]"
        picture={<EmptyShell className="w-44" />}
        title="You are offline"
      >
        Everything here is live, so there is nothing to show without a connection. This page goes on by itself
        as soon as you are back. Drafts are kept.
      </Notice>
    </main>
  );
}
