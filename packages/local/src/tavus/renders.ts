import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { RecordFolder } from "../recordFolder.ts";
import { SpeechError } from "../speech/speaker.ts";
import { BackgroundError } from "./background.ts";
import { FairLine } from "./fairLine.ts";
import { newId, type RenderRecord } from "./records.ts";
import { type RenderTools, renderScript } from "./rendering.ts";

export type RendersOptions = RenderTools & {
  records: RecordFolder<RenderRecord>;
  /** Where finished videos and their pictures are. */
  folder: string;
  /** What finished videos may take on disk. */
  maxBytes: number;
  /** How many are made at a time; one for two cores. */
  parallel?: number;
  log(line: string): void;
  /** A video became ready, or failed. Called again at the next start until somebody has heard of it. */
  tell(record: RenderRecord): void;
};

export type RenderOrder = Pick<
  RenderRecord,
  "replicaId" | "script" | "manner" | "host" | "aspectRatio" | "captions" | "background"
> & { name: string | null; callbackUrl: string | null };

type Job = { record: RenderRecord; cancelled: AbortController; progress: number };

export type FileKind = "video" | "picture";
const EXTENSIONS: Record<FileKind, string> = { video: "mp4", picture: "jpg" };

const MAX_WAITING = 1000;
/** What kills the process three times would go on doing so. */
const MAX_ATTEMPTS = 3;
const LONGEST_WORK_MS = 20 * 60_000;
/** Whoever ordered it has fetched it long ago. */
const KEPT_MS = 24 * 3600_000;
const SWEEP_EVERY_MS = 10 * 60_000;

/**
 * Videos that were ordered: they wait in a line that is fair by host, are made one for two cores, and kept for a day.
 * What a crash has interrupted begins again at the next start; nothing is made twice at a time.
 */
export class Renders {
  readonly #options: RendersOptions;
  readonly #jobs = new Map<string, Job>();
  readonly #line = new FairLine<Job>();
  readonly #parallel: number;
  readonly #sweeping: NodeJS.Timeout;
  /** Those that are being made, by their ids; each resolves when it is over. */
  readonly #made = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(options: RendersOptions) {
    this.#options = options;
    this.#parallel = options.parallel ?? Math.max(1, Math.floor(availableParallelism() / 2));
    mkdirSync(options.folder, { recursive: true });
    const found = options.records.load(options.log).sort((a, b) => a.createdAt - b.createdAt);
    for (const record of found) this.#jobs.set(record.id, aJob(record));
    this.#sweeping = setInterval(() => this.sweep(), SWEEP_EVERY_MS);
    this.#sweeping.unref();
  }

  /** Goes on with what the last process has left. */
  start(): void {
    for (const job of this.#jobs.values()) this.#resume(job);
    this.sweep();
    this.#next();
  }

  /** What is being made is called off, and begins again at the next start. Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#sweeping);
    for (const { cancelled } of this.#jobs.values()) cancelled.abort();
    await Promise.all(this.#made.values());
  }

  /** The video, waiting to be made, or null when too many others wait. */
  create({ name, callbackUrl, ...order }: RenderOrder): RenderRecord | null {
    if (this.#line.length >= MAX_WAITING) return null;
    const id = newId("");
    const now = Date.now();
    const record: RenderRecord = {
      version: 1,
      id,
      ...order,
      name: name ?? nameOf(order.replicaId, id, now),
      status: "queued",
      details: "",
      createdAt: now,
      updatedAt: now,
      attempts: 0,
      callback: callbackUrl === null ? null : { url: callbackUrl, told: false },
      token: randomBytes(24).toString("base64url"),
      bytes: 0,
      durationS: null,
    };
    const job = aJob(record);
    this.#options.records.save(record);
    this.#jobs.set(id, job);
    this.#line.add(ownerOf(record), job);
    // Whoever orders hears that it waits, even when nobody else does.
    setImmediate(() => this.#next());
    return record;
  }

  find(id: string): RenderRecord | null {
    return this.#jobs.get(id)?.record ?? null;
  }

  findByToken(token: string): RenderRecord | null {
    for (const { record } of this.#jobs.values()) if (record.token === token) return record;
    return null;
  }

  /** Newest first. */
  list(): RenderRecord[] {
    return [...this.#jobs.values()].map(({ record }) => record).reverse();
  }

  /** How much of the work is done, 0 to 1. */
  progressOf({ id, status }: RenderRecord): number {
    return status === "ready" ? 1 : (this.#jobs.get(id)?.progress ?? 0);
  }

  update(record: RenderRecord, changes: Partial<RenderRecord>): void {
    Object.assign(record, changes, { updatedAt: Date.now() });
    if (this.#jobs.has(record.id)) this.#options.records.save(record);
  }

  /** Forgets a video, calls the work on it off, and deletes its files. */
  remove({ id }: RenderRecord): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    this.#line.remove(job);
    // The record first: files without one are swept at the next start.
    this.#options.records.remove(id);
    job.cancelled.abort();
    this.#removeFiles(id);
  }

  fileOf({ id }: RenderRecord, kind: FileKind): string {
    return join(this.#options.folder, `${id}.${EXTENSIONS[kind]}`);
  }

  /** Lets go of what was finished a day ago, and of the oldest beyond what may be kept at all. */
  sweep(): void {
    const finished = [...this.#jobs.values()]
      .map(({ record }) => record)
      .filter(({ status }) => status === "ready" || status === "error");
    let bytes = finished.reduce((sum, record) => sum + record.bytes, 0);
    for (const record of finished) {
      if (Date.now() - record.updatedAt < KEPT_MS && bytes <= this.#options.maxBytes) continue;
      bytes -= record.bytes;
      this.remove(record);
    }
    this.#removeStrayFiles();
  }

  #resume(job: Job): void {
    const { record } = job;
    const isDone = record.status === "ready" || record.status === "error";
    if (record.status === "ready" && !existsSync(this.fileOf(record, "video"))) this.#fail(record, LOST);
    else if (isDone) this.#tell(record);
    else if (record.attempts >= MAX_ATTEMPTS) this.#fail(record, INTERRUPTED);
    else this.#line.add(ownerOf(record), job);
  }

  #next(): void {
    while (!this.#stopped && this.#made.size < this.#parallel) {
      const turn = this.#line.next();
      if (!turn) return;
      const { id } = turn.item.record;
      const making = this.#make(turn.item)
        // A disk that takes no record: what is known now is known until the next start.
        .catch((error: Error) => this.#options.log(`the video ${id}: ${error.message}`))
        .finally(() => {
          this.#made.delete(id);
          turn.done();
          this.#next();
        });
      this.#made.set(id, making);
    }
  }

  /** Settles a video one way or the other; leaves it as it is when it was called off. */
  async #make(job: Job): Promise<void> {
    const { record, cancelled } = job;
    try {
      this.update(record, { status: "generating", attempts: record.attempts + 1 });
      const files = { video: this.fileOf(record, "video"), picture: this.fileOf(record, "picture") };
      const made = await renderScript(record, this.#options, files, {
        signal: AbortSignal.any([cancelled.signal, AbortSignal.timeout(LONGEST_WORK_MS)]),
        onProgress: (share) => {
          job.progress = share;
        },
      });
      cancelled.signal.throwIfAborted();
      this.update(record, { ...made, status: "ready", details: SUCCESS });
      this.#tell(record);
      this.sweep();
    } catch (error) {
      // Whatever was written until then is nobody's.
      this.#removeFiles(record.id);
      if (cancelled.signal.aborted) return;
      const isOrder = error instanceof SpeechError || error instanceof BackgroundError;
      if (!isOrder) this.#options.log(`the video ${record.id} cannot be made: ${(error as Error).message}`);
      this.#fail(record, isOrder ? error.message : FAILED);
    }
  }

  #fail(record: RenderRecord, details: string): void {
    this.update(record, { status: "error", details });
    this.#tell(record);
  }

  #tell(record: RenderRecord): void {
    if (record.callback && !record.callback.told) this.#options.tell(record);
  }

  #removeFiles(id: string): void {
    for (const extension of Object.values(EXTENSIONS))
      rmSync(join(this.#options.folder, `${id}.${extension}`), { force: true });
  }

  /** Files that a crash has left of what was being made, or deleted. What is being made now is left alone. */
  #removeStrayFiles(): void {
    for (const name of readdirSync(this.#options.folder)) {
      const [id = "", extension = ""] = name.split(".");
      const isWhole = Object.values(EXTENSIONS).includes(extension) && name === `${id}.${extension}`;
      const isInUse = isWhole && this.find(id)?.status === "ready";
      if (!isInUse && !this.#made.has(id))
        rmSync(join(this.#options.folder, name), { recursive: true, force: true });
    }
  }
}

const SUCCESS = "Your request has processed successfully!";
const FAILED =
  "An error occurred while generating this request. Please check your inputs or try your request again.";
const INTERRUPTED = "The work on this request was interrupted several times. Please try your request again.";
const LOST = "The video has been lost. Please try your request again.";

/** For whom it is made. Many speak with the same built-in replica, and who orders much is not to hold the others up. */
const ownerOf = ({ host }: RenderRecord): string => host;

const aJob = (record: RenderRecord): Job => ({ record, cancelled: new AbortController(), progress: 0 });

/** As Tavus names what was given no name. */
function nameOf(replicaId: string, id: string, now: number): string {
  const date = new Date(now).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
  return `replica_id: ${replicaId} - ${date} - video: ${id}`;
}
