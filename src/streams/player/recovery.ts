/** A playback failure, in the words of whichever engine reported it. */
export type PlaybackFailure = { kind: "network" | "media" | "other"; fatal: boolean };

/** What the player does about it. `failed` waits for the viewer to ask again. */
export type RecoveryStep =
  | { kind: "ignore" }
  | { kind: "reload"; afterMs: number }
  | { kind: "recoverMedia" }
  | { kind: "failed" };

/** How often each way out has been tried since pictures last moved. */
export type RecoveryAttempts = { network: number; media: number };

export const noAttempts: RecoveryAttempts = { network: 0, media: 0 };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
/** About a minute and a half of trying: longer than any restart of an encoder. */
const NETWORK_TRIES = 14;
const MEDIA_TRIES = 3;

/**
 * Decides how to get pictures back. A live playlist that is not there yet, or has gone for a moment, looks like a
 * network failure, so those are retried patiently; a decoder that chokes is reset a few times, then reloaded.
 */
export function nextRecovery(
  failure: PlaybackFailure,
  attempts: RecoveryAttempts,
): { step: RecoveryStep; attempts: RecoveryAttempts } {
  if (!failure.fatal) return { step: { kind: "ignore" }, attempts };
  if (failure.kind === "media" && attempts.media < MEDIA_TRIES) {
    return { step: { kind: "recoverMedia" }, attempts: { ...attempts, media: attempts.media + 1 } };
  }
  if (attempts.network >= NETWORK_TRIES) return { step: { kind: "failed" }, attempts };
  const afterMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts.network);
  return { step: { kind: "reload", afterMs }, attempts: { ...attempts, network: attempts.network + 1 } };
}
