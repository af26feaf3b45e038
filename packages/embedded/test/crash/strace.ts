import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Why `strace` cannot be used here, or `null` when it can. */
export const straceMissing: string | null = (() => {
  const { error, status, stderr } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], {
    encoding: "utf8",
  });
  if (error) return "strace is not installed";
  return status === 0 ? null : `strace does not work here: ${stderr.trim()}`;
})();

/** Why `strace` cannot look into a process that runs already, or `null` when it can. */
export const attachingMissing: string | null = (() => {
  const scope = "/proc/sys/kernel/yama/ptrace_scope";
  const forbidden =
    process.getuid?.() !== 0 && existsSync(scope) && readFileSync(scope, "utf8").trim() !== "0";
  return straceMissing ?? (forbidden ? "only root may attach to a process here" : null);
})();

const FILE_CALLS =
  "openat,creat,pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg,ftruncate,fallocate,fdatasync,fsync,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink";

/** The command that runs a process and logs what it does to files and sockets, with all the bytes. */
export function tracedInto(file: string): string[] {
  const readable = ["-D", "-f", "-y", "-xx", "-s", "4000000", "--seccomp-bpf"];
  return ["strace", ...readable, "-e", `trace=${FILE_CALLS}`, "-o", file];
}

/** A system call that fails instead of being carried out, when it is about one of the files. */
export interface Fault {
  readonly calls: string;
  readonly error: "EIO" | "ENOSPC";
  /** Which of the calls fail, counted from 1 in each thread: `3` the third alone, `1+` all of them. */
  readonly when: string;
  readonly files: readonly string[];
}

/** Makes calls of a running process fail until the returned function is called. */
export async function injectFault(
  pid: number,
  { calls, error, when, files }: Fault,
): Promise<() => Promise<void>> {
  const what = ["-e", `trace=${calls}`, "-e", `inject=${calls}:error=${error}:when=${when}`];
  const where = files.flatMap((file) => ["-P", file]);
  const strace = spawn("strace", ["-f", "-p", `${pid}`, ...what, ...where, "-o", "/dev/null"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(strace, "exit");
  let said = "";
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on("data", (data: Buffer) => {
      said += data.toString();
      if (said.includes("attached")) resolve();
    });
    strace.once("exit", () => reject(new Error(`strace has ended: ${said}`)));
  });
  return async () => {
    strace.kill("SIGINT");
    await exited;
  };
}

/** One system call that succeeded. `started` and `ended` are places in the order of all calls. */
export interface SystemCall {
  readonly name: string;
  readonly started: number;
  readonly ended: number;
  /** Texts among the arguments, such as paths and bytes to write; a descriptor's path comes first. */
  readonly texts: readonly Buffer[];
  /** The arguments as strace writes them, without the texts. */
  readonly rest: string;
  readonly result: number;
}

const LINE = /^(\d+) +(.*)$/;
const CALL = /^(\w+)\((.*)\) += (-?\d+)(?:<[^>]*>)?/s;
const TEXT = /[<"]((?:\\x[0-9a-f]{2})+)[>"](\.\.\.)?/g;

/** Reads a log of `tracedInto`, in the order in which the calls ended; places are counted from `place` on. */
export async function* systemCalls(file: string, place = 0): AsyncGenerator<SystemCall> {
  const unfinished = new Map<string, { text: string; started: number }>();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const [, thread, said] = LINE.exec(line) ?? [];
    if (!thread || !said) continue;
    place++;
    if (said.endsWith("<unfinished ...>")) {
      unfinished.set(thread, { text: said.slice(0, -"<unfinished ...>".length), started: place });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(said);
    const begun = resumed ? unfinished.get(thread) : undefined;
    const text = resumed ? `${begun?.text ?? ""}${said.slice(resumed[0].length)}` : said;
    const call = parseCall(text, begun?.started ?? place, place);
    if (call && call.result >= 0) yield call;
  }
}

function parseCall(text: string, started: number, ended: number): SystemCall | null {
  const [, name, given, result] = CALL.exec(text) ?? [];
  if (!name) return null;
  const texts: Buffer[] = [];
  const rest = given!.replace(TEXT, (_, hex: string, cut?: string) => {
    if (cut) throw new Error(`strace has cut a text of ${name} short`);
    texts.push(Buffer.from(hex.replaceAll("\\x", ""), "hex"));
    return "";
  });
  return { name, started, ended, texts, rest: rest.trim(), result: Number(result) };
}
