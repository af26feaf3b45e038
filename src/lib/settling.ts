import { type Later, later as onTheClock } from "./later";

/**
 * Passes on the newest of many values once no other has come for `restMs`, and `longestMs` after the first one even if
 * they never stop coming. No value is passed on twice.
 */
export class Settling<T> {
  private newest: { value: T } | null = null;
  private callOffRest: () => void = ignore;
  private callOffLongest: () => void = ignore;

  constructor(
    private readonly pass: (value: T) => void,
    private readonly restMs: number,
    private readonly longestMs: number,
    private readonly later: Later = onTheClock,
  ) {}

  readonly take = (value: T): void => {
    if (this.newest === null) this.callOffLongest = this.later(this.flush, this.longestMs);
    this.newest = { value };
    this.callOffRest();
    this.callOffRest = this.later(this.flush, this.restMs);
  };

  /** Passes on at once what waits. */
  readonly flush = (): void => {
    const waiting = this.newest;
    this.drop();
    if (waiting) this.pass(waiting.value);
  };

  /** Forgets what waits. */
  readonly drop = (): void => {
    this.newest = null;
    this.callOffRest();
    this.callOffLongest();
  };
}

const ignore = () => undefined;
