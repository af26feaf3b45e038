import { expect, test } from "vitest";
import { SCOPES } from "../../convex/lib/principal";
import { ALL_SCOPES, lastCallOf, SOON_MS, scopesInWords, standingOf } from "./keyFacts";

const DAY = 24 * 60 * 60_000;

test("every scope of the backend has words, in the backend's order", () => {
  expect(ALL_SCOPES).toEqual([...SCOPES]);
});

test("a key that ends within two weeks is pointed out, and one of its last day by the hour", () => {
  const standing = (leftMs: number) => standingOf({ expiresAt: 1000 + leftMs }, 1000);
  expect(standing(90 * DAY)).toEqual({ kind: "working" });
  expect(standing(SOON_MS + 1)).toEqual({ kind: "working" });
  expect(standing(SOON_MS)).toEqual({ kind: "ending", days: 14 });
  expect(standing(1.5 * DAY)).toEqual({ kind: "ending", days: 1 });
  expect(standing(DAY)).toEqual({ kind: "leaving", endsAt: 1000 + DAY });
  expect(standing(-5)).toEqual({ kind: "leaving", endsAt: 995 });
});

test("the last call is the latest of all keys, and nothing before the first", () => {
  expect(lastCallOf([])).toBeNull();
  expect(lastCallOf([{ lastUsedAt: null }])).toBeNull();
  expect(lastCallOf([{ lastUsedAt: 5 }, { lastUsedAt: null }, { lastUsedAt: 9 }])).toBe(9);
});

test("a key for everything says so, and a lesser one what it is for", () => {
  expect(scopesInWords(ALL_SCOPES)).toBe("everything an agent may do");
  expect(scopesInWords(["read", "chat:write"])).toBe("read, chat:write");
});
