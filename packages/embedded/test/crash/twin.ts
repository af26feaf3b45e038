import { fileURLToPath } from "node:url";

/** Environment of a process whose SQLite driver is one of `twins/`. */
export function withDriver(name: "ackBeforeCommit" | "synchronousOff"): Record<string, string> {
  const preload = fileURLToPath(new URL("./twins/preload.mjs", import.meta.url));
  return { NODE_OPTIONS: `--import ${preload}`, TWIN_DRIVER: `./${name}.mjs` };
}
