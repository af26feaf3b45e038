import { readFileSync } from "node:fs";
import { type ServerProcess, TICKS_PER_SECOND } from "./serverProcess.ts";
import type { Figure } from "./workload.ts";

/** Loads are in cores. */
export const LOAD_FIGURES: readonly Figure[] = [
  { key: "serverLoad", label: "server", digits: 2, brief: true },
  { key: "generatorLoad", label: "generator", digits: 2, brief: true },
  { key: "otherLoad", label: "others", digits: 2, brief: true },
];

/** A load generator, which is one thread, above this measures itself. */
export const SATURATED = 0.9;
/** With other processes using more than this, a figure says as much about them. */
export const DISTURBED = 0.35;

/** CPU time of a server, of this process and of everything else on the machine, from now until `end`. */
export class Usage {
  private readonly startedAt = performance.now();
  private readonly server: number;
  private readonly generator = process.cpuUsage();
  private readonly machine = busySeconds();

  constructor(private readonly subject: ServerProcess) {
    this.server = subject.cpuSeconds();
  }

  end() {
    const seconds = (performance.now() - this.startedAt) / 1000;
    const serverSeconds = this.subject.cpuSeconds() - this.server;
    const { user, system } = process.cpuUsage(this.generator);
    const generatorSeconds = (user + system) / 1e6;
    const otherSeconds = Math.max(0, busySeconds() - this.machine - serverSeconds - generatorSeconds);
    const loads = {
      serverLoad: serverSeconds / seconds,
      generatorLoad: generatorSeconds / seconds,
      otherLoad: otherSeconds / seconds,
    };
    return { seconds, serverSeconds, loads };
  }
}

/** What all cores have worked since the machine started; 0 where there is no `/proc`. */
function busySeconds(): number {
  try {
    const [, ...ticks] = readFileSync("/proc/stat", "utf8").split("\n")[0]!.split(/\s+/).map(Number);
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = ticks;
    return (user + nice + system + irq + softIrq) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
