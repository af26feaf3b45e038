import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { deviceMemory } from "../../lib/storage";
import { type Engine, startEngine } from "./hlsEngine";
import { isAtLiveEdge, isTooFarBehind } from "./liveEdge";
import { nextRecovery, noAttempts } from "./recovery";

/** `blocked`: the browser wants a press before it plays anything at all. */
export type PlaybackPhase = "loading" | "playing" | "paused" | "stalled" | "blocked" | "failed";

export type Playback = {
  phase: PlaybackPhase;
  muted: boolean;
  volume: number;
  isAtEdge: boolean;
  togglePlay: () => void;
  toggleMute: () => void;
  setVolume: (volume: number) => void;
  jumpToLive: () => void;
  /** Starts over after `failed`. */
  retry: () => void;
};

const SOUND_KEY = "molt.sound";

/** Plays a live playlist on the video and keeps it playing; tells where it stands. */
export function usePlayback(videoRef: RefObject<HTMLVideoElement | null>, url: string): Playback {
  const engine = useRef<Engine | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [phase, setPhase] = useState<PlaybackPhase>("loading");
  const [isAtEdge, setAtEdge] = useState(true);
  const [sound, setSound] = useState({ muted: true, volume: 1 });

  const jumpToLive = useCallback(() => {
    const video = videoRef.current;
    const live = engine.current?.livePosition() ?? null;
    if (!video) return;
    if (live !== null) video.currentTime = live;
    if (video.paused) void play(video).then((outcome) => outcome === "blocked" && setPhase("blocked"));
  }, [videoRef]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt starts the engine anew on purpose
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    let gone = false;
    let attempts = noAttempts;
    let reloadTimer: ReturnType<typeof setTimeout> | undefined;
    setPhase("loading");
    video.muted = deviceMemory.read(SOUND_KEY) !== "on";

    const started = startEngine({
      video,
      url,
      onFailure(failure) {
        const next = nextRecovery(failure, attempts);
        attempts = next.attempts;
        if (next.step.kind === "recoverMedia") engine.current?.recoverMedia();
        if (next.step.kind === "failed") setPhase("failed");
        if (next.step.kind === "reload") {
          clearTimeout(reloadTimer);
          reloadTimer = setTimeout(() => engine.current?.reload(), next.step.afterMs);
        }
      },
    });
    started.then(
      (fresh) => {
        if (gone) return fresh.destroy();
        engine.current = fresh;
        return play(video).then((outcome) => {
          if (!gone && outcome === "blocked") setPhase("blocked");
        });
      },
      () => {
        if (!gone) setPhase("failed");
      },
    );

    const unlisten = listen(video, {
      playing() {
        setPhase("playing");
        const live = engine.current?.livePosition() ?? null;
        if (live !== null && isTooFarBehind(video.currentTime, live)) video.currentTime = live;
      },
      pause: () => setPhase("paused"),
      waiting: () => setPhase((phase) => (phase === "playing" ? "stalled" : phase)),
      timeupdate() {
        attempts = noAttempts;
        setAtEdge(isAtLiveEdge(video.currentTime, engine.current?.livePosition() ?? null));
      },
      volumechange: () => setSound({ muted: video.muted || video.volume === 0, volume: video.volume }),
    });
    setSound({ muted: video.muted, volume: video.volume });

    return () => {
      gone = true;
      clearTimeout(reloadTimer);
      unlisten();
      engine.current?.destroy();
      engine.current = null;
    };
  }, [videoRef, url, attempt]);

  const togglePlay = useCallback(() => {
    const video = videoRef.current;
    if (!video) return;
    if (video.paused) jumpUnlessFresh(video, engine.current, jumpToLive);
    else video.pause();
  }, [videoRef, jumpToLive]);

  const toggleMute = useCallback(() => {
    const video = videoRef.current;
    if (!video) return;
    const unmute = video.muted || video.volume === 0;
    video.muted = !unmute;
    if (unmute && video.volume === 0) video.volume = 0.6;
    deviceMemory.write(SOUND_KEY, unmute ? "on" : "off");
  }, [videoRef]);

  const setVolume = useCallback(
    (volume: number) => {
      const video = videoRef.current;
      if (!video) return;
      video.volume = Math.min(1, Math.max(0, volume));
      video.muted = video.volume === 0;
      deviceMemory.write(SOUND_KEY, video.muted ? "off" : "on");
    },
    [videoRef],
  );

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { phase, ...sound, isAtEdge, togglePlay, toggleMute, setVolume, jumpToLive, retry };
}

/** Resuming after a short pause continues there; after a long one there is more point in seeing what happens now. */
function jumpUnlessFresh(video: HTMLVideoElement, engine: Engine | null, jumpToLive: () => void): void {
  if (isTooFarBehind(video.currentTime, engine?.livePosition() ?? null)) jumpToLive();
  else void play(video);
}

/** Starts playing, without sound if the browser insists; `blocked` when it refuses even that. */
async function play(video: HTMLVideoElement): Promise<"playing" | "blocked"> {
  try {
    await video.play();
    return "playing";
  } catch (error) {
    // An aborted play() was overtaken by a newer load, which plays by itself.
    if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return "playing";
    if (video.muted) return "blocked";
    video.muted = true;
    return play(video);
  }
}

function listen(
  video: HTMLVideoElement,
  handlers: Partial<Record<keyof HTMLMediaElementEventMap, () => void>>,
): () => void {
  const pairs = Object.entries(handlers);
  for (const [name, handler] of pairs) video.addEventListener(name, handler);
  return () => {
    for (const [name, handler] of pairs) video.removeEventListener(name, handler);
  };
}
