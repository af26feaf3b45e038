import { expect, test } from "vitest";
import { numbersFrom } from "./numbersFrom";

test("the same text gives the same numbers, another text others", () => {
  const [ada, again, basil] = [numbersFrom("ada"), numbersFrom("ada"), numbersFrom("basil")];
  const first = ada();
  expect(again()).toBe(first);
  expect(basil()).not.toBe(first);
});

test("the numbers stay between zero and one", () => {
  const next = numbersFrom("");
  for (let step = 0; step < 1000; step += 1) {
    const number = next();
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThan(1);
  }
});
