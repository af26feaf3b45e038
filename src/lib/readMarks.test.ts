import { expect, test } from "vitest";
import { ReadMarks } from "./readMarks";
import type { Memory } from "./storage";

function aMemory(): Memory & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    read: (key) => held.get(key) ?? null,
    write: (key, value) => void (value === null ? held.delete(key) : held.set(key, value)),
  };
}

test("a mark survives a reload and never moves back", () => {
  const memory = aMemory();
  const marks = new ReadMarks(memory);
  marks.keep("tides", 7);
  marks.keep("tides", 3);
  expect(marks.of("tides")).toBe(7);
  expect(new ReadMarks(memory).of("tides")).toBe(7);
  expect(marks.of("shells")).toBeNull();
});

test("two tabs do not undo each other", () => {
  const memory = aMemory();
  const [one, other] = [new ReadMarks(memory), new ReadMarks(memory)];
  one.keep("tides", 7);
  other.keep("shells", 2);
  one.notice();
  expect([...one.all()]).toEqual([
    ["tides", 7],
    ["shells", 2],
  ]);
});

test("whoever listens hears of what moved, and of nothing else", () => {
  const marks = new ReadMarks(aMemory());
  let heard = 0;
  marks.subscribe(() => heard++);
  marks.keep("tides", 1);
  marks.keep("tides", 1);
  expect(heard).toBe(1);
});

test("the channels read longest ago are forgotten first", () => {
  const memory = aMemory();
  const marks = new ReadMarks(memory);
  for (let n = 0; n < 501; n++) marks.keep(`c${n}`, 0);
  marks.keep("c1", 1);
  marks.keep("late", 0);
  expect(marks.of("c0")).toBeNull();
  expect(marks.of("c1")).toBe(1);
  expect(marks.of("c2")).toBeNull();
});

test("what is not ours in storage counts as nothing read", () => {
  for (const nonsense of ["{", "7", '{"a":1}', '[["a"],["b","c"],3]']) {
    const memory = aMemory();
    memory.write("molt.read", nonsense);
    expect([...new ReadMarks(memory).all()]).toEqual([]);
  }
});
