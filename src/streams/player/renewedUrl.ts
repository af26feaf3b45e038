/**
 * A token that plays something is part of its address, and ends. Playlists that were loaded with it name pieces below the
 * same address, so what a player asks for is moved to where the newest token is: it never notices the change.
 */
export class RenewedUrl {
  readonly #newest: () => string;
  readonly #earlier = new Set<string>();

  constructor(newest: () => string) {
    this.#newest = newest;
  }

  /** Where something that was named below an earlier address is by now. */
  of(url: string): string {
    const base = baseOf(this.#newest());
    if (base === null) return url;
    this.#earlier.add(base);
    for (const old of this.#earlier)
      if (old !== base && url.startsWith(old)) return base + url.slice(old.length);
    return url;
  }
}

/** What playlists and pieces of one token have in common. */
function baseOf(url: string): string | null {
  const at = url.indexOf("/manifest/");
  return at < 0 ? null : url.slice(0, at + 1);
}
