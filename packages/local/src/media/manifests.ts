import type { IncomingMessage, ServerResponse } from "node:http";
import { sendContent } from "../front/answers.ts";
import type { Problems } from "../front/problems.ts";
import { clipPlaylist, videoPlaylist } from "../videos/archive.ts";
import { captionsPlaylist, labelOf } from "../videos/captions.ts";
import { type Playable, wholeOf } from "../videos/playback.ts";
import { readInit, storedRates } from "../videos/reading.ts";
import { durationOf } from "../videos/segmentFile.ts";
import type { Video, Videos } from "../videos/videos.ts";
import { readPosition, readSeconds } from "./mediaQuery.ts";
import { multivariantPlaylist } from "./multivariant.ts";
import type { Timeline } from "./timeline.ts";

/** One of two: as the encoder sends it, or smaller. */
export type Rendition = "source" | "low";

const MAX_CLIP_SECONDS = 60;
const MAX_PREVIEW_SECONDS = 300;
/** Players that wait for what comes next, of all live inputs together. One address holds far fewer. */
const MAX_WAITING = 10_000;

/** Writes the playlists: of what runs, from its start or from now; of what was recorded; of a part of either. */
export class Manifests {
  readonly #videos: Videos;
  readonly #problems: Problems;
  readonly #maxWaiting: number;
  #waiting = 0;

  constructor(videos: Videos, problems: Problems, maxWaiting = MAX_WAITING) {
    this.#videos = videos;
    this.#problems = problems;
    this.#maxWaiting = maxWaiting;
  }

  async sendVideo(
    req: IncomingMessage,
    res: ServerResponse,
    playable: Playable,
    rendition: Rendition | undefined,
    query: URLSearchParams,
  ): Promise<void> {
    if (query.has("duration")) return this.#sendPreview(req, res, playable, query);
    const { kind, input, video } = playable;
    if (kind === "video" && video.record.state === "ready") {
      const captions = rendition ? [] : video.record.captions;
      const text =
        captions.length > 0 ? this.#withCaptions(video) : videoPlaylist(this.#videos.indexOf(video));
      return this.#send(req, res, text, "no-cache");
    }
    if (!input?.timeline.playable) return this.#send(req, res, null, "no-cache");
    const { ladder, timeline } = input;
    if (rendition === "low" && !ladder.wanted) return this.#send(req, res, null, "no-cache");
    if (rendition === "low") return await this.#sendLive(req, res, ladder.timeline, null, query);
    const asksForOne = rendition || query.has("_HLS_msn") || query.has("dvrEnabled");
    if (!asksForOne && ladder.playable) {
      const both = [
        { name: "source", timeline },
        { name: "low", timeline: ladder.timeline },
      ].map(({ name, timeline: { runInit, bitsPerSecond } }) => ({ name, init: runInit!, bitsPerSecond }));
      return this.#send(req, res, multivariantPlaylist(both), "no-cache");
    }
    // Whoever comes before the smaller rendition is there plays the source, and asks for the source ever after: an
    // address that answers with one playlist now may not answer with a list of two later.
    if (!asksForOne && ladder.wanted) return redirectToSource(res);
    await this.#sendLive(req, res, timeline, video, query);
  }

  /** The captions of a video in one language, as a playlist of one segment. */
  sendCaptions(req: IncomingMessage, res: ServerResponse, { video }: Playable, language: string): void {
    const text = video && captionsPlaylist(this.#videos, video, language);
    this.#send(req, res, text, "no-cache", "There are no captions in that language.");
  }

  /** The video as one of two lists: the other is what is said in it. */
  #withCaptions(video: Video): string | null {
    const index = this.#videos.indexOf(video);
    const init = readInit(video.folder, index);
    if (!init) return null;
    const captions = video.record.captions.map((language) => ({ language, label: labelOf(language) }));
    return multivariantPlaylist([{ name: "source", init, bitsPerSecond: storedRates(index) }], captions);
  }

  /** Up to a minute of a video, from a time that is relative to its start. */
  sendClip(req: IncomingMessage, res: ServerResponse, playable: Playable, query: URLSearchParams): void {
    const video = wholeOf(playable);
    const from = readSeconds(query.get("time"));
    const length = readSeconds(query.get("duration"));
    if (typeof from !== "number" || typeof length !== "number" || length <= 0 || length > MAX_CLIP_SECONDS) {
      const detail = `time and duration are seconds (600s, 30s), the duration ${MAX_CLIP_SECONDS} at most.`;
      return this.#problems.send(req, res, "malformed_request", detail);
    }
    const text = video && clipPlaylist(this.#videos.indexOf(video), from, from + length);
    this.#send(req, res, text, "no-cache", "There is nothing at that time.");
  }

  /** The last minutes of what runs or was recorded, to choose a clip from. */
  #sendPreview(req: IncomingMessage, res: ServerResponse, playable: Playable, query: URLSearchParams): void {
    const video = wholeOf(playable);
    const length = readSeconds(query.get("duration"));
    if (typeof length !== "number" || length <= 0 || length > MAX_PREVIEW_SECONDS)
      return this.#problems.send(req, res, "malformed_request", "The duration is five minutes (5m) at most.");
    const index = video && this.#videos.indexOf(video);
    const from = index ? Math.max(0, durationOf(index) - length) : 0;
    const text = index && clipPlaylist(index, from, Number.POSITIVE_INFINITY);
    if (text) {
      res.setHeader("preview-start-seconds", from.toFixed(3));
      res.setHeader("stream-media-id", video.record.uid);
    }
    this.#send(req, res, text, "no-cache", "Nothing of it is recorded.");
  }

  async #sendLive(
    req: IncomingMessage,
    res: ServerResponse,
    timeline: Timeline,
    video: Video | null,
    query: URLSearchParams,
  ): Promise<void> {
    const position = readPosition(query);
    if (position === "malformed" || (position && !timeline.mayWaitFor(position)))
      return this.#problems.send(req, res, "malformed_request", "The stream is nowhere near this position.");
    if (position) {
      if (this.#waiting >= this.#maxWaiting)
        return this.#problems.send(req, res, "unavailable", "Too many players wait. Try again in a moment.");
      this.#waiting++;
      await timeline.waitFor(position).finally(() => this.#waiting--);
    }
    const archive = query.get("dvrEnabled") === "true" ? this.#archiveOf(video, timeline) : undefined;
    const skip = /^(?:YES|v2)$/.test(query.get("_HLS_skip") ?? "");
    this.#send(req, res, timeline.playlist({ archive, skip }), "no-cache");
  }

  /** What came before that which is in memory; nothing when the disk is behind, for a playlist has no gaps. */
  #archiveOf(video: Video | null, timeline: Timeline) {
    if (!video) return undefined;
    const { segments } = this.#videos.indexOf(video);
    const count = timeline.oldestSequence - (segments[0]?.sequence ?? timeline.oldestSequence);
    return count >= 0 && segments.length >= count ? () => segments.slice(0, count) : undefined;
  }

  #send(
    req: IncomingMessage,
    res: ServerResponse,
    text: string | null,
    cacheControl: string,
    otherwise = "This stream is off the air.",
  ): void {
    if (!text) return this.#problems.send(req, res, "not_found", otherwise);
    const type = "application/vnd.apple.mpegurl";
    sendContent(req, res, { bytes: Buffer.from(text), type, cacheControl });
  }
}

function redirectToSource(res: ServerResponse): void {
  const headers = {
    Location: "../source/manifest/video.m3u8",
    "Cache-Control": "no-store",
    "Content-Length": 0,
  };
  res.writeHead(307, headers).end();
}
