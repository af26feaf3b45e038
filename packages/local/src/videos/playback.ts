import type { IncomingMessage } from "node:http";
import type { LiveInput } from "../media/liveInput.ts";
import type { LiveInputs } from "../media/liveInputs.ts";
import type { PlaybackTokens } from "./tokens.ts";
import { UID } from "./videoRecord.ts";
import type { Video, Videos } from "./videos.ts";

/** What a playback address stands for. A running recording has the live input it comes from. */
export type Playable =
  | { kind: "input"; input: LiveInput; video: Video | null }
  | { kind: "video"; video: Video; input: LiveInput | null };

/** What is recorded of it from its first moment on; not by an input's address when its beginning was for others. */
export const wholeOf = ({ kind, video, input }: Playable): Video | null =>
  kind === "input" && input.timeline.opensAt > 0 ? null : video;

export type Admission = Playable | "unauthenticated" | "forbidden" | "not_found";

/**
 * Decides whether a request may play what its address names: a uid, or a token for one. By an input's uid the input's own
 * settings count, and by a video's uid the video's.
 */
export class Playback {
  readonly #inputs: LiveInputs;
  readonly #videos: Videos;
  readonly #tokens: PlaybackTokens;

  constructor(inputs: LiveInputs, videos: Videos, tokens: PlaybackTokens) {
    this.#inputs = inputs;
    this.#videos = videos;
    this.#tokens = tokens;
  }

  admit(id: string, req: IncomingMessage): Admission {
    const isUid = UID.test(id);
    const uid = isUid ? id : this.#tokens.uidOf(id);
    if (uid === null) return id.includes(".") ? "unauthenticated" : "not_found";
    const found = this.#find(uid);
    if (!found) return "not_found";
    const { signed, origins } = rulesOf(found);
    if (signed && isUid) return "unauthenticated";
    return origins.length === 0 || comesFrom(req, origins) ? found : "forbidden";
  }

  #find(uid: string): Playable | null {
    const input = this.#inputs.find(uid);
    if (input) return { kind: "input", input, video: input.recorder.video };
    const video = this.#videos.find(uid);
    if (!video) return null;
    const source = video.record.liveInput ? this.#inputs.find(video.record.liveInput) : null;
    return { kind: "video", video, input: source?.recorder.video === video ? source : null };
  }
}

function rulesOf(playable: Playable): { signed: boolean; origins: readonly string[] } {
  if (playable.kind === "video") {
    const { requireSignedUrls, allowedOrigins } = playable.video.record;
    return { signed: requireSignedUrls, origins: allowedOrigins };
  }
  const { requireSignedURLs, allowedOrigins } = playable.input.record.recording;
  return { signed: requireSignedURLs, origins: allowedOrigins ?? [] };
}

/**
 * Whether the page that asks is on one of the hosts. Pages of the same origin name themselves in the referrer only.
 * `*.example.com` stands for every name below.
 */
function comesFrom(req: IncomingMessage, origins: readonly string[]): boolean {
  const page = req.headers.origin ?? req.headers.referer;
  if (!page || !URL.canParse(page)) return false;
  const { host, hostname } = new URL(page);
  return origins.some((allowed) => {
    const name = allowed.toLowerCase();
    return name.startsWith("*.") ? hostname.endsWith(name.slice(1)) : name === host || name === hostname;
  });
}
