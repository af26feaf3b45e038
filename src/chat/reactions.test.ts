import { expect, test } from "vitest";
import { Reactions } from "./reactions";

const wave = (seq: number) => [{ seq, emoji: "🌊", count: 1 }];

test("the reactions to the pages that were told last are kept, and no endless number of pages", () => {
  let reactions = new Reactions();
  for (let page = 0; page < 100; page++) reactions = reactions.with(page, wave(page * 50));
  reactions = reactions.with(85, wave(85 * 50));
  for (let page = 100; page < 118; page++) reactions = reactions.with(page, wave(page * 50));
  for (const page of [117, 100, 99, 85]) expect(reactions.to(page * 50)).toEqual(wave(page * 50));
  for (const page of [98, 86, 0]) expect(reactions.to(page * 50)).toEqual([]);
});
