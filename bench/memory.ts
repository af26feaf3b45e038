import { readdirSync, readFileSync } from "node:fs";

/**
 * Resident memory of a process's descendants in MiB, by what they run. Linux only: elsewhere the list is
 * empty, because `/proc` is where these figures are.
 */
export function memoryOfChildren(parent: number): { name: string; mib: number }[] {
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
  return pids.filter(descends).map((pid) => ({ name: nameOf(pid), mib: rssOf(pid) }));
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

function rssOf(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(read(pid, "status"))?.[1] ?? 0) / 1024);
}

/** The part of the repository that a process runs, e.g. `packages/embedded`. */
function nameOf(pid: number): string {
  const command = read(pid, "cmdline").replaceAll("\0", " ");
  return /(packages|examples)\/[\w-]+/.exec(command)?.[0] ?? command.split(" ")[0] ?? "?";
}
