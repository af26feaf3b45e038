import { chmod } from "node:fs/promises";
import path from "node:path";
import { missingEngines } from "../../packages/local/src/tavus/missingEngines.ts";
import { buildAll } from "./builds.ts";
import { Instance } from "./instance.ts";
import { preflight } from "./preflight.ts";
import { readSettings, type Settings, SettingsError } from "./settings.ts";
import { complain, echo, paint, say } from "./terminal.ts";

const PARENT_CHECK_EVERY_MS = 500;

export interface SupervisorOptions {
  demo: boolean;
  development?: boolean;
  /** Called when `/health` answers 200. What it returns is stopped before the instance is. */
  onReady: (instance: Instance, startedInMs: number) => Promise<{ stop: () => Promise<void> } | null>;
}

/**
 * Runs an instance in the foreground until Ctrl-C, SIGTERM or the death of a child, and returns the exit code.
 * The first Ctrl-C stops everything in order, the second one kills what is left.
 */
export async function supervise({ demo, development = false, onReady }: SupervisorOptions): Promise<number> {
  const startedAt = performance.now();
  const prepared = await prepare();
  if (prepared === null) return 1;
  const stopping = listenForStop();
  const instance = new Instance({ ...prepared, demo, development, onLine: echo, signal: stopping.signal });
  stopping.onInsist(() => void instance.kill());
  try {
    await instance.start();
    const company = await onReady(instance, performance.now() - startedAt);
    const death = await Promise.race([instance.died, stopping.requested]);
    if (death !== null) complain(death.message);
    say(death === null ? "stopping…" : "stopping the rest…");
    await company?.stop();
    await instance.stop();
    if (death === null) say("stopped; the data stays for the next start");
    return death === null ? 0 : 1;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    complain((error as Error).message);
    return 1;
  }
}

/** Everything a start needs, or null after saying what is missing. */
async function prepare(): Promise<{ settings: Settings; ffmpegPath: string } | null> {
  try {
    const settings = readSettings(process.env);
    const checks = await preflight(settings);
    if (!("ffmpegPath" in checks)) {
      for (const problem of checks.problems) complain(problem);
      return null;
    }
    for (const line of missingEngines()) say(paint("yellow", line));
    // Secrets, chats and keys are in there, so other users of this machine have no business with it.
    await chmod(settings.dataDir, 0o700);
    await buildAll(path.join(settings.dataDir, "build"), say, settings);
    return { settings, ffmpegPath: checks.ffmpegPath };
  } catch (error) {
    complain(error instanceof SettingsError ? error.message : ((error as Error).message ?? String(error)));
    return null;
  }
}

function listenForStop() {
  const controller = new AbortController();
  let insist: () => void = () => undefined;
  const requested = new Promise<null>((resolve) => {
    controller.signal.addEventListener("abort", () => resolve(null));
  });
  const stop = () => {
    if (controller.signal.aborted) {
      say(paint("yellow", "killing what is left"));
      insist();
    }
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // `kill` on npm ends npm and its shell without a word to us; that we have another parent now is all there is to see.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent && !controller.signal.aborted) stop();
  }, PARENT_CHECK_EVERY_MS);
  watch.unref();
  return {
    signal: controller.signal,
    requested,
    onInsist(action: () => void) {
      insist = action;
    },
  };
}
