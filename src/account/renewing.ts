/** At this share of what is left of its time something is asked for again: early enough to fail a few times. */
const SHARE = 0.8;
const SHORTEST_WAIT_MS = 15_000;
/** A timer that is set for longer goes off at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** When to ask again for what ends at `expiresAt`, in milliseconds from now. */
export function renewalIn(expiresAt: string, now: number): number {
  const wait = SHARE * (Date.parse(expiresAt) - now);
  return Math.min(Math.max(wait, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
}

/**
 * Asks for something that is good for a time, and again before that ends. A renewal that fails is tried again and tells
 * nothing, because what was told is still good; only the first failure is told, and ends it. Answers how to stop.
 */
export function keepRenewed<T extends { expires_at: string }>(
  ask: () => Promise<T>,
  onFresh: (fresh: T) => void,
  onFailure: (error: unknown) => void,
): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let expiresAt: string | null = null;
  const again = (at: string) => {
    timer = setTimeout(run, renewalIn(at, Date.now()));
  };
  const run = () =>
    void ask().then(
      (fresh) => {
        if (isStopped) return;
        expiresAt = fresh.expires_at;
        onFresh(fresh);
        again(expiresAt);
      },
      (error) => {
        if (isStopped) return;
        if (expiresAt === null) onFailure(error);
        else again(expiresAt);
      },
    );
  run();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
