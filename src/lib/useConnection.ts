import { useConvexConnectionState } from "convex/react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type ConnectionNotice, connectionNotice, QUIET_GAP_MS, RESTORED_NOTICE_MS } from "./connection";

/** What to tell about the connection to the backend right now. */
export function useConnection(): ConnectionNotice {
  const { isWebSocketConnected, hasEverConnected } = useConvexConnectionState();
  const deviceOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  const [now, setNow] = useState(() => Date.now());
  const [downSince, setDownSince] = useState<number | null>(() => Date.now());
  const [restoredAt, setRestoredAt] = useState<number | null>(null);
  const lostAt = useRef(downSince);

  useEffect(() => {
    const at = Date.now();
    if (isWebSocketConnected) {
      const announced = lostAt.current !== null && at - lostAt.current >= QUIET_GAP_MS;
      lostAt.current = null;
      setRestoredAt(announced ? at : null);
    } else {
      lostAt.current ??= at;
    }
    setDownSince(lostAt.current);
    setNow(at);
    const timer = setTimeout(
      () => setNow(Date.now()),
      (isWebSocketConnected ? RESTORED_NOTICE_MS : QUIET_GAP_MS) + 20,
    );
    return () => clearTimeout(timer);
  }, [isWebSocketConnected]);

  return connectionNotice({ now, downSince, restoredAt, everConnected: hasEverConnected, deviceOnline });
}

function subscribeToNetwork(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}
