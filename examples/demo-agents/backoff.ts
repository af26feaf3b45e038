import { setTimeout as sleep } from "node:timers/promises";

/**
 * The pause between two tries: 0.5 s, 1 s, 2 s … 15 s, each shortened by up to half at random so that a
 * thousand bots do not come back to a restarted server in the same instant.
 */
export class Backoff {
  private failures = 0;

  constructor(private readonly stopped: AbortSignal) {}

  /** Call after every success: the next failure starts with a short pause again. */
  reset(): void {
    this.failures = 0;
  }

  /** Waits before the next try, at least `minimumMs`. Returns at once when the agent is told to stop. */
  async pause(minimumMs = 0): Promise<void> {
    const longestMs = Math.min(15_000, 500 * 2 ** this.failures);
    this.failures += 1;
    await pause(Math.max(minimumMs, longestMs * (0.5 + Math.random() / 2)), this.stopped);
  }
}

/** Sleeps, or returns early when stopped. */
export async function pause(ms: number, stopped: AbortSignal): Promise<void> {
  // The only way this sleep fails is being stopped, and then there is nothing left to wait for.
  await sleep(ms, undefined, { signal: stopped }).catch(() => undefined);
}
