/** Requests that wait until what they ask for is there. */
export class Waiters {
  readonly #checks = new Set<() => void>();

  /** Resolves once `isThere` says so, which is asked at each `wake`, or when patience is at its end. */
  async wait(isThere: () => boolean, patienceMs: number): Promise<void> {
    if (isThere()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve();
      };
      const timer = setTimeout(done, patienceMs);
      const check = () => {
        if (isThere()) done();
      };
      this.#checks.add(check);
    });
  }

  wake(): void {
    for (const check of [...this.#checks]) check();
  }
}
