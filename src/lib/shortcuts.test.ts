import { expect, test } from "vitest";
import { capsOf, isPressOf, isSingleKey, type KeyPress, SHORTCUTS, type Shortcut } from "./shortcuts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

test("Mod is Ctrl here and Command on Apple's keyboards, and never the other one", () => {
  expect(isPressOf("Mod+K", press("k", { ctrlKey: true }), false)).toBe(true);
  expect(isPressOf("Mod+K", press("k", { metaKey: true }), true)).toBe(true);
  expect(isPressOf("Mod+K", press("k", { metaKey: true }), false)).toBe(false);
  expect(isPressOf("Mod+K", press("k", { ctrlKey: true }), true)).toBe(false);
});

test("a modifier too many or too few is another shortcut", () => {
  expect(isPressOf("Alt+ArrowDown", press("ArrowDown", { altKey: true }), false)).toBe(true);
  expect(isPressOf("Alt+ArrowDown", press("ArrowDown"), false)).toBe(false);
  expect(isPressOf("Alt+ArrowDown", press("ArrowDown", { altKey: true, shiftKey: true }), false)).toBe(false);
  expect(isPressOf("Alt+Shift+ArrowDown", press("ArrowDown", { altKey: true, shiftKey: true }), false)).toBe(
    true,
  );
  expect(isPressOf("Escape", press("Escape", { shiftKey: true }), false)).toBe(false);
});

test("a sign is found on every layout, with or without Shift", () => {
  expect(isPressOf("?", press("?", { shiftKey: true }), false)).toBe(true);
  expect(isPressOf("?", press("?"), false)).toBe(true);
  expect(isPressOf("?", press("?", { ctrlKey: true }), false)).toBe(false);
});

test("keys are printed in the words of the keyboard", () => {
  expect(capsOf("Mod+K", false)).toEqual(["Ctrl", "K"]);
  expect(capsOf("Mod+K", true)).toEqual(["⌘", "K"]);
  expect(capsOf("Alt+Shift+ArrowUp", true)).toEqual(["⌥", "⇧", "↑"]);
  expect(capsOf("Escape", false)).toEqual(["Esc"]);
});

test("no two shortcuts share their keys", () => {
  const all = Object.values<Shortcut>(SHORTCUTS).flatMap(({ keys }) => keys);
  expect(new Set(all).size).toBe(all.length);
});

test("no key that writes a letter works while somebody writes", () => {
  const writing = Object.values<Shortcut>(SHORTCUTS).filter(
    ({ keys, whileTyping }) => whileTyping && keys.some(isSingleKey),
  );
  expect(writing).toEqual([]);
});
