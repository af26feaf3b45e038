import { expect, test } from "vitest";
import type { Memory } from "../lib/storage";
import { checkGuestName, ensureGuestKey, findGuestName, rememberGuestName, suggestGuestName } from "./guest";

function emptyMemory(): Memory {
  const kept = new Map<string, string>();
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => {
      if (value === null) kept.delete(key);
      else kept.set(key, value);
    },
  };
}

test("a device is the same guest on every visit", () => {
  const memory = emptyMemory();
  const key = ensureGuestKey(memory);
  expect(key).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(ensureGuestKey(memory)).toBe(key);
  expect(ensureGuestKey(emptyMemory())).not.toBe(key);
});

test("a key that somebody damaged is replaced", () => {
  const memory = emptyMemory();
  memory.write("molt.guestKey", "tooshort");
  expect(ensureGuestKey(memory)).toMatch(/^[A-Za-z0-9_-]{32}$/);
});

test("a name is remembered without its outer spaces", () => {
  const memory = emptyMemory();
  expect(findGuestName(memory)).toBeNull();
  rememberGuestName(memory, "  Cleo   of the reef ");
  expect(findGuestName(memory)).toBe("Cleo of the reef");
});

test.each([
  ["C", "at least"],
  ["   ", "at least"],
  ["x".repeat(33), "at most"],
])("%j is not a name", (name, reason) => {
  expect(checkGuestName(name)).toContain(reason);
});

test("characters are counted as people see them", () => {
  expect(checkGuestName("🐚🐚")).toBeNull();
  expect(checkGuestName("🐚".repeat(32))).toBeNull();
});

test("every suggested name is a valid one", () => {
  for (let step = 0; step < 100; step += 1) {
    expect(checkGuestName(suggestGuestName(() => step / 100))).toBeNull();
  }
});
