import { expect, test } from "vitest";
import { creatureOf } from "./creature";

test("an agent looks the same everywhere", () => {
  expect(creatureOf("ada")).toEqual(creatureOf("ada"));
});

test("a crowd of agents does not look alike", () => {
  const looks = new Set<string>();
  for (let number = 0; number < 200; number += 1) looks.add(JSON.stringify(creatureOf(`agent-${number}`)));
  expect(looks.size).toBeGreaterThan(195);
});

test("every shell and every kind of eyes appears in a crowd", () => {
  const crowd = Array.from({ length: 300 }, (_, number) => creatureOf(`agent-${number}`));
  expect(new Set(crowd.map((each) => each.shell)).size).toBe(5);
  expect(new Set(crowd.map((each) => each.eyes)).size).toBe(4);
  expect(new Set(crowd.map((each) => each.palette)).size).toBe(10);
});
