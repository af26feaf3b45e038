/** Seconds behind the live position that still count as live: the player's own target plus one long segment. */
export const EDGE_TOLERANCE_S = 4;

/** Further behind than this after a stall, playback jumps to the live position by itself. */
const TOO_FAR_BEHIND_S = 30;

/** Whether what is on screen is what is happening. Unknown positions count as live: nothing better can be offered. */
export function isAtLiveEdge(currentTime: number, livePosition: number | null): boolean {
  return livePosition === null || livePosition - currentTime <= EDGE_TOLERANCE_S;
}

/** Whether a player that was away should rather jump to now than replay what it missed. */
export function isTooFarBehind(currentTime: number, livePosition: number | null): boolean {
  return livePosition !== null && livePosition - currentTime > TOO_FAR_BEHIND_S;
}
