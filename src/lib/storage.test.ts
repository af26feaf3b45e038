import { expect, test } from "vitest";
import { createMemory } from "./storage";

function refusingStorage(): Storage {
  throw new Error("storage is forbidden here");
}

test("what was written is read back", () => {
  const kept = new Map<string, string>();
  const memory = createMemory(
    () =>
      ({
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => kept.set(key, value),
        removeItem: (key: string) => kept.delete(key),
      }) as unknown as Storage,
  );
  memory.write("molt.theme", "dark");
  expect(memory.read("molt.theme")).toBe("dark");
  memory.write("molt.theme", null);
  expect(memory.read("molt.theme")).toBeNull();
  expect(kept.size).toBe(0);
});

test("a browser that refuses storage still remembers until the page is closed", () => {
  const memory = createMemory(refusingStorage);
  expect(memory.read("molt.guestName")).toBeNull();
  memory.write("molt.guestName", "Cleo");
  expect(memory.read("molt.guestName")).toBe("Cleo");
  memory.write("molt.guestName", null);
  expect(memory.read("molt.guestName")).toBeNull();
});
