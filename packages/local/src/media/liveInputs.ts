import { createHash, randomBytes } from "node:crypto";
import type { InputRecord, InputStore } from "./inputStore.ts";
import { LiveInput, type LiveInputSurroundings } from "./liveInput.ts";
import type { Publisher, PublishSink } from "./rtmpIngest.ts";

export type InputChanges = Partial<Pick<InputRecord, "meta" | "enabled" | "recording">>;

/** All live inputs of this machine, by uid and by stream key. Every change is saved before it is answered. */
export class LiveInputs {
  readonly #byUid = new Map<string, LiveInput>();
  /** By the key's hash, so that a lookup takes the same time whatever is presented. */
  readonly #byKey = new Map<string, LiveInput>();
  readonly #store: InputStore;
  readonly #surroundings: LiveInputSurroundings;

  constructor(store: InputStore, surroundings: Omit<LiveInputSurroundings, "save">) {
    this.#store = store;
    this.#surroundings = { ...surroundings, save: () => this.#save() };
    for (const record of store.load()) this.#add(record);
    surroundings.thumbnails.keepOnly(new Set(this.#byUid.keys()));
  }

  /** Tells the backend about inputs that were on air when the last process ended. */
  reportLost(): void {
    for (const input of this.#byUid.values())
      if (input.record.status?.state === "connected") input.reportLost();
  }

  create({ meta = {}, enabled = true, recording = { mode: "off" } }: InputChanges): LiveInput {
    const now = new Date().toISOString();
    const input = this.#add({
      uid: randomBytes(16).toString("hex"),
      streamKey: randomBytes(32).toString("hex"),
      meta,
      enabled,
      recording,
      createdAt: now,
      modifiedAt: now,
      status: null,
    });
    this.#save();
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
    Object.assign(input.record, changes, { modifiedAt: new Date().toISOString() });
    this.#save();
    if (!input.record.enabled) input.drop();
  }

  remove(input: LiveInput): void {
    input.drop();
    this.#byUid.delete(input.record.uid);
    this.#byKey.delete(hashOf(input.record.streamKey));
    this.#save();
    input.stop();
    this.#surroundings.thumbnails.remove(input.record.uid);
  }

  /** Decides about a publisher by the key it presents. */
  admit(streamKey: string, publisher: Publisher): PublishSink | string {
    const input = this.#byKey.get(hashOf(streamKey));
    return input ? input.admit(publisher) : "unknown stream key";
  }

  stop(): void {
    for (const input of this.#byUid.values()) input.stop();
  }

  #add(record: InputRecord): LiveInput {
    const input = new LiveInput(record, this.#surroundings);
    this.#byUid.set(record.uid, input);
    this.#byKey.set(hashOf(record.streamKey), input);
    return input;
  }

  #save(): void {
    this.#store.save([...this.#byUid.values()].map(({ record }) => record));
  }
}

function hashOf(streamKey: string): string {
  return createHash("sha256").update(streamKey).digest("base64");
}
