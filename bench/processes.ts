import { readdirSync, readFileSync } from "node:fs";

/** A process that this one started, by what it runs. */
export interface Descendant {
  pid: number;
  name: string;
}

/** A process's descendants. Linux only: elsewhere there are none, because `/proc` is where these figures are. */
export function descendantsOf(parent: number): Descendant[] {
  let pids: number[];
  try {
    pids = readdirSync("/proc").map(Number).filter(Boolean);
  } catch {
    return [];
  }
  const parents = new Map(
    pids.flatMap((pid) => (parentOf(pid) === null ? [] : [[pid, parentOf(pid)] as const])),
  );
  const descends = (pid: number): boolean => {
    const above = parents.get(pid);
    return above !== undefined && above !== null && (above === parent || descends(above));
  };
  return pids.filter(descends).map((pid) => ({ pid, name: nameOf(pid) }));
}

/** Resident memory in MiB. */
export function memoryOf({ pid }: Descendant): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(read(pid, "status"))?.[1] ?? 0) / 1024);
}

/** Milliseconds that all threads of a process have computed so far, to the hundredth of a second. */
export function cpuMsOf({ pid }: Descendant): number {
  // The name in brackets may have spaces; utime and stime are the 14th and 15th field.
  const [userTicks, systemTicks] = read(pid, "stat").split(") ").at(-1)!.split(" ").slice(11, 13).map(Number);
  return ((userTicks ?? 0) + (systemTicks ?? 0)) * 10;
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function parentOf(pid: number): number | null {
  const found = /^PPid:\s+(\d+)$/m.exec(read(pid, "status"));
  return found ? Number(found[1]) : null;
}

/** The part of the repository that a process runs, e.g. `packages/embedded`. */
function nameOf(pid: number): string {
  const command = read(pid, "cmdline").replaceAll("\0", " ");
  return /(packages|examples)\/[\w-]+/.exec(command)?.[0] ?? command.split(" ")[0] ?? "?";
}
