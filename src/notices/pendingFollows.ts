/**
 * Follows and unfollows that are on their way: shown at once, and given up when the account's list says the same, or
 * when the server has refused.
 */
export class PendingFollows {
  private changes: ReadonlyMap<string, boolean> = new Map();
  private readonly listeners = new Set<() => void>();

  readonly all = (): ReadonlyMap<string, boolean> => this.changes;

  set(username: string, follows: boolean | null): void {
    if ((this.changes.get(username) ?? null) === follows) return;
    const next = new Map(this.changes);
    if (follows === null) next.delete(username);
    else next.set(username, follows);
    this.changes = next;
    for (const changed of this.listeners) changed();
  }

  /** The list came anew: what it says already is under way no longer. */
  settle(followed: readonly string[]): void {
    for (const [username, follows] of this.changes)
      if (followed.includes(username) === follows) this.set(username, null);
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };
}
