import { expect, test } from "vitest";
import { levelOf, refusalOf, typeToRecord } from "./recorder";

test("a meter stands at nothing in silence, at its end for the loudest, and follows decibels between", () => {
  const loud = (amplitude: number) => levelOf(new Float32Array(64).fill(amplitude));
  expect(levelOf(new Float32Array(0))).toBe(0);
  expect(loud(0)).toBe(0);
  expect(loud(1)).toBe(1);
  expect(loud(0.0001)).toBe(0);
  expect(loud(Math.sqrt(0.001))).toBeCloseTo(0.5);
});

test("a browser's no is told as what can be done about it", () => {
  const named = (name: string) => Object.assign(new Error("no"), { name });
  expect(refusalOf(named("NotAllowedError"))).toBe("denied");
  expect(refusalOf(named("NotFoundError"))).toBe("missing");
  expect(refusalOf(named("NotReadableError"))).toBe("busy");
  expect(refusalOf("what")).toBe("busy");
});

test("the best kind of sound that a browser can record is recorded", () => {
  expect(typeToRecord(() => true)).toBe("audio/webm;codecs=opus");
  expect(typeToRecord((type) => type === "audio/mp4")).toBe("audio/mp4");
  expect(typeToRecord(() => false)).toBeNull();
});
