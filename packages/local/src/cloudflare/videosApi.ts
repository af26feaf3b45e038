import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clipper } from "../videos/clipper.ts";
import type { PlaybackTokens } from "../videos/tokens.ts";
import type { Uploads } from "../videos/uploads.ts";
import type { Video, Videos } from "../videos/videos.ts";
import { captionsApi } from "./captionsApi.ts";
import { badRequest, notFound, Refusal, readBody, wrongMethod } from "./envelope.ts";
import { receiveFile } from "./multipart.ts";
import type { Branch } from "./streamApi.ts";

export type VideosApiOptions = {
  videos: Videos;
  clipper: Clipper;
  uploads: Uploads;
  tokens: PlaybackTokens;
  /** Whether there is a live input of this uid: it may be played by token, too. */
  isInput(uid: string): boolean;
  present(video: Video): object;
};

const vOrigins = z.array(z.string().max(253)).max(100);
const vTime = z.iso.datetime({ offset: true });
const vMeta = z.record(z.string(), z.unknown());

const vChanges = z.object({
  requireSignedURLs: z.boolean().optional(),
  allowedOrigins: vOrigins.optional(),
  scheduledDeletion: vTime.nullable().optional(),
  thumbnailTimestampPct: z.number().min(0).max(1).optional(),
  meta: vMeta.optional(),
});

const vClip = z.object({
  clippedFromVideoUID: z.string(),
  startTimeSeconds: z.number().min(0),
  endTimeSeconds: z.number().min(0),
  requireSignedURLs: z.boolean().optional(),
  allowedOrigins: vOrigins.optional(),
  meta: vMeta.optional(),
});

const vTokenWish = z.object({
  exp: z.number().int().optional(),
  nbf: z.number().int().optional(),
  downloadable: z.boolean().optional(),
  accessRules: z.array(z.unknown()).max(0, "access rules cannot be kept here").optional(),
});

const HOUR_S = 3600;
/** What Cloudflare takes in one request. */
const MAX_UPLOAD_BYTES = 200_000_000;

/** Videos: upload, list, get, update, delete; captions and clips of them, and tokens to play them by. */
export function videosApi({ videos, clipper, uploads, tokens, isInput, present }: VideosApiOptions): Branch {
  const onCaptions = captionsApi(videos, uploads);

  return async (req, [uid, what, ...more], query) => {
    if (uid === undefined) {
      if (req.method === "POST") return await onUpload(req);
      if (req.method !== "GET") throw wrongMethod();
      return named(query.get("search")).slice(0, 1000).map(present);
    }
    if (what === "captions") {
      const video = videos.find(uid);
      if (!video) throw notFound("video");
      return await onCaptions(req, video, more);
    }
    if (more.length > 0) return undefined;
    if (uid === "clip" && what === undefined) return await onClip(req);
    if (what === "token") return await onToken(req, uid);
    if (what !== undefined) return undefined;
    const video = videos.find(uid);
    if (!video) throw notFound("video");
    return await onVideo(req, video);
  };

  /** All videos, or those with these letters in their name. */
  function named(search: string | null): Video[] {
    if (!search) return videos.list();
    const isNamed = (name: unknown) =>
      typeof name === "string" && name.toLowerCase().includes(search.toLowerCase());
    return videos.list().filter(({ record }) => isNamed(record.meta.name));
  }

  async function onUpload(req: Parameters<Branch>[0]): Promise<unknown> {
    const path = uploads.draft(randomBytes(16).toString("hex"));
    const name = await receiveFile(req, path, MAX_UPLOAD_BYTES);
    return present(uploads.take(path, name));
  }

  async function onVideo(req: Parameters<Branch>[0], video: Video): Promise<unknown> {
    if (req.method === "DELETE") {
      if (video.record.state === "live-inprogress")
        throw new Refusal(
          409,
          10009,
          "The video is being recorded. It can be deleted when the broadcast is over.",
        );
      videos.remove(video);
      return null;
    }
    if (req.method === "POST") {
      const { requireSignedURLs, ...changes } = await readBody(req, vChanges);
      videos.update(video, {
        ...changes,
        ...(requireSignedURLs !== undefined && { requireSignedUrls: requireSignedURLs }),
      });
    } else if (req.method !== "GET") throw wrongMethod();
    return present(video);
  }

  async function onClip(req: Parameters<Branch>[0]): Promise<unknown> {
    if (req.method !== "POST") throw wrongMethod();
    const wish = await readBody(req, vClip);
    const source = videos.find(wish.clippedFromVideoUID);
    if (!source) throw notFound("video");
    const clip = clipper.order({
      source,
      startSeconds: wish.startTimeSeconds,
      endSeconds: wish.endTimeSeconds,
      meta: wish.meta ?? source.record.meta,
      requireSignedUrls: wish.requireSignedURLs ?? source.record.requireSignedUrls,
      allowedOrigins: wish.allowedOrigins ?? source.record.allowedOrigins,
    });
    if (typeof clip === "string") throw badRequest(clip);
    if (clip === null) throw new Refusal(429, 10429, "Too many clips are waiting. Try again in a moment.");
    return present(clip);
  }

  async function onToken(req: Parameters<Branch>[0], uid: string): Promise<unknown> {
    if (req.method !== "POST") throw wrongMethod();
    if (!videos.find(uid) && !isInput(uid)) throw notFound("video");
    const { exp, nbf, downloadable } = await readBody(req, vTokenWish);
    const now = Math.floor(Date.now() / 1000);
    if (exp !== undefined && exp > now + 24 * HOUR_S + 60)
      throw badRequest("exp may be 24 hours from now at most");
    return { token: tokens.issue(uid, { exp: exp ?? now + HOUR_S, nbf, downloadable }) };
  }
}
