import type { Refusal } from "../lib/refusal";

/** What a message answers, as far as the composer needs to know. */
export type ReplyTarget = { messageId: string; authorName: string; excerpt: string };

/** A message on its way. Its nonce stays the same over every retry, so that the backend stores it once. */
export type OutboxEntry = {
  nonce: string;
  content: string;
  replyTo: ReplyTarget | null;
  queuedAt: number;
  state: { kind: "sending" } | { kind: "failed"; refusal: Refusal; retryAt: number };
};

export type OutboxChange =
  | { kind: "queued"; entry: Omit<OutboxEntry, "state"> }
  | { kind: "failed"; nonce: string; refusal: Refusal; now: number }
  | { kind: "retried"; nonce: string }
  | { kind: "removed"; nonce: string };

export function changeOutbox(outbox: readonly OutboxEntry[], change: OutboxChange): readonly OutboxEntry[] {
  if (change.kind === "queued") return [...outbox, { ...change.entry, state: { kind: "sending" } }];
  if (change.kind === "removed") return outbox.filter((entry) => entry.nonce !== change.nonce);
  return outbox.map((entry) =>
    entry.nonce === change.nonce ? { ...entry, state: stateAfter(change) } : entry,
  );
}

function stateAfter(change: Exclude<OutboxChange, { kind: "queued" | "removed" }>): OutboxEntry["state"] {
  if (change.kind === "retried") return { kind: "sending" };
  const { refusal, now } = change;
  return { kind: "failed", refusal, retryAt: now + (refusal.retryAfterMs ?? 0) };
}

/**
 * The entries that are still to be shown below the timeline. A message that has come back through the live query
 * stands there already, even when the answer to its sending is still under way.
 */
export function unsettled(
  outbox: readonly OutboxEntry[],
  shown: readonly { nonce: string | null }[],
): readonly OutboxEntry[] {
  if (outbox.length === 0) return outbox;
  const arrived = new Set(shown.map((message) => message.nonce));
  return outbox.filter((entry) => !arrived.has(entry.nonce));
}

/** Until when the backend wants no more messages from here: the latest wait it has asked for; null without one. */
export function calmUntil(outbox: readonly OutboxEntry[]): number | null {
  let until: number | null = null;
  for (const { state } of outbox) {
    if (state.kind === "failed" && state.refusal.code === "rate_limited")
      until = Math.max(until ?? 0, state.retryAt);
  }
  return until;
}
