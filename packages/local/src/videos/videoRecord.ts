import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { replaceFile } from "../replaceFile.ts";

export const UID = /^[0-9a-f]{32}$/;

const vVideoRecord = z.object({
  version: z.literal(1),
  uid: z.string().regex(UID),
  /** The live input it was recorded from, or null for a clip and for what was uploaded. */
  liveInput: z.string().nullable(),
  clippedFrom: z.object({ uid: z.string(), startSeconds: z.number(), endSeconds: z.number() }).nullable(),
  meta: z.record(z.string(), z.unknown()),
  /** Whose it is, in the words of whoever uses this service. */
  creator: z.string().nullable().default(null),
  createdAt: z.string(),
  modifiedAt: z.string(),
  state: z.enum(["live-inprogress", "queued", "inprogress", "ready", "error"]),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  durationSeconds: z.number(),
  bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  requireSignedUrls: z.boolean(),
  allowedOrigins: z.array(z.string()),
  scheduledDeletion: z.string().nullable(),
  thumbnailTimestampPct: z.number(),
  /** The languages (BCP 47) that it has captions in, a file each. */
  captions: z.array(z.string()).default([]),
  /** Whether the outside has been told that it is ready, or failed. */
  told: z.boolean(),
});

/** What is known of a video besides its media. */
export type VideoRecord = z.infer<typeof vVideoRecord>;

const FILE = "video.json";

/** Replaces the record in a video's folder; it is on disk when this returns. */
export function saveRecord(folder: string, record: VideoRecord): void {
  replaceFile(join(folder, FILE), JSON.stringify(record));
}

/** The record in a folder, null when there is none, or "damaged". */
export function loadRecord(folder: string): VideoRecord | "damaged" | null {
  try {
    return vVideoRecord.parse(JSON.parse(readFileSync(join(folder, FILE), "utf8")));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : "damaged";
  }
}
