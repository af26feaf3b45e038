import { expect, test } from "vitest";
import { checkNodeVersion } from "./preflight.ts";

test.each(["20.19.0", "20.20.1", "22.0.0", "24.21.0", "26.10.0"])("Node %s will do", (version) => {
  expect(checkNodeVersion(version)).toBeNull();
});

test.each(["16.20.2", "18.20.0", "20.18.3"])("Node %s is refused with what to install", (version) => {
  expect(checkNodeVersion(version)).toContain("Install Node 20.19 or later");
});
