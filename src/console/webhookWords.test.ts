import { describe, expect, test } from "vitest";
import { type Delivery, outcomeOf, parcelWords, shortUrl, standingOf, whyUnverified } from "./webhookWords";

describe("how a webhook stands", () => {
  test("is said in a word, and in a sentence when somebody should know more", () => {
    const active = { kind: "active" as const, since: 1 };
    expect(standingOf({ state: active, failures: 0 })).toEqual({
      words: "active",
      tone: "good",
      about: null,
    });
    expect(standingOf({ state: active, failures: 1 }).about).toContain("The last attempt failed");
    expect(standingOf({ state: active, failures: 3 }).about).toContain("3 attempts in a row");
    expect(standingOf({ state: { kind: "pending" }, failures: 0 }).words).toBe("not verified");
    for (const reason of ["asked", "gone", "failing", "ownership_ended"] as const) {
      const { words, about } = standingOf({ state: { kind: "disabled", since: 1, reason }, failures: 0 });
      expect(words).toBe("off");
      expect(about).toMatch(/\.$/);
    }
  });
});

test("why an address is not verified is said for every word of the API, and for one nobody knows", () => {
  expect(whyUnverified("status_404")).toBe("The address answered 404 instead of the challenge.");
  for (const word of [
    "timeout",
    "unresolved",
    "unreachable",
    "broken",
    "tls",
    "forbidden_address",
    "wrong_challenge",
  ])
    expect(whyUnverified(word)).not.toContain(word);
  expect(whyUnverified("something_new")).toContain("(something_new)");
});

test("an attempt and a parcel read like a log", () => {
  const attempt = { at: 1, durationMs: 1, excerpt: "" };
  expect(outcomeOf({ ...attempt, outcome: { kind: "answered", status: 500 } })).toBe("answered 500");
  expect(outcomeOf({ ...attempt, outcome: { kind: "failed", fault: "timeout" } })).toBe(
    "took too long to answer",
  );
  expect(outcomeOf({ ...attempt, outcome: { kind: "failed", fault: "odd" } })).toBe("odd");
  const parcel = (parcel: object) => parcelWords({ parcel } as Delivery);
  expect(parcel({ kind: "test", type: "dm.received" })).toBe("Sample of dm.received");
  expect(parcel({ kind: "digest" })).toBe("Digest");
  expect(shortUrl("https://agent.example.org/")).toBe("agent.example.org");
});
