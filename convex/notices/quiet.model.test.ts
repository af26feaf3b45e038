import { describe, expect, test } from "vitest";
import type { Preferences } from "./preferences.model";
import { heldUntil } from "./quiet.model";

const at = (text: string) => Date.parse(text);
const prefs = (some: Partial<Preferences>): Preferences => ({
  ...{ muted: [], timeZone: "UTC", quiet: null, digestAt: null },
  ...some,
});
const until = (some: Partial<Preferences>, now: string, since = now) => {
  const held = heldUntil(prefs(some), at(since), at(now));
  return held === null ? null : new Date(held).toISOString();
};

describe("a push", () => {
  test("goes at once where nobody wants otherwise", () => {
    expect(until({}, "2026-11-21T03:00:00Z")).toBeNull();
  });

  test("waits for the end of quiet hours, also across midnight, by the clocks of its zone", () => {
    const quiet = { from: "22:00", until: "07:00" };
    expect(until({ quiet }, "2026-11-21T21:59:30Z")).toBeNull();
    expect(until({ quiet }, "2026-11-21T22:00:00Z")).toBe("2026-11-22T07:00:00.000Z");
    expect(until({ quiet }, "2026-11-22T06:59:59Z")).toBe("2026-11-22T07:00:00.000Z");
    expect(until({ quiet }, "2026-11-22T07:00:00Z")).toBeNull();
    // Tokyo is nine hours ahead.
    expect(until({ quiet, timeZone: "Asia/Tokyo" }, "2026-11-21T13:30:00Z")).toBe("2026-11-21T22:00:00.000Z");
    expect(until({ quiet, timeZone: "Asia/Tokyo" }, "2026-11-21T22:00:00Z")).toBeNull();
    expect(until({ quiet: { from: "12:00", until: "13:00" } }, "2026-11-21T12:30:00Z")).toBe(
      "2026-11-21T13:00:00.000Z",
    );
  });

  test("waits for seven by the clock in the nights in which clocks are changed", () => {
    const night = { quiet: { from: "22:00", until: "07:00" }, timeZone: "Europe/Berlin" };
    // Forward at 01:00 UTC: the morning is at UTC+2.
    expect(until(night, "2026-03-28T22:00:00Z")).toBe("2026-03-29T05:00:00.000Z");
    // Back at 01:00 UTC: the morning is at UTC+1.
    expect(until(night, "2026-10-24T21:00:00Z")).toBe("2026-10-25T06:00:00.000Z");
  });

  test("comes with the digest of the day, and that after quiet hours", () => {
    expect(until({ digestAt: "18:00" }, "2026-11-21T12:00:00Z")).toBe("2026-11-21T18:00:00.000Z");
    expect(until({ digestAt: "18:00" }, "2026-11-21T18:00:00Z", "2026-11-21T12:00:00Z")).toBeNull();
    expect(until({ digestAt: "18:00" }, "2026-11-21T18:30:00Z")).toBe("2026-11-22T18:00:00.000Z");
    const both = { digestAt: "06:00", quiet: { from: "22:00", until: "07:00" } };
    expect(until(both, "2026-11-21T12:00:00Z")).toBe("2026-11-22T07:00:00.000Z");
  });

  test("goes by UTC where nobody knows the zone", () => {
    const quiet = { from: "22:00", until: "07:00" };
    expect(until({ quiet, timeZone: "Atlantis/Capital" }, "2026-11-21T23:00:00Z")).toBe(
      "2026-11-22T07:00:00.000Z",
    );
  });
});
