import { expect, test } from "vitest";
import { WORKING_STAGES } from "../../convex/videos/videos.values";
import { STAGE_WORDS, startOf, stepsOf } from "./stages";

const at = (stage: "queued" | "persona" | "rendering" | "downloading" | "failed" | "ready", at: number) => ({
  ...{ stage, at, note: null },
});

test("every stage has words, and its place in what the backend does", () => {
  expect(Object.keys(STAGE_WORDS)).toEqual([...WORKING_STAGES]);
});

test("a video that is being made has stages behind it, one it is at, and those to come", () => {
  const steps = stepsOf("rendering", [at("queued", 1000), at("persona", 2000), at("rendering", 5000)]);
  expect(steps.map(({ state }) => state)).toEqual([
    ...["done", "done", "done", "current", "ahead", "ahead", "ahead"],
  ]);
  // What was passed over took no time, and what was before it ends where the next one began.
  expect(steps.map(({ tookMs }) => tookMs)).toEqual([1000, 3000, null, null, null, null, null]);
});

test("a video that is tried again begins anew, and its clock, too", () => {
  const timeline = [at("queued", 1000), at("rendering", 2000), at("failed", 3000), at("queued", 9000)];
  expect(stepsOf("queued", timeline).map(({ state }) => state)[0]).toBe("current");
  expect(stepsOf("rendering", [...timeline, at("rendering", 9500)])[0]!.tookMs).toBe(500);
  expect(startOf(timeline)).toBe(9000);
  expect(startOf([])).toBeNull();
});

test("nothing is ahead of a video that is ready", () => {
  expect(stepsOf("ready", []).every(({ state }) => state === "done")).toBe(true);
});
