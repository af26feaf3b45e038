import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Outside, OutsideError } from "../outside/outside.ts";
import type { RecordFolder } from "../recordFolder.ts";
import type { Speaker } from "../speech/speaker.ts";
import { Likenesses } from "./likenesses.ts";
import { type Manner, newId, type ReplicaRecord } from "./records.ts";
import { decodeSample, loudestOf, measureVoice, requireVoice, SampleError } from "./voiceSample.ts";

export type ReplicasOptions = {
  records: RecordFolder<ReplicaRecord>;
  /** Where samples are while they are listened to. */
  samplesFolder: string;
  speaker: Speaker;
  outside: Outside;
  ffmpegPath: string;
  log(line: string): void;
  /** A replica is completed, or failed. Called again at the next start until somebody has heard of it. */
  tell(record: ReplicaRecord): void;
};

/** A voice with a face that anybody may use. */
export type StockReplica = { id: string; name: string; manner: Manner };

const MAX_SAMPLE_BYTES = 50 * 2 ** 20;
const MAX_ATTEMPTS = 3;

/** Voices and faces: those that are built in, and those that were made from somebody's sample. */
export class Replicas {
  readonly stock: readonly StockReplica[];
  readonly #options: ReplicasOptions;
  readonly #replicas = new Map<string, ReplicaRecord>();
  readonly #likenesses: Likenesses;
  readonly #progress = new Map<string, number>();
  readonly #stopped = new AbortController();
  #training: Promise<void> = Promise.resolve();

  constructor(options: ReplicasOptions) {
    this.#options = options;
    this.#likenesses = new Likenesses(options.speaker);
    this.stock = options.speaker.voices.map(({ id, name }) => ({
      id: `r${createHash("sha256").update(`molt-draft ${id}`).digest("hex").slice(0, 11)}`,
      name,
      manner: { voiceId: id, rate: 1, pitch: 1 },
    }));
    const found = options.records.load(options.log).sort((a, b) => a.createdAt - b.createdAt);
    for (const record of found) this.#replicas.set(record.id, record);
  }

  /** Goes on with what the last process has left. */
  start(): void {
    const { samplesFolder } = this.#options;
    mkdirSync(samplesFolder, { recursive: true });
    for (const name of readdirSync(samplesFolder)) rmSync(join(samplesFolder, name), { force: true });
    for (const record of this.#replicas.values()) {
      if (record.status !== "started") this.#tell(record);
      else if (record.attempts >= MAX_ATTEMPTS) this.#fail(record, FAILED);
      else this.#enqueue(record);
    }
  }

  /** Resolves when nothing is under way any more; it begins again at the next start. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#training;
  }

  create(order: { name: string | null; sampleUrl: string; callbackUrl: string | null }): ReplicaRecord {
    const id = newId("r");
    const now = Date.now();
    const { name, sampleUrl, callbackUrl } = order;
    const record: ReplicaRecord = {
      version: 1,
      id,
      name: name ?? id,
      status: "started",
      fault: null,
      createdAt: now,
      updatedAt: now,
      attempts: 0,
      sampleUrl,
      callback: callbackUrl === null ? null : { url: callbackUrl, told: false },
      manner: null,
    };
    this.#options.records.save(record);
    this.#replicas.set(id, record);
    this.#enqueue(record);
    return record;
  }

  find(id: string): ReplicaRecord | null {
    return this.#replicas.get(id) ?? null;
  }

  findStock(id: string): StockReplica | null {
    return this.stock.find((one) => one.id === id) ?? null;
  }

  /** Newest first. */
  list(): ReplicaRecord[] {
    return [...this.#replicas.values()].reverse();
  }

  progressOf({ id, status }: ReplicaRecord): number {
    return status === "completed" ? 1 : (this.#progress.get(id) ?? 0);
  }

  update(record: ReplicaRecord, changes: Partial<ReplicaRecord>): void {
    Object.assign(record, changes, { updatedAt: Date.now() });
    if (this.#replicas.has(record.id)) this.#options.records.save(record);
  }

  /** Forgets a replica. Videos that were ordered with it are made all the same. */
  remove({ id }: ReplicaRecord): void {
    this.#replicas.delete(id);
    this.#progress.delete(id);
    this.#options.records.remove(id);
  }

  /** One sample is listened to at a time. */
  #enqueue(record: ReplicaRecord): void {
    this.#training = this.#training
      .then(() => this.#train(record))
      // A disk that takes no record: what is known now is known until the next start.
      .catch((error: Error) => this.#options.log(`${record.id}: ${error.message}`));
  }

  async #train(record: ReplicaRecord): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted || !this.#replicas.has(record.id)) return;
    try {
      this.update(record, { attempts: record.attempts + 1 });
      const manner = await this.#listen(record, signal);
      this.update(record, { status: "completed", manner, sampleUrl: "" });
      this.#tell(record);
    } catch (error) {
      if (signal.aborted) return;
      const isSample = error instanceof SampleError;
      if (!isSample) this.#options.log(`the replica ${record.id} failed: ${(error as Error).message}`);
      this.#fail(record, isSample ? error.message : FAILED);
    } finally {
      this.#progress.delete(record.id);
    }
  }

  async #listen({ id, sampleUrl }: ReplicaRecord, signal: AbortSignal): Promise<Manner> {
    const { outside, samplesFolder, ffmpegPath } = this.#options;
    const file = join(samplesFolder, id);
    try {
      await outside
        .download(sampleUrl, { file, maxBytes: MAX_SAMPLE_BYTES, signal })
        .catch((error: unknown) => {
          throw error instanceof OutsideError ? new SampleError(unfetched(error)) : error;
        });
      this.#progress.set(id, 0.3);
      const sound = await decodeSample(ffmpegPath, file, signal);
      this.#progress.set(id, 0.6);
      const medianHz = requireVoice(await measureVoice(sound), loudestOf(sound));
      this.#progress.set(id, 0.8);
      return await this.#likenesses.find(medianHz);
    } finally {
      // Nobody needs it any more: what was heard in it is known.
      await rm(file, { force: true });
    }
  }

  #fail(record: ReplicaRecord, fault: string): void {
    this.update(record, { status: "error", fault, sampleUrl: "" });
    this.#tell(record);
  }

  #tell(record: ReplicaRecord): void {
    if (record.callback && !record.callback.told) this.#options.tell(record);
  }
}

const unfetched = ({ message }: OutsideError) => `The sample could not be fetched: ${message}.`;
const FAILED = "There was an issue processing your training video. Please try again.";
