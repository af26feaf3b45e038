// Loaded before the embedded runtime: lets its thread write a CPU profile into BENCH_PROFILE_DIR when it ends. The
// thread is started with arguments of its own, so that `node --cpu-prof` does not reach it.
import { syncBuiltinESMExports } from "node:module";
import workerThreads from "node:worker_threads";

const { Worker } = workerThreads;
workerThreads.Worker = class extends Worker {
  constructor(script, options = {}) {
    const profiling = String(script).endsWith("/runtime.mjs")
      ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE_DIR}`]
      : [];
    super(script, { ...options, execArgv: [...(options.execArgv ?? []), ...profiling] });
  }
};
syncBuiltinESMExports();
