import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

const SHOWN = 40;

/** The functions with the most time of their own, of each profile of the runtime in a folder, without idle time. */
export function summarizeProfiles(dir: string): string {
  return (
    readdirSync(dir)
      .filter((name) => name.endsWith(".cpuprofile"))
      .map((name) => ({ name, text: readFileSync(path.join(dir, name), "utf8") }))
      // Node.js loads modules on a thread of its own, which writes a profile, too.
      .filter(({ text }) => text.includes("/packages/embedded/"))
      .map(({ name, text }) => summarize(path.join(dir, name), JSON.parse(text) as CpuProfile))
      .join("\n")
  );
}

function summarize(file: string, profile: CpuProfile): string {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  profile.samples.forEach((id, i) => {
    const name = names.get(id)!;
    times.set(name, (times.get(name) ?? 0) + profile.timeDeltas[i]!);
  });
  times.delete("(idle)");
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  const lines = [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, time]) => `  ${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`);
  return [`\n${file}: ${(total / 1e6).toFixed(1)} s of work`, ...lines].join("\n");
}

function placeOf({ functionName, url, lineNumber }: CpuProfile["nodes"][number]["callFrame"]): string {
  const name = functionName || "(anonymous)";
  if (!url) return name;
  const short = url.replace(/^.*\/(?=(packages|node_modules|bench|convex)\/)/, "");
  return `${name}  ${short}:${lineNumber + 1}`;
}
