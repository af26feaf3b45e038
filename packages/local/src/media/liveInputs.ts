import { createHash, randomBytes } from "node:crypto";
import type { RecordFolder } from "../recordFolder.ts";
import { type InputRecord, vRecording } from "./inputRecord.ts";
import { DISABLED, LiveInput, type LiveInputSurroundings } from "./liveInput.ts";
import type { Publisher, PublishSink } from "./rtmpIngest.ts";

export type InputChanges = Partial<
  Pick<
    InputRecord,
    "meta" | "enabled" | "recording" | "deleteRecordingAfterDays" | "preferLowLatency" | "defaultCreator"
  >
>;

/** All live inputs of this machine, by uid and by stream key. Every change is saved before it is answered. */
export class LiveInputs {
  readonly #byUid = new Map<string, LiveInput>();
  /** By the key's hash, so that a lookup takes the same time whatever is presented. */
  readonly #byKey = new Map<string, LiveInput>();
  readonly #records: RecordFolder<InputRecord>;
  readonly #surroundings: LiveInputSurroundings;

  constructor(records: RecordFolder<InputRecord>, surroundings: Omit<LiveInputSurroundings, "save">) {
    this.#records = records;
    this.#surroundings = { ...surroundings, save: (record) => records.save(record) };
    const found = records.load(surroundings.log).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    for (const record of found) this.#add(record);
    surroundings.thumbnails.keepOnly(new Set(this.#byUid.keys()));
  }

  /** Tells the backend about inputs that were on air when the last process ended. */
  reportLost(): void {
    for (const input of this.#byUid.values())
      if (input.record.status?.state === "connected") input.reportLost();
  }

  create(facts: InputChanges): LiveInput {
    const now = new Date().toISOString();
    const input = this.#add({
      uid: randomBytes(16).toString("hex"),
      streamKey: newStreamKey(),
      meta: facts.meta ?? {},
      enabled: facts.enabled ?? true,
      recording: facts.recording ?? vRecording.parse({}),
      deleteRecordingAfterDays: facts.deleteRecordingAfterDays ?? null,
      preferLowLatency: facts.preferLowLatency ?? false,
      defaultCreator: facts.defaultCreator ?? null,
      createdAt: now,
      modifiedAt: now,
      status: null,
    });
    this.#records.save(input.record);
    return input;
  }

  find(uid: string): LiveInput | null {
    return this.#byUid.get(uid) ?? null;
  }

  /** Newest first. */
  list(): LiveInput[] {
    return [...this.#byUid.values()].reverse();
  }

  update(input: LiveInput, changes: InputChanges): void {
    const wasClosed = input.record.recording.requireSignedURLs;
    Object.assign(input.record, changes, { modifiedAt: new Date().toISOString() });
    this.#records.save(input.record);
    if (wasClosed && !input.record.recording.requireSignedURLs) input.openFromNow();
    if (!input.record.enabled) input.drop(DISABLED);
  }

  /** Gives an input another key. Who publishes by the old one is dropped. */
  rotateKey(input: LiveInput): void {
    this.#byKey.delete(hashOf(input.record.streamKey));
    input.record.streamKey = newStreamKey();
    input.record.keysRotatedAt = new Date().toISOString();
    this.#byKey.set(hashOf(input.record.streamKey), input);
    this.#records.save(input.record);
    input.drop("this stream key was replaced");
  }

  remove(input: LiveInput): void {
    input.drop("this live input was deleted");
    this.#byUid.delete(input.record.uid);
    this.#byKey.delete(hashOf(input.record.streamKey));
    this.#records.remove(input.record.uid);
    void input.stop();
    this.#surroundings.thumbnails.remove(input.record.uid);
  }

  /** Decides about a publisher by the key it presents. */
  admit(streamKey: string, publisher: Publisher): PublishSink | string {
    const input = this.#byKey.get(hashOf(streamKey));
    return input ? input.admit(publisher) : "unknown stream key";
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#byUid.values()].map((input) => input.stop()));
  }

  #add(record: InputRecord): LiveInput {
    const input = new LiveInput(record, this.#surroundings);
    this.#byUid.set(record.uid, input);
    this.#byKey.set(hashOf(record.streamKey), input);
    return input;
  }
}

function newStreamKey(): string {
  return randomBytes(32).toString("hex");
}

function hashOf(streamKey: string): string {
  return createHash("sha256").update(streamKey).digest("base64");
}
