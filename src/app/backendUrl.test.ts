import { expect, test } from "vitest";
import { backendUrl } from "./backendUrl";

test.each([
  [undefined, "http://localhost:3000"],
  ["", "http://localhost:3000"],
  [" ", "http://localhost:3000"],
  ["https://calm-otter-1.convex.cloud", "https://calm-otter-1.convex.cloud"],
])("a build with %j talks to %s", (configured, expected) => {
  expect(backendUrl(configured, "http://localhost:3000")).toBe(expected);
});
