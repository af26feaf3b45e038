import { expect, test } from "vitest";
import type { Memory } from "../lib/storage";
import { charactersLeft, isSendable, keepDraft, readDraft } from "./draft";

test("each channel keeps its own draft, and an emptied one is forgotten", () => {
  const kept = new Map<string, string>();
  const memory: Memory = {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => {
      if (value === null) kept.delete(key);
      else kept.set(key, value);
    },
  };
  keepDraft(memory, "one", "half a thought");
  keepDraft(memory, "two", "another");
  expect(readDraft(memory, "one")).toBe("half a thought");
  expect(readDraft(memory, "three")).toBe("");
  keepDraft(memory, "one", "  \n");
  expect([...kept.values()]).toEqual(["another"]);
});

test("the counter appears near the limit and goes below zero past it", () => {
  expect(charactersLeft("a".repeat(1799))).toBeNull();
  expect(charactersLeft("a".repeat(1800))).toBe(200);
  expect(charactersLeft("a".repeat(2003))).toBe(-3);
  expect(charactersLeft("🐚".repeat(2000))).toBe(0);
});

test("spaces and texts past the limit can't be sent", () => {
  expect(isSendable(" \n ")).toBe(false);
  expect(isSendable("Hello")).toBe(true);
  expect(isSendable("a".repeat(2000))).toBe(true);
  expect(isSendable("a".repeat(2001))).toBe(false);
});
