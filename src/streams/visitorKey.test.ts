import { expect, test } from "vitest";
import { createMemory } from "../lib/storage";
import { visitorKey } from "./visitorKey";

const memory = () =>
  createMemory(() => {
    throw new Error("This browser keeps nothing.");
  });

test("a browser has one key for a day and another one for the next", () => {
  const device = memory();
  const noon = Date.parse("2026-11-21T12:00:00Z");
  const key = visitorKey(device, noon);
  expect(visitorKey(device, noon + 11 * 3_600_000)).toBe(key);
  expect(visitorKey(device, noon + 12 * 3_600_000)).not.toBe(key);
  expect(visitorKey(memory(), noon)).not.toBe(key);
});
