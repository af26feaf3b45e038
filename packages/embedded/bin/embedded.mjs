#!/usr/bin/env node
// Runs the runtime on a thread of its own and watches it from here. A function that spins without end holds up
// everything on its thread, which nothing on that thread can see; from here it shows as a heartbeat that has
// stopped. The thread is then replaced: the database rolls back what was not committed, clients reconnect and
// send again what was not acknowledged. The next thread is told which call has spun, and refuses it.
import { Worker } from "node:worker_threads";
import { compiled } from "./compile.mjs";

const STOPPED_AFTER_MS = Number(process.env.EMBEDDED_WATCHDOG_MS ?? 10_000);
const [BEAT, PATIENCE, CALL_LENGTH] = [0, 1, 2];
const CALL_BYTES = 1024;
// User modules are evaluated as ES modules of their own contexts, which Node.js offers behind a flag.
const execArgv = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];

const runtime = compiled();
let worker;
let stopping = false;
/** Calls that have spun with the code in force. */
let spun = [];

function start() {
  const heartbeat = new Int32Array(new SharedArrayBuffer(12));
  const call = new Uint8Array(new SharedArrayBuffer(CALL_BYTES));
  worker = new Worker(runtime, {
    argv: process.argv.slice(2),
    execArgv,
    workerData: { heartbeat, call, spun },
  });
  const watch = watchOver(worker, heartbeat);
  worker.on("message", (message) => {
    if (message === "pushed") spun = [];
  });
  worker.on("error", (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  worker.on("exit", (code) => {
    clearInterval(watch.timer);
    const callLength = Atomics.load(heartbeat, CALL_LENGTH);
    if (watch.replaced && callLength > 0) spun.push(Buffer.from(call.slice(0, callLength)).toString());
    if (watch.replaced && !stopping) start();
    else process.exit(process.exitCode || code);
  });
}

function watchOver(watched, heartbeat) {
  const watch = { replaced: false, timer: undefined };
  let last = -1;
  let since = performance.now();
  watch.timer = setInterval(() => {
    const beat = Atomics.load(heartbeat, BEAT);
    if (beat !== last || Atomics.load(heartbeat, PATIENCE) > 0) {
      last = beat;
      since = performance.now();
    } else if (!watch.replaced && beat > 0 && performance.now() - since > STOPPED_AFTER_MS) {
      watch.replaced = true;
      const seconds = Math.round(STOPPED_AFTER_MS / 1000);
      console.error(`A function has not yielded for ${seconds} s; the runtime starts again without it.`);
      void watched.terminate();
    }
  }, 250);
  return watch;
}

function stop() {
  stopping = true;
  worker.postMessage("stop");
}

start();
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// A supervisor that dies takes its children with it.
process.on("disconnect", stop);
