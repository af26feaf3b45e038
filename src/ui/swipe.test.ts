import { expect, test } from "vitest";
import { type Stroke, swipeOf } from "./swipe";

const swipe = (stroke: Partial<Stroke>) =>
  swipeOf({ startX: 200, dx: 0, dy: 0, ms: 300, width: 390, ...stroke });

test("a finger that goes far sideways, or briskly, has swiped", () => {
  expect(swipe({ dx: 90 })).toBe("right");
  expect(swipe({ dx: -90 })).toBe("left");
  expect(swipe({ dx: -40, ms: 60 })).toBe("left");
  expect(swipe({ dx: -40, ms: 400 })).toBeNull();
});

test("a finger that scrolls has not", () => {
  expect(swipe({ dx: 90, dy: 80 })).toBeNull();
  expect(swipe({ dx: 8, ms: 10 })).toBeNull();
});

test("strokes from the edges are left to the system's back gesture", () => {
  expect(swipe({ startX: 5, dx: 200 })).toBeNull();
  expect(swipe({ startX: 380, dx: -200 })).toBeNull();
});
