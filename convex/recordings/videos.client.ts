import * as z from "zod";
import { callStream, parseResult } from "../lib/cloudflare.client";

/** A video at the provider: what became of a broadcast, or was cut from one. */
export interface Video {
  uid: string;
  createdAt: number;
  durationS: number;
  state: "live" | "working" | "ready" | "failed";
  /** Why it failed, as far as the provider says. */
  fault: string | null;
  isPrivate: boolean;
}

const zVideo = z
  .object({
    uid: z.string().min(1),
    created: z.string(),
    duration: z.number().nullish(),
    readyToStream: z.boolean().nullish(),
    requireSignedURLs: z.boolean().nullish(),
    status: z
      .object({
        state: z.string(),
        errorReasonText: z.string().nullish(),
        errorReasonCode: z.string().nullish(),
      })
      .nullish(),
  })
  .transform((given): Video => {
    const { state, errorReasonText, errorReasonCode } = given.status ?? { state: "queued" };
    return {
      uid: given.uid,
      createdAt: Date.parse(given.created) || 0,
      durationS: Math.max(0, given.duration ?? 0), // minus one while nobody knows
      state:
        state === "error"
          ? "failed"
          : state.startsWith("live")
            ? "live"
            : state === "ready" && given.readyToStream !== false
              ? "ready"
              : "working",
      fault: errorReasonText || errorReasonCode || null,
      isPrivate: given.requireSignedURLs ?? false,
    };
  });

const at = (uid: string) => `/${encodeURIComponent(uid)}`;

/** The videos that were recorded from a live input, newest first; none when there is no such input. */
export async function listVideosOf(inputUid: string): Promise<Video[]> {
  const result = await callStream("GET", `/live_inputs${at(inputUid)}/videos`);
  return parseResult(z.array(zVideo), result ?? []);
}

/** A video, or null when it is not there, or no longer. */
export async function findVideo(uid: string): Promise<Video | null> {
  const result = await callStream("GET", at(uid));
  return result === null ? null : parseResult(zVideo, result);
}

/** Cuts a piece out of a video, as a video of its own. Null when the source is not there any more. */
export async function cutVideo(piece: {
  sourceUid: string;
  startS: number;
  endS: number;
  name: string;
  isPrivate: boolean;
}): Promise<Video | null> {
  const result = await callStream("POST", "/clip", {
    clippedFromVideoUID: piece.sourceUid,
    startTimeSeconds: piece.startS,
    endTimeSeconds: piece.endS,
    requireSignedURLs: piece.isPrivate,
    meta: { name: piece.name },
  });
  return result === null ? null : parseResult(zVideo, result);
}

/** Has a video ask for a token, or no longer. One that is gone needs neither. */
export async function protectVideo(uid: string, isPrivate: boolean): Promise<void> {
  await callStream("POST", at(uid), { requireSignedURLs: isPrivate });
}

/** Removes a video. One that is already gone is fine. */
export async function removeVideo(uid: string): Promise<void> {
  await callStream("DELETE", at(uid));
}

const zHook = z.object({ secret: z.string().min(1) });

/** Has the provider tell this address when a video is ready or has failed; answers the secret that it signs with. */
export async function subscribe(notificationUrl: string): Promise<string> {
  return parseResult(zHook, await callStream("PUT", "/webhook", { notificationUrl })).secret;
}
