import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** As Cloudflare has it, with its defaults. */
export const vRecording = z.object({
  mode: z.enum(["off", "automatic"]).default("off"),
  /** Playing needs a signed token, by the input's uid and for the recordings that follow. */
  requireSignedURLs: z.boolean().default(false),
  /** Hosts whose pages may play it; null: any. */
  allowedOrigins: z.array(z.string().max(253)).max(100).nullable().default(null),
  hideLiveViewerCount: z.boolean().default(false),
  /** How long a publisher may be gone before its return is another broadcast. */
  timeoutSeconds: z.number().int().min(0).max(3600).optional(),
});

const vRecord = z.object({
  uid: z.string().regex(/^[0-9a-f]{32}$/),
  streamKey: z.string().min(16),
  meta: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  recording: vRecording,
  deleteRecordingAfterDays: z.number().nullable().default(null),
  preferLowLatency: z.boolean().default(false),
  /** Whose the videos are that are recorded from it. */
  defaultCreator: z.string().nullable().default(null),
  createdAt: z.string(),
  modifiedAt: z.string(),
  keysRotatedAt: z.string().optional(),
  /** The last state the outside was told, or null before the first push. */
  status: z
    .object({ state: z.enum(["connected", "disconnected"]), reason: z.string(), enteredAt: z.string() })
    .nullable(),
});
const vFile = z.object({ version: z.literal(1), inputs: z.array(vRecord) });

/** What outlives the process about one live input. */
export type InputRecord = z.infer<typeof vRecord>;

/** The inputs' file is there and cannot be used. Its message says what to do. */
export class InputStoreError extends Error {}

/**
 * Live inputs in one JSON file, readable by its owner only because it holds stream keys. A save replaces the whole file
 * atomically and is on disk when it returns.
 */
export class InputStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
  }

  /** The saved inputs; none when there is no file yet. Throws InputStoreError on a file that is damaged. */
  load(): InputRecord[] {
    let text: string;
    try {
      text = readFileSync(this.#path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw new InputStoreError(`${this.#path} cannot be read: ${(error as Error).message}`);
    }
    try {
      return vFile.parse(JSON.parse(text)).inputs;
    } catch {
      throw new InputStoreError(`${this.#path} is damaged; move it away to start without live inputs.`);
    }
  }

  save(inputs: InputRecord[]): void {
    const replacement = `${this.#path}.new`;
    const file = openSync(replacement, "w", 0o600);
    try {
      writeSync(file, JSON.stringify({ version: 1, inputs } satisfies z.infer<typeof vFile>));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(replacement, this.#path);
  }
}
