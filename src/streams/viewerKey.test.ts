import { expect, test, vi } from "vitest";
import { createMemory } from "../lib/storage";
import { ViewerKey } from "./viewerKey";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const HOUR = 3_600_000;

const memory = () =>
  createMemory(() => {
    throw new Error("This browser keeps nothing.");
  });

function anInstance(now = NOON) {
  let given = 0;
  return vi.fn(async () => ({
    viewer_key: `key-${++given}`,
    expires_at: new Date(now + 24 * HOUR).toISOString(),
  }));
}

test("a browser has one key for a day, asked for once however many pages want it, and then another", async () => {
  const ask = anInstance();
  const device = memory();
  const key = new ViewerKey(device, ask);
  expect(await Promise.all([key.get(NOON), key.get(NOON)])).toEqual(["key-1", "key-1"]);
  expect(await new ViewerKey(device, ask).get(NOON + 23 * HOUR)).toBe("key-1");
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await key.get(NOON + 24 * HOUR)).toBe("key-2");
});

test("one that the instance does not know any more is replaced", async () => {
  const key = new ViewerKey(memory(), anInstance());
  const first = await key.get(NOON);
  key.forget("another");
  expect(await key.get(NOON)).toBe(first);
  key.forget(first!);
  expect(await key.get(NOON)).toBe("key-2");
});

test("who is refused one asks again in ten minutes, and not before", async () => {
  const ask = vi.fn(async () => Promise.reject(new Error("429")));
  const key = new ViewerKey(memory(), ask);
  expect(await key.get(NOON)).toBeNull();
  expect(await key.get(NOON + 9 * 60_000)).toBeNull();
  expect(ask).toHaveBeenCalledTimes(1);
  await key.get(NOON + 11 * 60_000);
  expect(ask).toHaveBeenCalledTimes(2);
});
