import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./settings.ts";

/** How long a child may take to say goodbye before it is killed. */
const STOP_GRACE_MS = 5_000;
const LAST_LINES = 15;
const LOG_FILE_LIMIT_BYTES = 5_000_000;

export interface ChildOptions {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logDir: string;
  /** Receives every line of the child's stdout and stderr. */
  onLine: (child: string, line: string) => void;
}

/**
 * One process of the instance. It leads a process group of its own, so that Ctrl-C in a terminal reaches the
 * supervisor alone, which then stops the children in order, and so that killing it takes its ffmpegs along.
 * An IPC channel tells it when the supervisor is gone, however that happened.
 */
export class Child {
  readonly name: string;
  /** Resolves with a description when the process is gone; never rejects. */
  readonly exited: Promise<string>;
  private readonly process: ChildProcess;
  private readonly recent: string[] = [];
  private readonly logFile: WriteStream;
  private gone = false;

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.logFile = openLogFile(options.logDir, options.name);
    this.process = spawn(process.execPath, options.args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream !== null)
        createInterface({ input: stream }).on("line", (line) => this.hear(line, options.onLine));
    }
    this.exited = new Promise((resolve) => {
      const leave = (how: string) => {
        this.gone = true;
        this.logFile.end();
        resolve(how);
      };
      // What it started and did not end (an ffmpeg, mostly) belongs to its group and goes with it.
      this.process.once("exit", () => this.killGroup());
      this.process.once("error", (error) => leave(`could not be started: ${error.message}`));
      this.process.once("close", (code, signal) =>
        leave(signal === null ? `exited with code ${code}` : `was killed by ${signal}`),
      );
    });
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  get isRunning(): boolean {
    return !this.gone;
  }

  /** The last lines it wrote, which usually say why it died. */
  get lastLines(): readonly string[] {
    return this.recent;
  }

  /** Asks it to stop and insists after five seconds. Returns when it is gone; may be called again. */
  async stop(): Promise<void> {
    if (this.gone) return;
    this.process.kill("SIGTERM");
    const insist = setTimeout(() => this.kill(), STOP_GRACE_MS);
    await this.exited;
    clearTimeout(insist);
  }

  /** Ends it and everything it started, at once. */
  kill(): void {
    if (!this.gone) this.killGroup();
  }

  private killGroup(): void {
    if (this.process.pid === undefined) return;
    try {
      process.kill(-this.process.pid, "SIGKILL");
    } catch (error) {
      // An empty group cannot be signalled, and an empty group is what we want.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  private hear(line: string, onLine: ChildOptions["onLine"]): void {
    const record = readLogLine(this.name, line);
    const text = record.source === this.name ? record.message : `${record.source} ${record.message}`;
    this.recent.push(text);
    if (this.recent.length > LAST_LINES) this.recent.shift();
    this.logFile.write(`${JSON.stringify(record)}\n`);
    onLine(this.name, text);
  }
}

/** A line of a log file: one JSON object, whatever a child writes. */
interface LogLine {
  /** RFC 3339. */
  at: string;
  level: string;
  /** The child, or the part of it that it names. */
  source: string;
  message: string;
}

function readLogLine(child: string, line: string): LogLine {
  try {
    const { at, level, source, message } = JSON.parse(line) as Partial<LogLine>;
    if (typeof at === "string" && typeof level === "string" && typeof message === "string")
      return { at, level, source: source && source !== "runtime" ? source : child, message };
  } catch {
    // Not every child writes JSON.
  }
  return { at: new Date().toISOString(), level: "info", source: child, message: line };
}

/** Appends, and keeps one older file, so that logs never take more than twice the limit per child. */
function openLogFile(logDir: string, name: string): WriteStream {
  mkdirSync(logDir, { recursive: true });
  const file = path.join(logDir, `${name}.log`);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_FILE_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: "a", mode: 0o600 });
}
