/** What waits for its turn, in the name of somebody. */
type Waiting<T> = { owner: string; item: T };

/**
 * A line in which whoever has much to do does not hold up the others: the next one belongs to who has the least under way
 * and was served the longest ago. Within one owner, first come, first served.
 */
export class FairLine<T> {
  readonly #waiting: Waiting<T>[] = [];
  readonly #underWay = new Map<string, number>();
  readonly #servedAt = new Map<string, number>();
  #turn = 0;

  get length(): number {
    return this.#waiting.length;
  }

  add(owner: string, item: T): void {
    this.#waiting.push({ owner, item });
  }

  remove(item: T): void {
    const at = this.#waiting.findIndex((one) => one.item === item);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  /** Whose turn it is; `done` has to be called when that is over. Null when nobody waits. */
  next(): { item: T; done(): void } | null {
    const [first, ...others] = this.#waiting;
    if (!first) return null;
    const next = others.reduce((best, one) => (this.#isBefore(one.owner, best.owner) ? one : best), first);
    const { owner, item } = next;
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    this.#servedAt.set(owner, ++this.#turn);
    this.#underWay.set(owner, this.#countOf(owner) + 1);
    return { item, done: () => this.#leave(owner) };
  }

  #leave(owner: string): void {
    const left = this.#countOf(owner) - 1;
    if (left > 0) this.#underWay.set(owner, left);
    else this.#underWay.delete(owner);
    // Who neither waits nor works is forgotten.
    if (left === 0 && !this.#waiting.some((one) => one.owner === owner)) this.#servedAt.delete(owner);
  }

  #countOf(owner: string): number {
    return this.#underWay.get(owner) ?? 0;
  }

  #isBefore(one: string, other: string): boolean {
    const fewer = this.#countOf(one) - this.#countOf(other);
    return fewer < 0 || (fewer === 0 && (this.#servedAt.get(one) ?? 0) < (this.#servedAt.get(other) ?? 0));
  }
}
