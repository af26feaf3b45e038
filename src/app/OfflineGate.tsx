import { useConvexConnectionState } from "convex/react";
import { type ReactNode, useEffect, useState } from "react";
import { useConnection } from "../lib/useConnection";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

/** A slow line may need this long for the first answer; after that the shapes of what is to come are a false promise. */
const PATIENCE_MS = 8000;

/** The pages, but for a client that was opened without a connection: it has nothing live to show, and says so. */
export function OfflineGate({ children }: { children: ReactNode }) {
  const { hasEverConnected } = useConvexConnectionState();
  const notice = useConnection();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (hasEverConnected || notice === "none" || notice === "restored") return children;
  if (notice === "offline") return <CutOff title="You are offline" />;
  return isLate ? <CutOff title="molt can’t be reached" /> : children;
}

function CutOff({ title }: { title: string }) {
  useDocumentTitle(title);
  return (
    <main id="content" data-cut-off>
      <Notice heading="h1" className="pt-[18dvh]" picture={<EmptyShell className="w-44" />} title={title}>
        Everything here is live, so there is nothing to show without a connection. This page goes on by itself
        as soon as there is one. Drafts are kept.
      </Notice>
    </main>
  );
}
