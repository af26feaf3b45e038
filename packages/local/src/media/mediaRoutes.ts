import type { IncomingMessage, ServerResponse } from "node:http";
import { sendContent } from "../front/answers.ts";
import type { Problems } from "../front/problems.ts";
import type { LiveInputs } from "./liveInputs.ts";
import type { Thumbnails } from "./thumbnails.ts";
import type { PlaylistPosition, Timeline } from "./timeline.ts";

const PATH =
  /^\/media\/([0-9a-f]{32})\/(manifest\/video\.m3u8|thumbnails\/thumbnail\.jpg|segments\/([a-z0-9.-]{1,40}))$/;

/**
 * Playback under `/media/{uid}/…`, as `{CLOUDFLARE_PLAYBACK_URL}/{uid}/…` of the real service. A path is either one of
 * the three it knows, letter by letter, or it is not found: nothing in it is decoded, joined or opened.
 */
export function mediaRoutes(inputs: LiveInputs, thumbnails: Thumbnails, problems: Problems) {
  return async (
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    res.setHeader("Access-Control-Allow-Origin", "*");
    res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    res.setHeader("Access-Control-Expose-Headers", "Content-Length, Content-Range");
    if (req.method === "OPTIONS") return preflight(res);
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.setHeader("Allow", "GET, HEAD, OPTIONS");
      return problems.send(req, res, "method_not_allowed", "Media can only be read.");
    }
    const [, uid, what, segment] = PATH.exec(path) ?? [];
    const input = uid ? inputs.find(uid) : null;
    if (!input || !what) return problems.send(req, res, "not_found", "There is no such media.");
    if (segment) return sendSegment(req, res, input.timeline, segment, problems);
    if (what.startsWith("manifest")) return await sendPlaylist(req, res, input.timeline, query, problems);
    const image = await thumbnails.find(input.record.uid);
    if (!image) return problems.send(req, res, "not_found", "There is no picture yet.");
    sendContent(req, res, { bytes: image, type: "image/jpeg", cacheControl: "public, max-age=5" });
  };
}

function preflight(res: ServerResponse): void {
  res.writeHead(204, {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Range",
    "Access-Control-Max-Age": "86400",
  });
  res.end();
}

function sendSegment(
  req: IncomingMessage,
  res: ServerResponse,
  timeline: Timeline,
  name: string,
  problems: Problems,
): void {
  const bytes = timeline.file(name);
  if (!bytes) {
    problems.send(req, res, "not_found", "This piece of the stream is gone, or was never there.");
    return;
  }
  sendContent(req, res, { bytes, type: "video/mp4", cacheControl: "public, max-age=60, immutable" });
}

async function sendPlaylist(
  req: IncomingMessage,
  res: ServerResponse,
  timeline: Timeline,
  query: URLSearchParams,
  problems: Problems,
): Promise<void> {
  const position = readPosition(query);
  if (position === "malformed" || (position && !timeline.mayWaitFor(position))) {
    return problems.send(req, res, "malformed_request", "The stream is nowhere near this position.");
  }
  if (position && timeline.playable) await timeline.waitFor(position);
  const playlist = timeline.playlist();
  if (!playlist) return problems.send(req, res, "not_found", "This stream is off the air.");
  sendContent(req, res, {
    bytes: Buffer.from(playlist),
    type: "application/vnd.apple.mpegurl",
    cacheControl: "no-cache",
  });
}

/** The blocking reload of low-latency HLS: "answer once segment N, or its part M, is listed". */
function readPosition(query: URLSearchParams): PlaylistPosition | "malformed" | null {
  const sequence = query.get("_HLS_msn");
  const part = query.get("_HLS_part");
  if (sequence === null) return part === null ? null : "malformed";
  if (!/^\d{1,9}$/.test(sequence) || (part !== null && !/^\d{1,4}$/.test(part))) return "malformed";
  return { sequence: Number(sequence), part: part === null ? null : Number(part) };
}
