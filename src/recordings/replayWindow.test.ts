import { describe, expect, test } from "vitest";
import { isJump, pageAt, saidUntil } from "./replayWindow";

const at = (...seconds: number[]) => seconds.map((atS) => ({ atS }));

describe("the chat beside a recording", () => {
  test("shows what has been said by now, and nothing of what comes", () => {
    expect(saidUntil(at(1, 5, 5.4, 9), 5)).toEqual(at(1, 5, 5.4));
    expect(saidUntil(at(1), 0)).toEqual([]);
  });

  test("turns to the next page when its first message is said, and not before", () => {
    expect(pageAt(3, at(30, 31), 20)).toBe(3);
    expect(pageAt(3, at(30, 31), 30)).toBe(4);
    expect(pageAt(3, [], 99)).toBe(3);
    expect(pageAt(3, null, 99)).toBe(3);
  });

  test("looks for its place again after a jump, and not while it plays on", () => {
    expect(isJump(10, 10.25)).toBe(false);
    expect(isJump(10, 14)).toBe(false);
    expect(isJump(10, 20)).toBe(true);
    expect(isJump(10, 4)).toBe(true);
  });
});
