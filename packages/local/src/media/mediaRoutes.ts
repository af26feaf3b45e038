import type { IncomingMessage, ServerResponse } from "node:http";
import { sendContent, sendPiece } from "../front/answers.ts";
import type { ProblemCode, Problems } from "../front/problems.ts";
import { findPiece } from "../videos/archive.ts";
import { readCaptions } from "../videos/captions.ts";
import { type Pictures, TooBusyError } from "../videos/pictures.ts";
import { type Playable, type Playback, wholeOf } from "../videos/playback.ts";
import { mediaFileOf } from "../videos/segmentFile.ts";
import type { Videos } from "../videos/videos.ts";
import type { Audience } from "./audience.ts";
import { Manifests, type Rendition } from "./manifests.ts";
import { readSeconds } from "./mediaQuery.ts";
import type { Thumbnails } from "./thumbnails.ts";

export type MediaSurroundings = {
  playback: Playback;
  videos: Videos;
  thumbnails: Thumbnails;
  pictures: Pictures;
  audience: Audience;
  problems: Problems;
  /** Players that may wait for what comes next. */
  maxWaiting?: number;
};

/** The first word is a uid or a token; the rest is one of these, letter by letter. */
const PATH =
  /^\/media\/([A-Za-z0-9._-]{1,2000})\/(?:(?:(source|low)\/)?(?:manifest\/(video)\.m3u8|segments\/([a-z0-9.-]{1,40}))|manifest\/(clip)\.m3u8|captions\/([A-Za-z0-9-]{2,35})\.(m3u8|vtt)|thumbnails\/(thumbnail)\.jpg|(lifecycle|views|health\.json))$/;

const REFUSALS: Record<"unauthenticated" | "forbidden" | "not_found", string> = {
  unauthenticated: "Playing this needs a signed token that is valid now.",
  forbidden: "This may not be played by pages of that origin.",
  not_found: "There is no such media.",
};

/**
 * Playback under `/media/{uid or token}/…`, as `{CLOUDFLARE_PLAYBACK_URL}/…` of the real service. A path that is none of
 * those it knows is not found: nothing in it is decoded, joined or opened.
 */
export function mediaRoutes(surroundings: MediaSurroundings) {
  const { playback, videos, thumbnails, pictures, audience, problems } = surroundings;
  const manifests = new Manifests(videos, problems, surroundings.maxWaiting);

  return async (
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    res.setHeader("Access-Control-Allow-Origin", "*");
    res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    res.setHeader("Access-Control-Expose-Headers", EXPOSED);
    if (req.method === "OPTIONS") return preflight(res);
    const refuse = (code: ProblemCode, detail: string) => problems.send(req, res, code, detail);
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.setHeader("Allow", "GET, HEAD, OPTIONS");
      return refuse("method_not_allowed", "Media can only be read.");
    }
    const [, id, rendition, manifest, segment, clip, language, form, picture, about] = PATH.exec(path) ?? [];
    const playable = id ? playback.admit(id, req) : "not_found";
    if (typeof playable === "string") return refuse(playable, REFUSALS[playable]);
    if (segment) return sendSegment(req, res, playable, rendition === "low", segment);
    if (clip) return manifests.sendClip(req, res, playable, query);
    if (language && form === "m3u8") return manifests.sendCaptions(req, res, playable, language);
    if (language) return await sendCaptions(req, res, playable, language);
    if (manifest) {
      if (playable.input) audience.note(playable.input.record.uid, req);
      return await manifests.sendVideo(req, res, playable, rendition as Rendition | undefined, query);
    }
    if (picture) return await sendPicture(req, res, playable, query);
    return sendFacts(req, res, playable, about!);
  };

  function sendSegment(
    req: IncomingMessage,
    res: ServerResponse,
    playable: Playable,
    low: boolean,
    name: string,
  ): void {
    const cacheControl = playable.kind === "video" ? RECORDED : LIVE;
    const { input } = playable;
    if (playable.kind === "input" && sequenceOf(name) < playable.input.timeline.opensAt)
      return problems.send(req, res, "not_found", "This piece of the stream was for others.");
    const bytes = (low ? input?.ladder.timeline : input?.timeline)?.file(name);
    if (bytes) return sendContent(req, res, { bytes, type: "video/mp4", cacheControl });
    const piece = !low && playable.video && findPiece(videos.indexOf(playable.video), name);
    if (!piece)
      return problems.send(req, res, "not_found", "This piece of the stream is gone, or was never there.");
    const path = mediaFileOf(playable.video!.folder);
    sendPiece(req, res, { path, ...piece, type: "video/mp4", cacheControl });
  }

  async function sendCaptions(
    req: IncomingMessage,
    res: ServerResponse,
    { video }: Playable,
    language: string,
  ): Promise<void> {
    const text = video && (await readCaptions(video, language));
    if (!text) return problems.send(req, res, "not_found", "There are no captions in that language.");
    sendContent(req, res, {
      bytes: Buffer.from(text),
      type: "text/vtt; charset=utf-8",
      cacheControl: "no-cache",
    });
  }

  async function sendPicture(
    req: IncomingMessage,
    res: ServerResponse,
    playable: Playable,
    query: URLSearchParams,
  ): Promise<void> {
    const time = readSeconds(query.get("time"));
    const height = readSeconds(query.get("height"));
    if (time === "malformed" || height === "malformed")
      return problems.send(
        req,
        res,
        "malformed_request",
        "time is seconds (90s, 1m30s), height a number of pixels.",
      );
    try {
      const image = await findPicture(playable, time, height);
      if (!image)
        return problems.send(req, res, "not_found", "There is no picture yet, or not at that time.");
      sendContent(req, res, { bytes: image, type: "image/jpeg", cacheControl: "public, max-age=5" });
    } catch (error) {
      if (!(error instanceof TooBusyError)) throw error;
      problems.send(req, res, "unavailable", "Too many pictures are being made. Try again in a moment.");
    }
  }

  /** What runs shows its newest picture, unless a time is named. */
  async function findPicture(playable: Playable, time: number | null, height: number | null) {
    const { input, kind } = playable;
    const video = wholeOf(playable);
    const isLive = video === null || video.record.state === "live-inprogress";
    if (isLive && time === null && height === null) {
      const uid = input?.record.uid;
      const newest = uid ? await thumbnails.find(uid) : null;
      if (newest || kind === "input") return newest;
    }
    if (!video) return input ? await thumbnails.find(input.record.uid) : null;
    return await pictures.find(video, time, height);
  }

  function sendFacts(req: IncomingMessage, res: ServerResponse, playable: Playable, about: string): void {
    const { input, video, kind } = playable;
    if (about === "health.json") {
      if (kind !== "input") return problems.send(req, res, "not_found", "Only live inputs have a health.");
      return sendFact(req, res, playable.input.describeHealth());
    }
    const live = Boolean(input?.live);
    if (about === "views") {
      const hidden = input?.record.recording.hideLiveViewerCount;
      const liveViewers = input && live && !hidden ? audience.count(input.record.uid) : 0;
      return sendFact(req, res, { liveViewers });
    }
    const running = video?.writer && video.record.state === "live-inprogress" ? video.record.uid : null;
    const videoUID = kind === "video" ? video.record.uid : running;
    sendFact(req, res, { isInput: kind === "input", videoUID, live, status: lifecycleOf(playable, live) });
  }
}

/** The number of the segment that a piece is of; an initialisation belongs to all of its run. */
const sequenceOf = (name: string) =>
  Number(/^(?:seg|part)-(\d+)/.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);

const EXPOSED = "Content-Length, Content-Range, preview-start-seconds, stream-media-id";
const LIVE = "public, max-age=60, immutable";
const RECORDED = "public, max-age=3600, immutable";

function lifecycleOf({ kind, video }: Playable, live: boolean): string {
  if (live) return "live";
  return kind === "input" ? "disconnected" : video.record.state;
}

function sendFact(req: IncomingMessage, res: ServerResponse, value: object): void {
  const bytes = Buffer.from(JSON.stringify(value));
  sendContent(req, res, { bytes, type: "application/json; charset=utf-8", cacheControl: "no-store" });
}

function preflight(res: ServerResponse): void {
  res.writeHead(204, {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Range",
    "Access-Control-Max-Age": "86400",
  });
  res.end();
}
