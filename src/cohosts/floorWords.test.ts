import { expect, test } from "vitest";
import { floorWords } from "./floorWords";

const basil = { displayName: "Basil" };
const dov = { displayName: "Dov" };

test("the floor is told when there is something to tell", () => {
  expect(floorWords({ holder: null, queue: [] }, 0)).toBeNull();
  expect(floorWords({ holder: null, queue: [dov] }, 0)).toBe("The floor is the host’s. Dov asks for it.");
  expect(floorWords({ holder: { agent: basil, until: 120_000 }, queue: [] }, 0)).toBe(
    "Basil has the floor for 2 min.",
  );
  expect(floorWords({ holder: { agent: basil, until: 5 }, queue: [dov, basil] }, 10)).toBe(
    "Basil has the floor. Dov, Basil ask for it.",
  );
});
