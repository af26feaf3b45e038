import type { Memory } from "../lib/storage";

const KEY = "molt.watched";

/** How many servers one person watches at most, on a device as in an account. */
export const WATCH_LIMIT = 200;

/**
 * The servers that a device watches while nobody is signed in, in the order of the strip. When somebody signs in they
 * move into the account, and the device's list is empty again.
 */
export class WatchList {
  private ids: readonly string[];
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memory: Memory) {
    this.ids = parse(memory.read(KEY));
  }

  readonly all = (): readonly string[] => this.ids;

  /** Puts a server at the end; one that is there stays where it is. False when the list is full. */
  add(serverId: string): boolean {
    this.notice();
    if (this.ids.includes(serverId)) return true;
    if (this.ids.length >= WATCH_LIMIT) return false;
    this.keep([...this.ids, serverId]);
    return true;
  }

  remove(...serverIds: readonly string[]): void {
    this.notice();
    this.keep(this.ids.filter((id) => !serverIds.includes(id)));
  }

  /** Looks whether another tab has changed the list. */
  notice(): void {
    const stored = parse(this.memory.read(KEY));
    if (stored.join() !== this.ids.join()) this.take(stored);
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  private keep(ids: readonly string[]): void {
    if (ids.length === this.ids.length) return;
    this.memory.write(KEY, ids.length === 0 ? null : JSON.stringify(ids));
    this.take(ids);
  }

  private take(ids: readonly string[]): void {
    this.ids = ids;
    for (const changed of this.listeners) changed();
  }
}

/** Anything else than what we wrote counts as nothing watched. */
function parse(text: string | null): readonly string[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(stored)) return [];
    return [...new Set(stored.filter((id) => typeof id === "string"))].slice(0, WATCH_LIMIT);
  } catch {
    return [];
  }
}
