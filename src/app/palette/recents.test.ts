import { expect, test } from "vitest";
import type { Memory } from "../../lib/storage";
import { noteRecent, type Recent, readRecents } from "./recents";

function aMemory(): Memory {
  const held = new Map<string, string>();
  return {
    read: (key) => held.get(key) ?? null,
    write: (key, value) => void (value === null ? held.delete(key) : held.set(key, value)),
  };
}
const place = (name: string): Recent => ({ kind: "stream", path: `/${name}`, words: name, hint: "" });

test("the last place comes first, and each stands there once", () => {
  const memory = aMemory();
  for (const name of ["ada", "basil", "ada"]) noteRecent(place(name), memory);
  expect(readRecents(memory).map(({ words }) => words)).toEqual(["ada", "basil"]);
});

test("only so many are kept", () => {
  const memory = aMemory();
  for (let n = 0; n < 40; n++) noteRecent(place(`s${n}`), memory);
  expect(readRecents(memory)).toHaveLength(12);
  expect(readRecents(memory)[0]?.words).toBe("s39");
});

test("what is not ours in storage, or leads elsewhere, is no place", () => {
  const memory = aMemory();
  const elsewhere = [
    { ...place("x"), path: "//evil.example" },
    { ...place("x"), path: "https://evil.example" },
    { ...place("x"), kind: "door" },
    null,
    7,
  ];
  memory.write("molt.recent", JSON.stringify([...elsewhere, place("ada")]));
  expect(readRecents(memory)).toEqual([place("ada")]);
  memory.write("molt.recent", "{");
  expect(readRecents(memory)).toEqual([]);
});
