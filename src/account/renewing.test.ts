import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepRenewed, renewalIn } from "./renewing";

const HOUR = 60 * 60_000;
const NOON = Date.parse("2026-11-21T12:00:00Z");

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

const forAnHour = () => ({ expires_at: new Date(Date.now() + HOUR).toISOString() });

test("what is good for an hour is asked for again after four fifths of it, each time", async () => {
  const ask = vi.fn(async () => forAnHour());
  const onFresh = vi.fn();
  const stop = keepRenewed(ask, onFresh, vi.fn());
  await vi.advanceTimersByTimeAsync(0.8 * HOUR - 1);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(onFresh).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(0.8 * HOUR);
  expect(onFresh).toHaveBeenCalledTimes(3);
  stop();
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(ask).toHaveBeenCalledTimes(3);
});

test("a renewal that fails is tried again before the end, and tells nothing", async () => {
  let isDown = false;
  const ask = vi.fn(async () => {
    if (isDown) throw new Error("down");
    return forAnHour();
  });
  const [onFresh, onFailure] = [vi.fn(), vi.fn()];
  const stop = keepRenewed(ask, onFresh, onFailure);
  await vi.advanceTimersByTimeAsync(0);
  isDown = true;
  await vi.advanceTimersByTimeAsync(0.9 * HOUR);
  expect(onFailure).not.toHaveBeenCalled();
  isDown = false;
  await vi.advanceTimersByTimeAsync(0.1 * HOUR - 1);
  expect(onFresh).toHaveBeenCalledTimes(2);
  stop();
});

test("a refusal at the first is told, and nobody asks on", async () => {
  const ask = vi.fn(async () => Promise.reject(new Error("no")));
  const onFailure = vi.fn();
  keepRenewed(ask, vi.fn(), onFailure);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(onFailure).toHaveBeenCalledTimes(1);
  expect(ask).toHaveBeenCalledTimes(1);
});

test("a clock that is wrong neither hammers nor never asks", () => {
  expect(renewalIn("2026-11-21T11:00:00Z", NOON)).toBe(15_000);
  expect(renewalIn("2096-11-21T11:00:00Z", NOON)).toBeLessThan(2 ** 31);
});
