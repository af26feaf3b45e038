import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Random } from "../random/seed.ts";
import type { SystemCall } from "./strace.ts";

const SECTOR = 512;

/** A change of a file's contents: bytes at an offset, or a new length. */
type Change = { readonly at: number; readonly bytes: Buffer } | { readonly length: number };

/** Contents of a file: what is on the disk for certain, and what was changed since. */
interface Inode {
  lasting: Buffer;
  changes: { readonly ended: number; readonly change: Change }[];
  length: number;
}

/** A change of a name in a folder: to a file, or to nothing. */
interface Naming {
  readonly path: string;
  readonly inode: Inode | "folder" | null;
}

/**
 * What a disk may hold after a power cut, by the rules of POSIX and no kinder: bytes of a file last when the file
 * was synced after they were written, names last when their folder was synced. Anything else may be there, may be
 * missing, or may be there in part, sector by sector and in any order; names go in the order they were given.
 */
export class Disk {
  private readonly names = new Map<string, Inode | "folder">();
  private readonly lastingNames = new Map<string, Inode | "folder">();
  private readonly namings = new Map<string, Naming[]>();

  constructor(private readonly root: string) {}

  /** Takes in one system call; those that do not concern files under the root are passed over. */
  apply(call: SystemCall): void {
    const [path, target] = pathsOf(call);
    if (path === undefined || !this.concerns(path)) return;
    switch (call.name) {
      case "openat":
        return this.open(path, call.rest);
      case "mkdir":
        return this.name(path, "folder");
      case "unlink":
        return this.name(path, null);
      case "rename":
        this.name(target!, this.names.get(path)!);
        return this.name(path, null);
      case "pwrite64":
        return this.change(path, call, { at: Number(/(\d+)$/.exec(call.rest)![1]), bytes: call.texts[1]! });
      case "write":
        return this.change(path, call, { at: this.file(path).length, bytes: call.texts[1]! });
      case "ftruncate":
        return this.change(path, call, { length: Number(/(\d+)$/.exec(call.rest)![1]) });
      case "fsync":
      case "fdatasync":
        return this.sync(path, call);
      default:
        throw new Error(`The model of the disk does not know ${call.name} of ${path}.`);
    }
  }

  /** Writes into `folder` what a power cut at this moment may leave of the root. */
  cutPower(random: Random, folder: string): void {
    const names = new Map(this.lastingNames);
    for (const namings of this.namings.values())
      for (const naming of namings.slice(0, random.between(0, namings.length))) give(names, naming);
    mkdirSync(folder, { recursive: true });
    for (const [path, inode] of names) {
      const target = join(folder, relative(this.root, path));
      if (inode === "folder") mkdirSync(target, { recursive: true });
    }
    for (const [path, inode] of names) {
      // A file is out of reach when the folder that it lies in has no name.
      if (inode === "folder" || !names.has(dirname(path))) continue;
      writeFileSync(join(folder, relative(this.root, path)), survived(inode, random));
    }
  }

  private concerns(path: string): boolean {
    return path.startsWith(`${this.root}/`) || path === this.root || path === dirname(this.root);
  }

  private open(path: string, flags: string): void {
    if (!flags.includes("O_CREAT")) return;
    if (!this.names.has(path)) this.name(path, { lasting: Buffer.alloc(0), changes: [], length: 0 });
    else if (flags.includes("O_TRUNC"))
      throw new Error(`${path} is cut to nothing before it is written again.`);
  }

  private name(path: string, inode: Naming["inode"]): void {
    const naming = { path, inode };
    give(this.names, naming);
    const folder = dirname(path);
    this.namings.set(folder, [...(this.namings.get(folder) ?? []), naming]);
  }

  private file(path: string): Inode {
    const inode = this.names.get(path);
    if (!inode || inode === "folder") throw new Error(`${path} is written and was never made.`);
    return inode;
  }

  private change(path: string, { ended }: SystemCall, change: Change): void {
    const inode = this.file(path);
    inode.changes.push({ ended, change });
    inode.length =
      "length" in change ? change.length : Math.max(inode.length, change.at + change.bytes.length);
  }

  private sync(path: string, { started }: SystemCall): void {
    const inode = this.names.get(path);
    if (!inode || inode === "folder") {
      for (const naming of this.namings.get(path) ?? []) give(this.lastingNames, naming);
      this.namings.delete(path);
      return;
    }
    const covered = inode.changes.filter(({ ended }) => ended < started);
    inode.lasting = changed(
      inode.lasting,
      covered.map(({ change }) => change),
    );
    inode.changes = inode.changes.filter(({ ended }) => ended >= started);
  }
}

/** The paths that a call is about. Those of `openat` come after the folder that it starts from. */
function pathsOf({ name, texts }: SystemCall): string[] {
  const [from, count] = name === "openat" ? [1, 1] : name === "rename" ? [0, 2] : [0, 1];
  return texts.slice(from, from + count).map((text) => text.toString());
}

function give(names: Map<string, Inode | "folder">, { path, inode }: Naming): void {
  if (inode === null) names.delete(path);
  else names.set(path, inode);
}

/** Contents of a file after a power cut: what lasted, and a random part of what was changed since. */
function survived({ lasting, changes }: Inode, random: Random): Buffer {
  const all = changes.map(({ change }) => change);
  const how = random.pick(["nothing", "everything", "beginning", "some", "torn"] as const);
  const kept = {
    nothing: () => [],
    everything: () => all,
    beginning: () => all.slice(0, random.between(0, all.length)),
    some: () => all.filter(() => random.chance(0.5)),
    torn: () => all.flatMap((change) => torn(change, random)),
  }[how]();
  return changed(lasting, kept);
}

/** A disk writes whole sectors; which ones it had written is up to chance. */
function torn(change: Change, random: Random): Change[] {
  if ("length" in change) return random.chance(0.5) ? [change] : [];
  const parts: Change[] = [];
  for (let from = 0; from < change.bytes.length; ) {
    const at = change.at + from;
    const to = Math.min(change.bytes.length, from + SECTOR - (at % SECTOR));
    if (random.chance(0.5)) parts.push({ at, bytes: change.bytes.subarray(from, to) });
    from = to;
  }
  return parts;
}

/** A copy of the contents with changes made to it, in their order. */
function changed(contents: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) =>
    "length" in change ? change.length : change.at + change.bytes.length,
  );
  const room = Buffer.concat(
    [contents],
    ends.reduce((a, b) => Math.max(a, b), contents.length),
  );
  let { length } = contents;
  for (const [i, change] of changes.entries())
    if ("length" in change) {
      room.fill(0, change.length);
      length = change.length;
    } else {
      change.bytes.copy(room, change.at);
      length = Math.max(length, ends[i]!);
    }
  return room.subarray(0, length);
}
