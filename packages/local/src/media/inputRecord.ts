import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { RecordFolder } from "../recordFolder.ts";

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

const vInputRecord = z.object({
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
/** What outlives the process about one live input. */
export type InputRecord = z.infer<typeof vInputRecord>;

const idOf = ({ uid }: InputRecord) => uid;
const vOldFile = z.object({ version: z.literal(1), inputs: z.array(vInputRecord) });

/** The records of all live inputs in a media folder. A file that held all of them together is taken apart. */
export function inputRecords(mediaFolder: string): RecordFolder<InputRecord> {
  const records = new RecordFolder(join(mediaFolder, "live-inputs"), vInputRecord, idOf);
  const oldFile = join(mediaFolder, "live-inputs.json");
  if (!existsSync(oldFile)) return records;
  for (const record of vOldFile.parse(JSON.parse(readFileSync(oldFile, "utf8"))).inputs) records.save(record);
  rmSync(oldFile);
  return records;
}
