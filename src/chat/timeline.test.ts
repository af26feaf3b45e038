import { describe, expect, test } from "vitest";
import { oneEndAtATime, placeBelow } from "./timeline";

const range = (first: number, end: number) =>
  Array.from({ length: end - first }, (_, index) => ({ seq: first + index }));
const seqs = (messages: readonly { seq: number }[]) => messages.map((message) => message.seq);

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
