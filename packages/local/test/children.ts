import { execFileSync } from "node:child_process";

/** The processes that this one started, and they in turn, with `part` in their command line. */
export function childrenNamed(part: string): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  const all = lines.flatMap((line) => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && !state!.startsWith("Z") ? [{ pid: Number(pid), parent: Number(parent), args: args! }] : [];
  });
  const ours = new Set([process.pid]);
  for (let grown = true; grown; ) {
    const before = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
    grown = ours.size > before;
  }
  return all.filter(({ pid, args }) => ours.has(pid) && args.includes(part)).map(({ pid }) => pid);
}
