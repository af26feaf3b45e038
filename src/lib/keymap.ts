import { useSyncExternalStore } from "react";
import { isSingleKey, type KeyPress, SHORTCUTS, type Shortcut, type ShortcutName } from "./shortcuts";
import { deviceMemory, type Memory } from "./storage";

const KEY = "molt.keys";

/** Why keys cannot be taken: another shortcut has them, or they write a letter where somebody writes. */
export type Unfit = { kind: "taken"; by: ShortcutName } | { kind: "writes" };

/** The shortcuts that somebody may give other keys; the others belong to a part of the page that listens itself. */
export const REMAPPABLE = (Object.keys(SHORTCUTS) as ShortcutName[]).filter(
  (name) => !factsOf(name).ownListener,
);

function factsOf(name: ShortcutName): Shortcut {
  return SHORTCUTS[name];
}

/** The keys of every shortcut on this device: those of the list, or those that somebody has chosen instead. */
export class Keymap {
  private own: Readonly<Partial<Record<ShortcutName, string>>>;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memory: Memory) {
    this.own = parse(memory.read(KEY));
  }

  /** What does it; the first is shown. */
  keysOf(name: ShortcutName): readonly string[] {
    const own = this.own[name];
    return own === undefined ? factsOf(name).keys : [own];
  }

  isChanged = (name?: ShortcutName): boolean =>
    name === undefined ? Object.keys(this.own).length > 0 : name in this.own;

  /** Why these keys will not do for a shortcut, or null when they will. */
  unfit(name: ShortcutName, keys: string): Unfit | null {
    if (factsOf(name).whileTyping && isSingleKey(keys)) return { kind: "writes" };
    const by = (Object.keys(SHORTCUTS) as ShortcutName[]).find(
      (other) =>
        other !== name && this.keysOf(other).some((taken) => taken.toLowerCase() === keys.toLowerCase()),
    );
    return by === undefined ? null : { kind: "taken", by };
  }

  /** Gives a shortcut other keys. Answers why not, if they will not do. */
  choose(name: ShortcutName, keys: string): Unfit | null {
    const unfit = this.unfit(name, keys);
    if (unfit) return unfit;
    const { [name]: _before, ...others } = this.own;
    this.keep(factsOf(name).keys.includes(keys) ? others : { ...others, [name]: keys });
    return null;
  }

  /** Gives a shortcut, or all of them, the keys of the list back. */
  reset(name?: ShortcutName): void {
    if (name === undefined) return this.keep({});
    const { [name]: _own, ...others } = this.own;
    this.keep(others);
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  readonly state = () => this.own;

  private keep(own: typeof this.own): void {
    this.own = own;
    this.memory.write(KEY, Object.keys(own).length === 0 ? null : JSON.stringify(own));
    for (const changed of this.listeners) changed();
  }
}

/** Anything else than what we wrote counts as nothing chosen. */
function parse(text: string | null): Partial<Record<ShortcutName, string>> {
  try {
    const stored: unknown = JSON.parse(text ?? "{}");
    if (typeof stored !== "object" || stored === null) return {};
    const entries = Object.entries(stored).filter(
      ([name, keys]) => REMAPPABLE.includes(name as ShortcutName) && typeof keys === "string" && keys !== "",
    );
    return Object.fromEntries(entries) as Partial<Record<ShortcutName, string>>;
  } catch {
    return {};
  }
}

const MODIFIERS = ["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "Process", "Unidentified"];

/** The keys of a press as the list writes them, or null while only modifiers are held. */
export function keysIn(
  { key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress,
  onApple: boolean,
): string | null {
  if (MODIFIERS.includes(key)) return null;
  const isSign = key.length === 1 && !/[a-z0-9 ]/i.test(key);
  const name = key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key;
  return [
    ...((onApple ? metaKey : ctrlKey) ? ["Mod"] : []),
    ...(altKey ? ["Alt"] : []),
    // A sign is on another key with another modifier on every layout.
    ...(shiftKey && !isSign ? ["Shift"] : []),
    name,
  ].join("+");
}

export const keymap = new Keymap(deviceMemory);

/** The keys that are shown for a shortcut, as they are on this device now. */
export function useKeysOf(name: ShortcutName): string {
  useSyncExternalStore(keymap.subscribe, keymap.state);
  return keymap.keysOf(name)[0] ?? "";
}
