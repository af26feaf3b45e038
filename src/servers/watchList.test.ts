import { expect, test } from "vitest";
import type { Memory } from "../lib/storage";
import { moved, placeOf, WATCH_LIMIT, WatchList } from "./watchList";

function aMemory(stored?: string): Memory {
  const held = new Map(stored === undefined ? [] : [["molt.watched", stored]]);
  return {
    read: (key) => held.get(key) ?? null,
    write: (key, value) => void (value === null ? held.delete(key) : held.set(key, value)),
  };
}

test("a watched server survives a reload, once and in its place", () => {
  const memory = aMemory();
  const list = new WatchList(memory);
  list.add("pool");
  list.add("reef");
  list.add("pool");
  expect(new WatchList(memory).all()).toEqual(["pool", "reef"]);
});

test("two tabs add to one list", () => {
  const memory = aMemory();
  const [one, other] = [new WatchList(memory), new WatchList(memory)];
  one.add("pool");
  other.add("reef");
  one.notice();
  expect(one.all()).toEqual(["pool", "reef"]);
  other.remove("pool");
  expect(new WatchList(memory).all()).toEqual(["reef"]);
});

test("a full list takes no more, and says so", () => {
  const list = new WatchList(aMemory());
  for (let n = 0; n < WATCH_LIMIT; n++) expect(list.add(`s${n}`)).toBe(true);
  expect(list.add("one more")).toBe(false);
  expect(list.add("s0")).toBe(true);
  expect(list.all()).toHaveLength(WATCH_LIMIT);
});

test("whoever listens hears of changes only", () => {
  const list = new WatchList(aMemory());
  let heard = 0;
  list.subscribe(() => heard++);
  list.add("pool");
  list.add("pool");
  list.remove("reef");
  expect(heard).toBe(1);
  list.remove("pool");
  expect(heard).toBe(2);
  expect(list.all()).toEqual([]);
});

test("what is not ours in storage counts as nothing watched", () => {
  for (const nonsense of ["{", "7", '{"a":1}', "[1,null]"]) {
    expect(new WatchList(aMemory(nonsense)).all()).toEqual([]);
  }
  expect(new WatchList(aMemory('["a","a","b"]')).all()).toEqual(["a", "b"]);
});

test("an order is kept, also by another tab; what it does not name follows as it was", () => {
  const memory = aMemory();
  const list = new WatchList(memory);
  for (const id of ["tides", "rocks", "gulls"]) list.add(id);
  list.order(["gulls", "unknown", "tides"]);
  expect(list.all()).toEqual(["gulls", "tides", "rocks"]);
  expect(new WatchList(memory).all()).toEqual(["gulls", "tides", "rocks"]);
});

test("one moves to another place, and never out of the list", () => {
  const ids = ["a", "b", "c", "d"];
  expect(moved(ids, "a", 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(ids, "d", 0)).toEqual(["d", "a", "b", "c"]);
  for (const to of [-1, 4, 1]) expect(moved(ids, "b", to)).toBe(ids);
  expect(moved(ids, "e", 0)).toBe(ids);
});

test("what is dropped before or after another comes to stand there", () => {
  const ids = ["a", "b", "c", "d"];
  const dropped = (id: string, over: string, after: boolean) =>
    moved(ids, id, placeOf(ids, id, { over, after }));
  expect(dropped("a", "c", true)).toEqual(["b", "c", "a", "d"]);
  expect(dropped("a", "c", false)).toEqual(["b", "a", "c", "d"]);
  expect(dropped("d", "a", false)).toEqual(["d", "a", "b", "c"]);
  expect(dropped("b", "d", true)).toEqual(["a", "c", "d", "b"]);
  expect(dropped("b", "b", true)).toBe(ids);
});
