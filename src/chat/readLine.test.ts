import { describe, expect, test } from "vitest";
import { arrive, look, settle } from "./readLine";

const view = (first: number, last: number, isAtEnd: boolean) => ({ first, last, isAtEnd });

describe("the line above what is new", () => {
  test("stands after the last message that was seen", () => {
    expect(arrive(7, 12)).toEqual({ readSeq: 7, newFrom: 8, isLineSeen: false });
  });

  test("is not drawn for somebody who has never been here, nor when nothing was said", () => {
    expect(arrive(null, 12).newFrom).toBeNull();
    expect(arrive(12, 12).newFrom).toBeNull();
  });

  test("stays while the reader reads on, and so does a reload before the end is reached", () => {
    const line = look(arrive(7, 40), view(5, 20, false));
    expect(line).toEqual({ readSeq: 7, newFrom: 8, isLineSeen: true });
    expect(arrive(line.readSeq, 40).newFrom).toBe(8);
  });

  test("everything is read at the end, once the line was on screen", () => {
    const read = look(look(arrive(7, 40), view(5, 20, false)), view(25, 40, true));
    expect(read).toEqual({ readSeq: 40, newFrom: 8, isLineSeen: true });
    expect(arrive(read.readSeq, 40).newFrom).toBeNull();
  });

  test("whoever is put down at the end of a long night has not read the night", () => {
    const line = look(arrive(7, 400), view(380, 400, true));
    expect(line.readSeq).toBe(7);
    expect(settle(line, 400)).toEqual({ readSeq: 400, newFrom: null, isLineSeen: true });
  });

  test("what comes while the reader stands at the end is read as it comes, and going up takes nothing back", () => {
    let line = look(arrive(null, 40), view(25, 40, true));
    expect(line.readSeq).toBe(40);
    line = look(line, view(26, 41, true));
    expect(line.readSeq).toBe(41);
    expect(look(line, view(0, 15, false))).toBe(line);
  });
});
