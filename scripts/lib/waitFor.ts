import { setTimeout as sleep } from "node:timers/promises";

/** What we waited for did not happen in time. */
export class WaitError extends Error {}

export interface WaitOptions {
  timeoutMs?: number;
  everyMs?: number;
  signal?: AbortSignal;
}

/**
 * Asks again and again until the answer is neither null, undefined nor false, and returns it.
 * A question that throws is asked again; its last error is part of the WaitError.
 */
export async function waitFor<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false> | Answer | null | undefined | false,
  { timeoutMs = 30_000, everyMs = 100, signal }: WaitOptions = {},
): Promise<Answer> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(everyMs, undefined, signal === undefined ? {} : { signal });
  }
  const cause =
    lastError === undefined ? "" : ` (${lastError instanceof Error ? lastError.message : lastError})`;
  throw new WaitError(`${what} was not there within ${timeoutMs / 1000} s${cause}`);
}
