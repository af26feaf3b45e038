/** `npm run bench:embedded`: the embedded runtime beside what is physically there. See `--help`. */
import { mkdirSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { commit, Stage } from "../bench/embedded/contenders.ts";
import { summarizeProfiles } from "../bench/embedded/profile.ts";
import { report } from "../bench/embedded/report.ts";
import { Samples } from "../bench/embedded/samples.ts";
import { canPin, leaveServersCore } from "../bench/embedded/serverProcess.ts";
import type { Bench, Workload } from "../bench/embedded/workload.ts";
import { bots } from "../bench/embedded/workloads/bots.ts";
import { contention } from "../bench/embedded/workloads/contention.ts";
import { fanOut, platformFanOut } from "../bench/embedded/workloads/fanOut.ts";
import { manyChannels, manyRooms, oneChannel, oneRoom } from "../bench/embedded/workloads/highest.ts";
import { history, openChannel } from "../bench/embedded/workloads/history.ts";
import { liveQueries } from "../bench/embedded/workloads/liveQueries.ts";
import { memory } from "../bench/embedded/workloads/memory.ts";
import { reconnect } from "../bench/embedded/workloads/reconnect.ts";
import { starts } from "../bench/embedded/workloads/starts.ts";
import { writes } from "../bench/embedded/workloads/writes.ts";

const WORKLOADS = [
  writes,
  fanOut,
  oneRoom,
  manyRooms,
  history,
  bots,
  reconnect,
  memory,
  contention,
  liveQueries,
  starts,
  platformFanOut,
  oneChannel,
  manyChannels,
  openChannel,
];

const HELP = `
  npm run bench:embedded                       everything, about a quarter of an hour
  npm run bench:embedded -- --quick            one short round of everything
  npm run bench:embedded -- --only w1,w4       some workloads:
${WORKLOADS.map(({ id, title }) => `      ${id.padEnd(5)} ${title}`).join("\n")}

  --rounds N      how often each server has its turn (3)
  --out FILE      where the samples go, as lines of JSON (bench-embedded.jsonl in the temporary folder)
  --profile DIR   only the embedded runtime, with a CPU profile of its threads in DIR and its hottest functions here
  --runtime FILE  another embedded.mjs, such as that of an older checkout

  What the figures mean: docs/benchmarks.md
`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string" },
    out: { type: "string" },
    profile: { type: "string" },
    runtime: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (flags.help) {
  console.log(HELP);
} else {
  const only = flags.only?.split(",");
  const unknown = only?.filter((id) => !WORKLOADS.some((workload) => workload.id === id)) ?? [];
  if (unknown.length > 0) {
    console.error(`There is no workload ${unknown.join(", ")}. See: npm run bench:embedded -- --help`);
    process.exit(1);
  }
  await measure(WORKLOADS.filter(({ id }) => only?.includes(id) ?? true));
  process.exit();
}

async function measure(workloads: Workload[]): Promise<void> {
  const startedAt = performance.now();
  const file = flags.out ?? path.join(tmpdir(), "bench-embedded.jsonl");
  const profileDir = flags.profile && path.resolve(flags.profile);
  if (profileDir !== undefined) mkdirSync(profileDir, { recursive: true });
  const stage = new Stage({ profileDir, runtime: flags.runtime && path.resolve(flags.runtime) });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  process.once("exit", () => stage.clear());
  leaveServersCore();
  console.log(conditions());
  const bench: Bench = {
    stage,
    samples: new Samples(file),
    rounds: Number(flags.rounds ?? (flags.quick ? 1 : 3)),
    quick: flags.quick,
    alone: profileDir !== undefined,
  };
  for (const workload of workloads) {
    const began = performance.now();
    // One that fails must not take the figures of the others with it.
    await workload.run(bench).catch((error: Error) => {
      console.error(`\n${workload.id} ended early: ${error.message}`);
      process.exitCode = 1;
    });
    console.log(report(workload, bench.samples));
    console.log(`  (${secondsSince(began)})`);
  }
  if (profileDir !== undefined) console.log(summarizeProfiles(profileDir));
  console.log(`\n  ${secondsSince(startedAt)} in all; every sample is a line of ${file}`);
}

function secondsSince(moment: number): string {
  return `${Math.round((performance.now() - moment) / 1000)} s`;
}

/** What the figures depend on beside the code. */
function conditions(): string {
  const cores = cpus().length;
  const pinning = canPin
    ? "servers on core 0, load generator on the others"
    : "servers and load generator share all cores, as taskset is not there";
  return `Node.js ${process.version}, ${cores} cores, ${pinning}; ${flags.runtime ?? `commit ${commit()}`}; load average ${loadavg()[0]!.toFixed(1)}`;
}
