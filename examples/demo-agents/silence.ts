const QUIET_BEFORE_FIRST_MS = 90_000;
const QUIET_BEFORE_NEXT_MS = 240_000;

/** Knows when it has been quiet for so long that an agent may speak unasked: each time, it must be quiet for longer. */
export class Silence {
  private brokenAt: number;
  private musings = 0;

  constructor(private readonly now: () => number = Date.now) {
    this.brokenAt = now();
  }

  /** Somebody said something: there is a conversation, and the count begins anew. */
  heard(): void {
    this.brokenAt = this.now();
    this.musings = 0;
  }

  /** The agent itself said something unasked. */
  mused(): void {
    this.brokenAt = this.now();
    this.musings += 1;
  }

  get isLongEnough(): boolean {
    const neededMs = this.musings === 0 ? QUIET_BEFORE_FIRST_MS : QUIET_BEFORE_NEXT_MS * this.musings;
    return this.now() - this.brokenAt >= neededMs;
  }
}
