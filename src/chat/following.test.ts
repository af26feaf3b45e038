import { expect, test } from "vitest";
import { isAtEnd, isNearEnd, isNearStart, nextFollowing, unseenCount } from "./following";

const at = (offset: number, size = 2000, viewport = 500) => ({ offset, size, viewport });

test("the end is reached within a line's height", () => {
  expect(isAtEnd(at(1500))).toBe(true);
  expect(isAtEnd(at(1480))).toBe(true);
  expect(isAtEnd(at(1400))).toBe(false);
});

test("a list shorter than its viewport is at its end", () => {
  expect(isAtEnd(at(0, 300))).toBe(true);
});

test("a reader who moves up stops the following", () => {
  expect(nextFollowing(true, at(1500), at(1300), true)).toBe(false);
});

test("rows that turn out shorter than expected don't count as moving up", () => {
  expect(nextFollowing(true, at(1500), at(1300, 1900), false)).toBe(true);
});

test("a list that grows under a reader who stands still keeps following", () => {
  expect(nextFollowing(true, at(1500), at(1500, 2200), true)).toBe(true);
});

test("a list that grows never pulls along somebody who reads further up", () => {
  expect(nextFollowing(false, at(700), at(700, 2200), false)).toBe(false);
  expect(nextFollowing(false, at(700), at(900, 2200), true)).toBe(false);
});

test("coming back to the end follows again", () => {
  expect(nextFollowing(false, at(700), at(1495), true)).toBe(true);
});

test("older messages are asked for before the reader reaches the top", () => {
  expect(isNearStart(at(799))).toBe(true);
  expect(isNearStart(at(800))).toBe(false);
});

test("newer messages are asked for before the reader reaches the bottom", () => {
  expect(isNearEnd(at(701))).toBe(true);
  expect(isNearEnd(at(700))).toBe(false);
});

test("unseen messages are counted from where the reader last stood at the end", () => {
  expect(unseenCount(120, 117)).toBe(3);
  expect(unseenCount(120, 120)).toBe(0);
  expect(unseenCount(120, null)).toBe(0);
  expect(unseenCount(null, null)).toBe(0);
});
