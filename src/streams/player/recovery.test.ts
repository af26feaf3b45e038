import { expect, test } from "vitest";
import { isAtLiveEdge, isTooFarBehind } from "./liveEdge";
import { nextRecovery, noAttempts } from "./recovery";

const network = { kind: "network", fatal: true } as const;
const media = { kind: "media", fatal: true } as const;

test("a failure the engine heals by itself is left alone", () => {
  expect(nextRecovery({ kind: "network", fatal: false }, noAttempts)).toEqual({
    step: { kind: "ignore" },
    attempts: noAttempts,
  });
});

test("a missing playlist is asked for again with growing patience, and not for ever", () => {
  let attempts = noAttempts;
  const pauses: number[] = [];
  for (;;) {
    const next = nextRecovery(network, attempts);
    attempts = next.attempts;
    if (next.step.kind !== "reload") {
      expect(next.step.kind).toBe("failed");
      break;
    }
    pauses.push(next.step.afterMs);
  }
  expect(pauses.slice(0, 5)).toEqual([500, 1000, 2000, 4000, 8000]);
  const patienceMs = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(patienceMs).toBeGreaterThan(60_000);
  expect(patienceMs).toBeLessThan(180_000);
});

test("a decoder that chokes is reset three times before the stream is loaded anew", () => {
  let attempts = noAttempts;
  const steps: string[] = [];
  for (let failure = 0; failure < 4; failure += 1) {
    const next = nextRecovery(media, attempts);
    attempts = next.attempts;
    steps.push(next.step.kind);
  }
  expect(steps).toEqual(["recoverMedia", "recoverMedia", "recoverMedia", "reload"]);
});

test("live is what is happening, give or take a segment", () => {
  expect(isAtLiveEdge(96, 100)).toBe(true);
  expect(isAtLiveEdge(95.9, 100)).toBe(false);
  expect(isAtLiveEdge(0, null)).toBe(true);
});

test("a long absence is skipped, a short stall is not", () => {
  expect(isTooFarBehind(60, 100)).toBe(true);
  expect(isTooFarBehind(80, 100)).toBe(false);
  expect(isTooFarBehind(0, null)).toBe(false);
});
