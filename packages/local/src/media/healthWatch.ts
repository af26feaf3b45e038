import type { Cause } from "./ingestHealth.ts";

export type Degraded = { cause: Cause; since: string };

/**
 * Looks at a push now and then, and tells when it becomes less than it should be, why, and when it is well again. What one look
 * finds has to be found by the next one as well, so that a hiccup is not news.
 */
export class HealthWatch {
  readonly #tell: (cause: Cause | null, at: Date) => void;
  #timer: NodeJS.Timeout | undefined;
  #suspected: Cause | null = null;
  #degraded: Degraded | null = null;

  constructor(tell: (cause: Cause | null, at: Date) => void) {
    this.#tell = tell;
  }

  get degraded(): Degraded | null {
    return this.#degraded;
  }

  start(look: () => Cause | null, everyMs: number): void {
    this.stop();
    this.#timer = setInterval(() => this.#note(look()), everyMs);
  }

  /** A push that is over is neither well nor ill. */
  stop(): void {
    clearInterval(this.#timer);
    this.#suspected = null;
    this.#degraded = null;
  }

  #note(cause: Cause | null): void {
    const isNews = cause !== (this.#degraded?.cause ?? null);
    if (!isNews || cause !== this.#suspected) {
      this.#suspected = cause;
      return;
    }
    const at = new Date();
    this.#degraded = cause && { cause, since: at.toISOString() };
    this.#tell(cause, at);
  }
}
