import type { PlaybackFailure } from "./recovery";

/** Whatever turns a playlist into pictures on a `<video>`. */
export type Engine = {
  /** The position in the video that counts as "now", or null while unknown. */
  livePosition(): number | null;
  /** Resets a decoder that choked. */
  recoverMedia(): void;
  /** Asks for the playlist again, from the live position. */
  reload(): void;
  /** Lets go of the video; safe to call twice. */
  destroy(): void;
};

type StartOptions = { video: HTMLVideoElement; url: string; onFailure: (failure: PlaybackFailure) => void };

/**
 * hls.js comes first wherever it runs: some browsers claim to play HLS by themselves and then fail on live streams.
 * Browsers without Media Source Extensions (phones of one maker) really do, and get the playlist as it is.
 */
export async function startEngine(options: StartOptions): Promise<Engine> {
  const { default: Hls } = await import("hls.js");
  if (!Hls.isSupported()) return startNative(options);

  const { video, url, onFailure } = options;
  const hls = new Hls({
    // How far behind live to play is the playlist's own word (HOLD-BACK); each stall adds a little. Playing slightly
    // faster makes up for it again, unheard.
    maxLiveSyncPlaybackRate: 1.08,
    backBufferLength: 30,
    capLevelToPlayerSize: true,
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
  hls.loadSource(url);
  hls.attachMedia(video);
  return {
    livePosition: () => hls.liveSyncPosition,
    recoverMedia: () => hls.recoverMediaError(),
    reload: () => hls.loadSource(url),
    destroy: () => hls.destroy(),
  };
}

function startNative({ video, url, onFailure }: StartOptions): Engine {
  const onError = () => {
    const isMedia = video.error?.code === MediaError.MEDIA_ERR_DECODE;
    onFailure({ kind: isMedia ? "media" : "network", fatal: true });
  };
  const reload = () => {
    video.src = url;
    video.load();
  };
  video.addEventListener("error", onError);
  reload();
  return {
    livePosition: () => (video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : null),
    recoverMedia: reload,
    reload,
    destroy: () => {
      video.removeEventListener("error", onError);
      video.removeAttribute("src");
      video.load();
    },
  };
}
