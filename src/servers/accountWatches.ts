import { inOrder } from "./watchList";

/**
 * The changes to an account's list that are on their way: shown at once, and given up when the list says the same, or
 * when the server has refused.
 */
export class PendingWatches {
  private changes: ReadonlyMap<string, "add" | "remove"> = new Map();
  private wanted: readonly string[] | null = null;
  private readonly listeners = new Set<() => void>();

  readonly all = (): ReadonlyMap<string, "add" | "remove"> => this.changes;

  /** The order that was asked for and is on its way, or null. */
  readonly order = (): readonly string[] | null => this.wanted;

  setOrder(serverIds: readonly string[] | null): void {
    this.wanted = serverIds;
    for (const changed of this.listeners) changed();
  }

  set(serverId: string, change: "add" | "remove" | null): void {
    if ((this.changes.get(serverId) ?? null) === change) return;
    const next = new Map(this.changes);
    if (change === null) next.delete(serverId);
    else next.set(serverId, change);
    this.changes = next;
    for (const changed of this.listeners) changed();
  }

  /** The list came anew: what it says already is under way no longer. */
  settle(serverIds: readonly string[]): void {
    for (const [serverId, change] of this.changes)
      if (serverIds.includes(serverId) === (change === "add")) this.set(serverId, null);
    if (this.wanted && inOrder(serverIds, this.wanted).join() === serverIds.join()) this.setOrder(null);
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };
}

/** The list as it will be: the account's, what the device brings along, and what was clicked since. */
export function expectedWatches(
  own: readonly string[],
  device: readonly string[],
  changes: ReadonlyMap<string, "add" | "remove">,
  order: readonly string[] | null = null,
): string[] {
  const added = [...changes].flatMap(([serverId, change]) => (change === "add" ? [serverId] : []));
  const ids = [...new Set([...own, ...device, ...added])].filter((id) => changes.get(id) !== "remove");
  return order ? inOrder(ids, order) : ids;
}
