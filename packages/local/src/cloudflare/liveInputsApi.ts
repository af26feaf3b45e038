import { z } from "zod";
import { vRecording } from "../media/inputRecord.ts";
import type { LiveInput } from "../media/liveInput.ts";
import type { LiveInputs } from "../media/liveInputs.ts";
import type { Video } from "../videos/videos.ts";
import { notFound, readBody, wrongMethod } from "./envelope.ts";
import type { Branch } from "./streamApi.ts";

export type LiveInputsApiOptions = {
  /** What encoders push to, with a trailing slash as Cloudflare writes it. */
  rtmpUrl: string;
  videosOf(input: LiveInput): Video[];
  presentVideo(video: Video): object;
};

/** What is left out of `recording` has its default; what is left out beside it stays as it is. */
const vChanges = z.object({
  meta: z.record(z.string(), z.unknown()).optional(),
  enabled: z.boolean().optional(),
  recording: vRecording.optional(),
  // Cloudflare wants 30 at least; here a test need not wait a month.
  deleteRecordingAfterDays: z.number().min(0).max(1096).nullable().optional(),
  preferLowLatency: z.boolean().optional(),
  defaultCreator: z.string().max(64).nullable().optional(),
});

/** Live inputs: create, list, get, update, delete; their keys, and the videos recorded from them. */
export function liveInputsApi(inputs: LiveInputs, options: LiveInputsApiOptions): Branch {
  return async (req, [uid, what, ...more]) => {
    if (more.length > 0) return undefined;
    if (uid === undefined) return await onCollection(req);
    const input = inputs.find(uid);
    if (!input) throw notFound("live input");
    if (what === undefined) return await onInput(req, input);
    if (what === "videos") {
      if (req.method !== "GET") throw wrongMethod();
      return options.videosOf(input).map(options.presentVideo);
    }
    if (what !== "rotate_keys") return undefined;
    if (req.method !== "POST") throw wrongMethod();
    inputs.rotateKey(input);
    return presentInput(input, options.rtmpUrl);
  };

  async function onCollection(req: Parameters<Branch>[0]): Promise<unknown> {
    if (req.method === "POST")
      return presentInput(inputs.create(await readBody(req, vChanges)), options.rtmpUrl);
    if (req.method !== "GET") throw wrongMethod();
    const liveInputs = inputs.list().map(presentListed);
    return { liveInputs, range: liveInputs.length, total: liveInputs.length };
  }

  async function onInput(req: Parameters<Branch>[0], input: LiveInput): Promise<unknown> {
    if (req.method === "DELETE") {
      inputs.remove(input);
      return null;
    }
    if (req.method === "PUT") inputs.update(input, await readBody(req, vChanges));
    else if (req.method !== "GET") throw wrongMethod();
    return presentInput(input, options.rtmpUrl);
  }
}

function presentListed({ record }: LiveInput) {
  return {
    uid: record.uid,
    created: record.createdAt,
    modified: record.modifiedAt,
    meta: record.meta,
    enabled: record.enabled,
    deleteRecordingAfterDays: record.deleteRecordingAfterDays,
  };
}

function presentInput(input: LiveInput, rtmpUrl: string) {
  const { status, recording, streamKey, preferLowLatency, defaultCreator, keysRotatedAt } = input.record;
  return {
    ...presentListed(input),
    preferLowLatency,
    defaultCreator,
    recording,
    rtmps: { url: rtmpUrl, streamKey },
    ...(keysRotatedAt && { keysRotatedAt }),
    status: status && {
      current: {
        ingestProtocol: "rtmp",
        state: status.state,
        reason: status.reason,
        statusEnteredAt: status.enteredAt,
        statusLastSeen: new Date().toISOString(),
      },
      history: [],
    },
  };
}
