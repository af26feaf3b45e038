import { expect, test } from "vitest";
import { Keymap, keysIn, REMAPPABLE } from "./keymap";
import type { KeyPress } from "./shortcuts";

function aMemory(stored: string | null = null) {
  let held = stored;
  return {
    read: () => held,
    write: (_key: string, value: string | null) => {
      held = value;
    },
    held: () => held,
  };
}

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

test("other keys are taken, kept on the device, and given back", () => {
  const memory = aMemory();
  const keys = new Keymap(memory);
  expect(keys.choose("showPins", "Alt+p")).toBeNull();
  expect(keys.keysOf("showPins")).toEqual(["Alt+p"]);
  expect(new Keymap(memory).keysOf("showPins")).toEqual(["Alt+p"]);
  keys.reset("showPins");
  expect(keys.keysOf("showPins")).toEqual(["p"]);
  expect(memory.held()).toBeNull();
});

test("keys that another shortcut has are not taken, and those it has left are", () => {
  const keys = new Keymap(aMemory());
  expect(keys.choose("showPins", "/")).toEqual({ kind: "taken", by: "searchChannel" });
  expect(keys.choose("showPins", "mod+k")).toEqual({ kind: "taken", by: "openPalette" });
  expect(keys.choose("showPins", "m")).toEqual({ kind: "taken", by: "mute" });
  expect(keys.keysOf("showPins")).toEqual(["p"]);
  keys.choose("searchChannel", "Mod+f");
  expect(keys.choose("showPins", "/")).toBeNull();
});

test("what works while somebody writes takes no key that writes", () => {
  const keys = new Keymap(aMemory());
  expect(keys.choose("openPalette", "g")).toEqual({ kind: "writes" });
  expect(keys.choose("openPalette", "Mod+g")).toBeNull();
});

test("what was stored by nobody of us counts as nothing", () => {
  for (const stored of ["no json", "[]", '{"showPins":7}', '{"nothing":"x"}', '{"mute":"x"}']) {
    const keys = new Keymap(aMemory(stored));
    expect(
      REMAPPABLE.some((name) => keys.isChanged(name)),
      stored,
    ).toBe(false);
  }
});

test("a press is written as the list writes it", () => {
  expect(keysIn(press("P", { shiftKey: true }), false)).toBe("Shift+p");
  expect(keysIn(press("k", { ctrlKey: true }), false)).toBe("Mod+k");
  expect(keysIn(press("k", { metaKey: true }), true)).toBe("Mod+k");
  expect(keysIn(press("?", { shiftKey: true }), false)).toBe("?");
  expect(keysIn(press(" "), false)).toBe("Space");
  expect(keysIn(press("ArrowDown", { altKey: true, shiftKey: true }), false)).toBe("Alt+Shift+ArrowDown");
  expect(keysIn(press("Control", { ctrlKey: true }), false)).toBeNull();
});
