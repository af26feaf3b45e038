import { expect, test } from "vitest";
import { sparkPath } from "./sparkPath";

test("the largest count touches the top, and none lies on the ground", () => {
  expect(sparkPath([0, 4, 2], 96, 24)).toBe("M0 23L48 1L96 12");
});

test("a quiet day is a flat line, however much of it is known", () => {
  expect(sparkPath([0, 0, 0], 96, 24)).toBe("M0 23L48 23L96 23");
  expect(sparkPath([], 96, 24)).toBe("M0 23L96 23");
  expect(sparkPath([3], 96, 24)).toBe("M0 1L96 1");
});
