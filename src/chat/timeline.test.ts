import { describe, expect, test } from "vitest";
import {
  mergeTimeline,
  type Numbered,
  olderStart,
  oneEndAtATime,
  pagesBetween,
  placeBelow,
  trimmedStart,
} from "./timeline";

const range = (first: number, end: number): Numbered[] =>
  Array.from({ length: end - first }, (_, index) => ({ seq: first + index }));
const seqs = (messages: readonly Numbered[]) => messages.map((message) => message.seq);
const page = (number: number) => range(number * 50, number * 50 + 50);
const nothing = new Map<number, Numbered>();

describe("merging by seq", () => {
  test("a fresh reader sees the tail and asks for nothing else", () => {
    const tail = range(71, 121);
    expect(pagesBetween(71, 71)).toEqual([]);
    expect(seqs(mergeTimeline({ from: 71, tail, pages: new Map(), remembered: nothing }))).toEqual(
      seqs(tail),
    );
  });

  test("a tail that begins with a page needs the pages before it only", () => {
    expect(pagesBetween(100, 150)).toEqual([2]);
    expect(pagesBetween(99, 150)).toEqual([1, 2]);
  });

  test("an empty channel is an empty timeline", () => {
    expect(mergeTimeline({ from: 0, tail: [], pages: new Map(), remembered: nothing })).toEqual([]);
  });

  test("a page that overlaps the tail adds each message once", () => {
    const merged = mergeTimeline({
      from: 50,
      tail: range(71, 121),
      pages: new Map([[1, page(1)]]),
      remembered: nothing,
    });
    expect(seqs(merged)).toEqual(seqs(range(50, 121)));
  });

  test("a page on its way leaves no hole: what lies above it waits", () => {
    const merged = mergeTimeline({
      from: 0,
      tail: range(171, 221),
      pages: new Map([
        [0, page(0)],
        [1, page(1)],
        [3, page(3)],
      ]),
      remembered: nothing,
    });
    expect(seqs(merged)).toEqual(seqs(range(150, 221)));
  });

  test("messages that left the tail are remembered until their page arrives", () => {
    const remembered = new Map(range(60, 140).map((message) => [message.seq, message]));
    const merged = mergeTimeline({ from: 60, tail: range(140, 190), pages: new Map(), remembered });
    expect(seqs(merged)).toEqual(seqs(range(60, 190)));
  });

  test("whatever arrives in whatever order, the timeline has no hole and no double", () => {
    for (let tailStart = 0; tailStart < 400; tailStart += 7) {
      for (let from = 0; from <= tailStart; from += 13) {
        const needed = pagesBetween(from, tailStart);
        const pages = new Map(needed.map((number) => [number, page(number)]));
        const merged = mergeTimeline({
          from,
          tail: range(tailStart, tailStart + 50),
          pages,
          remembered: nothing,
        });
        expect(seqs(merged)).toEqual(seqs(range(from, tailStart + 50)));
        // Every page asked for is settled: it ends below the newest message.
        for (const number of needed) expect(number * 50 + 49).toBeLessThan(tailStart + 50);
      }
    }
  });
});

describe("going up", () => {
  test("each step ends on a page's first message and the last step on message zero", () => {
    expect(olderStart(171)).toBe(150);
    expect(olderStart(150)).toBe(100);
    expect(olderStart(50)).toBe(0);
    expect(olderStart(0)).toBe(0);
  });

  test("a step of a few rows takes the next page along", () => {
    expect(olderStart(155)).toBe(100);
    expect(olderStart(5)).toBe(0);
  });

  test("somebody who follows the tail lets go of what has piled up, in one go", () => {
    expect(trimmedStart(100, 250)).toBe(100);
    expect(trimmedStart(100, 251)).toBe(251);
  });
});

describe("one end at a time", () => {
  test("a change at one end is shown at once", () => {
    const target = range(10, 61);
    expect(oneEndAtATime(range(10, 60), target)).toBe(target);
    expect(oneEndAtATime([], target)).toBe(target);
  });

  test("a page above and a message below come in two steps", () => {
    const halfWay = oneEndAtATime(range(50, 100), range(0, 101));
    expect(seqs(halfWay)).toEqual(seqs(range(0, 100)));
    const target = range(0, 101);
    expect(oneEndAtATime(halfWay, target)).toBe(target);
  });
});

describe("grouping", () => {
  const at = (minutes: number) => new Date(2026, 10, 21, 12, minutes).getTime();
  const from = (id: string, minutes: number, replyTo: unknown = null) => ({
    author: { id },
    createdAt: at(minutes),
    replyTo,
  });

  test("the first message opens a day and a group", () => {
    expect(placeBelow(undefined, from("cleo", 0))).toEqual({ startsDay: true, startsGroup: true });
  });

  test("the same author soon after stays in the group", () => {
    expect(placeBelow(from("cleo", 0), from("cleo", 4)).startsGroup).toBe(false);
  });

  test("another author, a pause, a reply and a new day each open a group", () => {
    expect(placeBelow(from("cleo", 0), from("dov", 1)).startsGroup).toBe(true);
    expect(placeBelow(from("cleo", 0), from("cleo", 6)).startsGroup).toBe(true);
    expect(placeBelow(from("cleo", 0), from("cleo", 1, { messageId: "m1" })).startsGroup).toBe(true);
    const nextDay = { ...from("cleo", 0), createdAt: new Date(2026, 10, 22, 0, 1).getTime() };
    expect(
      placeBelow({ ...from("cleo", 0), createdAt: new Date(2026, 10, 21, 23, 59).getTime() }, nextDay),
    ).toEqual({
      startsDay: true,
      startsGroup: true,
    });
  });
});
