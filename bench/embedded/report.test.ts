import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ContenderName } from "./contenders.ts";
import { report } from "./report.ts";
import { Samples } from "./samples.ts";
import type { Goal, Workload } from "./workload.ts";

function measured(perRound: Partial<Record<ContenderName, number[]>>, loads: Record<string, number> = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), "bench-report-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, "samples.jsonl");
  const samples = new Samples(file);
  for (const [contender, values] of Object.entries(perRound) as [ContenderName, number[]][])
    values.forEach((speed, round) => {
      samples.add({ workload: "w", setting: "s", contender, round, values: { speed, ...loads } });
    });
  return { samples, file };
}

function workload(goal: Omit<Goal, "label" | "figure" | "setting">): Workload {
  return {
    id: "w",
    title: "Speed",
    figures: [{ key: "speed", label: "speed" }],
    goals: [{ label: "ratio", figure: "speed", setting: "s", ...goal }],
    run: async () => {},
  };
}

test("a ratio divides what was measured in the same round", () => {
  const { samples } = measured({ molt: [10, 100, 30], bare: [10, 50, 10] });
  const text = report(workload({ to: { contender: "bare" }, atLeast: 2 }), samples);
  expect(text).toMatch(/molt +30 \(10–100\)/);
  expect(text).toMatch(/ratio +2\.00 \(1\.00–3\.00\) +goal ≥ 2 +met/);
});

test("a ratio may be that of another server", () => {
  const { samples } = measured({ molt: [10], floor: [30], bare: [10] });
  const text = report(workload({ of: "floor", to: { contender: "bare" } }), samples);
  expect(text).toMatch(/ratio +3\.00$/m);
});

test("a goal that is missed says so, in either direction", () => {
  const { samples } = measured({ molt: [10], bare: [10] });
  const bare = { contender: "bare" } as const;
  expect(report(workload({ to: bare, atLeast: 1.1 }), samples)).toContain("NOT MET");
  expect(report(workload({ to: bare, atMost: 0.9 }), samples)).toContain("NOT MET");
  expect(report(workload({ atMost: 10 }), samples)).toMatch(/goal ≤ 10 +met/);
});

test("a goal without measurements is left out", () => {
  const { samples } = measured({ molt: [10] });
  expect(report(workload({ to: { contender: "bare" }, atLeast: 1 }), samples)).not.toContain("ratio");
});

test("figures that others or the generator disturbed are marked", () => {
  expect(report(workload({}), measured({ molt: [1] }, { generatorLoad: 0.95 }).samples)).toMatch(/molt \*/);
  expect(report(workload({}), measured({ molt: [1] }, { otherLoad: 1 }).samples)).toMatch(/molt †/);
  expect(report(workload({}), measured({ molt: [1] }).samples)).not.toMatch(/[*†]/);
});

test("every sample is a line of JSON", () => {
  const { file } = measured({ molt: [1, 2] });
  const lines = readFileSync(file, "utf8").trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { values: object }).values)).toEqual([
    { speed: 1 },
    { speed: 2 },
  ]);
});
