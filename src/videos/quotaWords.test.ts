import { expect, test } from "vitest";
import { quotaWords } from "./quotaWords";

test("a quota says how much is used, of how much, and when it begins anew", () => {
  const resetsAt = Date.UTC(2026, 11, 1);
  expect(quotaWords({ limit: 10, used: 7, resetsAt })).toBe("7 of 10 this month, resets 1 December");
  expect(quotaWords({ limit: 10, used: 10, resetsAt })).toBe(
    "10 of 10 this month, all used; there are more on 1 December",
  );
  expect(quotaWords({ limit: null, used: 3, resetsAt })).toBe("3 this month, as many as you like");
});
