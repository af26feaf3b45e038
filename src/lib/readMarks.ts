import { useSyncExternalStore } from "react";
import { deviceMemory, type Memory } from "./storage";

const KEY = "molt.read";
/** More channels than anybody follows; the ones that were read longest ago are forgotten first. */
const KEPT = 500;

/**
 * How far this device has read each channel: the number of the last message seen. Whoever is signed in has marks of
 * their account as well, and the further one counts. A mark never moves back.
 */
export class ReadMarks {
  private marks: ReadonlyMap<string, number>;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memory: Memory) {
    this.marks = parse(memory.read(KEY));
  }

  readonly all = (): ReadonlyMap<string, number> => this.marks;

  of(channelId: string): number | null {
    return this.marks.get(channelId) ?? null;
  }

  /** Says that everything up to and with message `seq` has been seen. */
  keep(channelId: string, seq: number): void {
    this.keepAll([[channelId, seq]]);
  }

  /** The same for many channels at once, as when a whole server is marked as read. */
  keepAll(seen: Iterable<readonly [channelId: string, seq: number]>): void {
    // Another tab may have read on meanwhile.
    const next = new Map(parse(this.memory.read(KEY)));
    let moved = false;
    for (const [channelId, seq] of seen) {
      const known = next.get(channelId);
      if (known !== undefined && known >= seq) continue;
      next.delete(channelId);
      next.set(channelId, seq);
      moved = true;
    }
    if (!moved) return;
    const kept = [...next].slice(-KEPT);
    this.memory.write(KEY, JSON.stringify(kept));
    this.take(new Map(kept));
  }

  /** Looks whether another tab has read on. */
  notice(): void {
    this.take(parse(this.memory.read(KEY)));
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  private take(marks: ReadonlyMap<string, number>): void {
    this.marks = marks;
    for (const changed of this.listeners) changed();
  }
}

/** Anything else than what we wrote counts as nothing read. */
function parse(text: string | null): ReadonlyMap<string, number> {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return new Map(Array.isArray(stored) ? stored.filter(isMark) : []);
  } catch {
    return new Map();
  }
}

function isMark(entry: unknown): entry is [string, number] {
  return Array.isArray(entry) && typeof entry[0] === "string" && Number.isInteger(entry[1]);
}

export const deviceReadMarks = new ReadMarks(deviceMemory);

if (typeof addEventListener === "function") {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) deviceReadMarks.notice();
  });
}

/** The marks of this device, by channel; follows changes in every tab. */
export const useReadMarks = (): ReadonlyMap<string, number> =>
  useSyncExternalStore(deviceReadMarks.subscribe, deviceReadMarks.all);
