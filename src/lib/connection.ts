/** How long the connection may be away before anybody is told: shorter gaps heal by themselves, unseen. */
export const QUIET_GAP_MS = 2000;

export type ConnectionNotice = "none" | "connecting" | "reconnecting" | "offline" | "restored";

/** How long "back online" stays on screen. */
export const RESTORED_NOTICE_MS = 2500;

/**
 * What the connection banner says. `downSince` is when the connection was lost (null while it holds), `restoredAt` when
 * it came back after a loss that had been announced.
 */
export function connectionNotice(facts: {
  now: number;
  downSince: number | null;
  restoredAt: number | null;
  everConnected: boolean;
  deviceOnline: boolean;
}): ConnectionNotice {
  const { now, downSince, restoredAt, everConnected, deviceOnline } = facts;
  if (downSince === null) {
    return restoredAt !== null && now - restoredAt < RESTORED_NOTICE_MS ? "restored" : "none";
  }
  if (now - downSince < QUIET_GAP_MS) return "none";
  if (!deviceOnline) return "offline";
  return everConnected ? "reconnecting" : "connecting";
}
