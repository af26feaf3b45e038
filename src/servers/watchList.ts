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

  /** Puts these first, in this order; the others follow as they were. */
  order(serverIds: readonly string[]): void {
    this.notice();
    const next = inOrder(this.ids, serverIds);
    this.memory.write(KEY, JSON.stringify(next));
    this.take(next);
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

/** A list with some of its ids first, in their order; an id that is not in the list stays out of it. */
export function inOrder(ids: readonly string[], first: readonly string[]): string[] {
  const known = new Set(ids);
  return [...new Set([...first.filter((id) => known.has(id)), ...ids])];
}

/** A list in which one id has moved to another place; as it was when the place is none, or the one it had. */
export function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  const from = ids.indexOf(id);
  if (from < 0 || to < 0 || to >= ids.length || to === from) return ids;
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** Where a dragged server would come to stand: before or after the one that the pointer is over. */
export interface Drop {
  over: string;
  after: boolean;
}

/** The place in the list without the dragged one. */
export function placeOf(serverIds: readonly string[], dragged: string, { over, after }: Drop): number {
  const rest = serverIds.filter((id) => id !== dragged);
  const at = rest.indexOf(over);
  return at < 0 ? serverIds.indexOf(dragged) : at + (after ? 1 : 0);
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
