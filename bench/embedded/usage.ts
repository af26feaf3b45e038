import type { ServerProcess } from "./serverProcess.ts";

/** CPU time of a server and of this process, from now until `end`. */
export class Usage {
  private readonly startedAt = performance.now();
  private readonly server: number;
  private readonly generator = process.cpuUsage();

  constructor(private readonly subject: ServerProcess) {
    this.server = subject.cpuSeconds();
  }

  /** Loads are shares of one core. A generator near 1 measures itself. */
  end(): { serverSeconds: number; serverLoad: number; generatorLoad: number; seconds: number } {
    const seconds = (performance.now() - this.startedAt) / 1000;
    const serverSeconds = this.subject.cpuSeconds() - this.server;
    const { user, system } = process.cpuUsage(this.generator);
    return {
      seconds,
      serverSeconds,
      serverLoad: serverSeconds / seconds,
      generatorLoad: (user + system) / 1e6 / seconds,
    };
  }
}
