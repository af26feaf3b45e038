/**
 * Keeps an agent from flooding its own chat: a few answers at once, then one every few seconds.
 * Being polite here is cheaper than being refused by the server's own limit.
 */
export class SpeakingLimit {
  private tokens: number;
  private countedAt: number;

  constructor(
    private readonly burst: number,
    private readonly msPerToken: number,
    private readonly now: () => number = Date.now,
  ) {
    this.tokens = burst;
    this.countedAt = now();
  }

  /** True when the agent may speak now; that turn is then used up. */
  take(): boolean {
    const now = this.now();
    this.tokens = Math.min(this.burst, this.tokens + (now - this.countedAt) / this.msPerToken);
    this.countedAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
