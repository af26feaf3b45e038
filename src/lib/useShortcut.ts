import { useEffect, useRef } from "react";
import { keymap } from "./keymap";
import { isApple, isPressOf, isSingleKey, SHORTCUTS, type Shortcut, type ShortcutName } from "./shortcuts";
import { deviceMemory } from "./storage";

/** What happens; `false` says that it was not meant for this one, and whoever came before is asked. */
type Action = (event: KeyboardEvent) => false | unknown;

const SINGLE_KEYS_OFF = "molt.singleKeysOff";

/** The actions on the page now, by shortcut; the one that came last is asked first. */
const bound = new Map<ShortcutName, Action[]>();

/** Says what a shortcut does while this component is there. `active` false means: not now. */
export function useShortcut(name: ShortcutName, action: Action, active = true): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    if (!active) return;
    const entry: Action = (event) => latest.current(event);
    if (bound.size === 0) addEventListener("keydown", press);
    bound.set(name, [...(bound.get(name) ?? []), entry]);
    return () => {
      const rest = (bound.get(name) ?? []).filter((other) => other !== entry);
      if (rest.length > 0) bound.set(name, rest);
      else bound.delete(name);
      if (bound.size === 0) removeEventListener("keydown", press);
    };
  }, [name, active]);
}

/** Whether keys without a modifier do anything; people who dictate want them off. */
export const areSingleKeysOn = (): boolean => deviceMemory.read(SINGLE_KEYS_OFF) === null;
export const setSingleKeys = (on: boolean): void => deviceMemory.write(SINGLE_KEYS_OFF, on ? null : "1");

function press(event: KeyboardEvent): void {
  // An input method that composes a character owns every key, and an open menu has already taken its own.
  if (event.defaultPrevented || event.isComposing) return;
  const onApple = isApple();
  const inDialog = document.querySelector("dialog[open]") !== null;
  const typing = isTextField(event.target);
  for (const [name, actions] of bound) {
    const shortcut: Shortcut = SHORTCUTS[name];
    if ((typing && !shortcut.whileTyping) || (inDialog && !shortcut.inDialogs)) continue;
    const keys = keymap.keysOf(name).find((one) => isPressOf(one, event, onApple));
    if (keys === undefined || (isSingleKey(keys) && !areSingleKeysOn())) continue;
    for (const action of [...actions].reverse()) {
      if (action(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit)$/.test(target.type);
}
