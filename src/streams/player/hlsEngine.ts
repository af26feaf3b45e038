import type HlsType from "hls.js";
import type { Cue } from "./cue";
import type { PlaybackFailure } from "./recovery";
import { RenewedUrl } from "./renewedUrl";

/** One of the sizes in which a picture is offered. */
export interface Quality {
  index: number;
  height: number;
}

/** Whatever turns a playlist into pictures on a `<video>`. */
export type Engine = {
  /** The position in the video that counts as "now", or null while unknown and for what is over. */
  livePosition(): number | null;
  /** Resets a decoder that choked. */
  recoverMedia(): void;
  /** Asks for the playlist again, and goes on where the video stands. */
  reload(): void;
  /** Keeps to one quality; null lets the engine choose. */
  setQuality(index: number | null): void;
  /** Lets go of the video; safe to call twice. */
  destroy(): void;
};

type StartOptions = {
  video: HTMLVideoElement;
  /** Where the playlist is by now: asked at each request, because a token in it may have been renewed. */
  url: () => string;
  cue: Cue;
  onFailure: (failure: PlaybackFailure) => void;
  onQualities: (qualities: Quality[]) => void;
};

/**
 * hls.js comes first wherever it runs: some browsers claim to play HLS by themselves and then fail on live streams.
 * Browsers without Media Source Extensions (phones of one maker) really do, and get the playlist as it is.
 */
export async function startEngine(options: StartOptions): Promise<Engine> {
  const { default: Hls } = await import("hls.js");
  if (!Hls.isSupported()) return startNative(options);

  const { video, url, cue, onFailure, onQualities } = options;
  const renewed = new RenewedUrl(url);
  const hls = new Hls({
    xhrSetup: (xhr, asked) => xhr.open("GET", renewed.of(asked), true),
    // How far behind live to play is the playlist's own word (HOLD-BACK); each stall adds a little. Playing slightly
    // faster makes up for it again, unheard. Who went back on purpose is not hurried.
    ...(cue.kind === "edge" && { maxLiveSyncPlaybackRate: 1.08 }),
    // A playlist may name its own beginning, which counts unless somebody asks for another.
    ...(cue.kind === "second" && cue.s > 0 && { startPosition: cue.s }),
    backBufferLength: 30,
    // Captions are a file of their own, which the player shows; the same offered in a playlist would stand there twice.
    renderTextTracksNatively: false,
    capLevelToPlayerSize: true,
  });
  if (cue.kind === "behind") startBehind(hls, Hls, video, cue.s);
  hls.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) => {
    onQualities(levels.map(({ height }, index) => ({ index, height })));
  });
  hls.on(Hls.Events.ERROR, (_event, data) => {
    const kind =
      data.type === Hls.ErrorTypes.NETWORK_ERROR
        ? "network"
        : data.type === Hls.ErrorTypes.MEDIA_ERROR
          ? "media"
          : "other";
    onFailure({ kind, fatal: data.fatal });
  });
  hls.loadSource(url());
  hls.attachMedia(video);
  return {
    livePosition: () => (hls.levels[hls.currentLevel]?.details?.live === false ? null : hls.liveSyncPosition),
    recoverMedia: () => hls.recoverMediaError(),
    reload: () => {
      if (cue.kind !== "edge" && video.currentTime > 0) hls.config.startPosition = video.currentTime;
      hls.loadSource(url());
    },
    setQuality: (index) => {
      hls.nextLevel = index ?? -1;
    },
    destroy: () => hls.destroy(),
  };
}

/** Where "so many seconds behind now" is, only the first playlist tells, and a video takes it when it knows its length. */
function startBehind(hls: HlsType, Hls: typeof HlsType, video: HTMLVideoElement, s: number): void {
  let target: number | null = null;
  hls.once(Hls.Events.LEVEL_LOADED, (_event, { details }) => {
    target = Math.max(details.fragmentStart, details.edge - s);
  });
  hls.once(Hls.Events.FRAG_BUFFERED, () => {
    if (target !== null) video.currentTime = target;
  });
}

function startNative({ video, url, cue, onFailure }: StartOptions): Engine {
  const onError = () => {
    const isMedia = video.error?.code === MediaError.MEDIA_ERR_DECODE;
    onFailure({ kind: isMedia ? "media" : "network", fatal: true });
  };
  const seekableEnd = () =>
    video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : null;
  const onMetadata = () => {
    if (goesOnAt > 0) video.currentTime = goesOnAt;
    else if (cue.kind === "second") video.currentTime = cue.s;
    else if (cue.kind === "behind") video.currentTime = Math.max(0, (seekableEnd() ?? 0) - cue.s);
  };
  let goesOnAt = 0;
  const reload = () => {
    if (cue.kind !== "edge") goesOnAt = video.currentTime;
    video.src = url();
    video.load();
  };
  video.addEventListener("error", onError);
  video.addEventListener("loadedmetadata", onMetadata);
  reload();
  return {
    livePosition: () => (Number.isFinite(video.duration) ? null : seekableEnd()),
    recoverMedia: reload,
    reload,
    setQuality: () => undefined,
    destroy: () => {
      video.removeEventListener("error", onError);
      video.removeEventListener("loadedmetadata", onMetadata);
      video.removeAttribute("src");
      video.load();
    },
  };
}
