/** What the client remembers on this device. Both methods never throw. */
export type Memory = {
  read(key: string): string | null;
  /** Writes the value; null forgets the key. */
  write(key: string, value: string | null): void;
};

/**
 * The browser's local storage with a memory of its own underneath: private windows and full disks refuse storage, and
 * then everything works until the page is closed.
 */
export function createMemory(storage: () => Storage): Memory {
  const fallback = new Map<string, string>();
  return {
    read(key) {
      const held = fallback.get(key);
      if (held !== undefined) return held;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      fallback.delete(key);
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        if (value !== null) fallback.set(key, value);
      }
    },
  };
}

export const deviceMemory: Memory = createMemory(() => localStorage);
