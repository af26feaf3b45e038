/** Between two looks at a picture that plays there is less; more is a leap. */
const LEAP_S = 2.5;

/** How long a video was watched, from where its picture stands a few times a second. Leaps and pauses count for nothing. */
export class WatchClock {
  #stoodAt: number | null = null;
  #unsaidS = 0;

  /** The picture stands at this second now. Answers how much was watched that nobody has been told of. */
  at(second: number): number {
    const step = this.#stoodAt === null ? 0 : second - this.#stoodAt;
    if (step > 0 && step < LEAP_S) this.#unsaidS += step;
    this.#stoodAt = second;
    return this.#unsaidS;
  }

  /** What nobody has been told of; from here on they have. */
  take(): number {
    const said = this.#unsaidS;
    this.#unsaidS = 0;
    return said;
  }
}
