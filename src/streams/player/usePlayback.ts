import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { deviceMemory } from "../../lib/storage";
import { type Cue, firstCue, identityOf, planMove, type Source, type Timeline, urlFor } from "./cue";
import { type Engine, type Quality, startEngine } from "./hlsEngine";
import { isAtLiveEdge, isTooFarBehind } from "./liveEdge";
import { nextRecovery, noAttempts } from "./recovery";
import { listen, play } from "./videoElement";

/** `blocked`: the browser wants a press before it plays anything at all. */
export type PlaybackPhase = "loading" | "playing" | "paused" | "stalled" | "blocked" | "failed" | "ended";

export type Playback = Timeline & {
  phase: PlaybackPhase;
  muted: boolean;
  volume: number;
  isAtEdge: boolean;
  /** Whether the viewer can go back and forth: always in a recording, live where the whole broadcast is there. */
  canSeek: boolean;
  /** The sizes on offer; one or none means that there is no choice. */
  qualities: Quality[];
  /** The one that the viewer has chosen, or null. */
  quality: number | null;
  setQuality: (index: number | null) => void;
  togglePlay: () => void;
  toggleMute: () => void;
  setVolume: (volume: number) => void;
  seekTo: (second: number) => void;
  jumpToLive: () => void;
  /** Starts over after `failed`. */
  retry: () => void;
};

const SOUND_KEY = "molt.sound";
const NOT_YET: Timeline = { position: 0, duration: 0 };

/** A broadcast that cannot be gone back in is shown as it happens again after so many tries. */
const REWIND_TRIES = 3;

/** Plays a source on the video and keeps it playing; tells where it stands. */
export function usePlayback(videoRef: RefObject<HTMLVideoElement | null>, source: Source): Playback {
  const engine = useRef<Engine | null>(null);
  // A cue is started anew whenever it is another object, also for the same place.
  const [cue, setCue] = useState<Cue>(() => firstCue(source));
  const [phase, setPhase] = useState<PlaybackPhase>("loading");
  const [isAtEdge, setAtEdge] = useState(true);
  const [canRewind, setCanRewind] = useState(true);
  const [timeline, setTimeline] = useState(NOT_YET);
  const [qualities, setQualities] = useState<Quality[]>([]);
  const [quality, chooseQuality] = useState<number | null>(null);
  const [sound, setSound] = useState({ muted: true, volume: 1 });
  // Read where something happens, so that a page that draws again, or learns more, does not start the video again.
  const newest = useRef({ source, timeline, cue });
  newest.current = { source, timeline, cue };
  const identity = identityOf(source, cue);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing to play starts the video again
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    let gone = false;
    let attempts = noAttempts;
    let reloadTimer: ReturnType<typeof setTimeout> | undefined;
    setPhase("loading");
    setQualities([]);
    chooseQuality(null);
    video.muted = deviceMemory.read(SOUND_KEY) !== "on";
    const isLive = newest.current.source.kind === "live";
    const isRewound = isLive && cue.kind !== "edge";
    const livePosition = () => (isLive ? (engine.current?.livePosition() ?? null) : null);
    const tell = () => setTimeline(timelineOf(newest.current.source, isRewound, video));

    const started = startEngine({
      video,
      url: () => urlFor(newest.current.source, cue),
      cue,
      onQualities: setQualities,
      onFailure(failure) {
        const next = nextRecovery(failure, attempts);
        attempts = next.attempts;
        if (isRewound && attempts.network > REWIND_TRIES) {
          setCanRewind(false);
          return setCue({ kind: "edge" });
        }
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
        const live = isRewound ? null : livePosition();
        if (live !== null && isTooFarBehind(video.currentTime, live)) video.currentTime = live;
      },
      pause: () => setPhase((phase) => (phase === "ended" ? phase : "paused")),
      ended: () => setPhase("ended"),
      waiting: () => setPhase((phase) => (phase === "playing" ? "stalled" : phase)),
      timeupdate() {
        attempts = noAttempts;
        setAtEdge(isAtLiveEdge(video.currentTime, livePosition()));
        tell();
      },
      durationchange: tell,
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
  }, [videoRef, cue, identity]);

  const jumpToLive = useCallback(() => {
    const video = videoRef.current;
    if (!video || newest.current.source.kind !== "live") return;
    if (newest.current.cue.kind !== "edge") return setCue({ kind: "edge" });
    const live = engine.current?.livePosition() ?? null;
    if (live !== null) video.currentTime = live;
    if (video.paused) void play(video).then((outcome) => outcome === "blocked" && setPhase("blocked"));
  }, [videoRef]);

  const seekTo = useCallback(
    (second: number) => {
      const video = videoRef.current;
      if (!video) return;
      const { source, timeline, cue } = newest.current;
      const move = planMove(source, cue, timeline, second, video.readyState > 0);
      if (move.kind === "cue" && move.cue.kind === "edge" && cue.kind === "edge") return jumpToLive();
      if (move.kind === "cue") {
        setCue({ ...move.cue });
        setTimeline({ ...timeline, position: second });
      }
      if (move.kind === "jump") {
        video.currentTime = move.s;
        setTimeline({ ...timeline, position: move.s });
        if (video.ended || video.paused) void play(video);
      }
    },
    [videoRef, jumpToLive],
  );

  const togglePlay = useCallback(() => {
    const video = videoRef.current;
    if (!video) return;
    if (!video.paused) return video.pause();
    // Resuming after a short pause continues there; after a long one there is more point in seeing what happens now.
    const live = newest.current.cue.kind === "edge" ? (engine.current?.livePosition() ?? null) : null;
    if (isTooFarBehind(video.currentTime, live)) jumpToLive();
    else void play(video);
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

  const setQuality = useCallback((index: number | null) => {
    engine.current?.setQuality(index);
    chooseQuality(index);
  }, []);

  const retry = useCallback(() => setCue((cue) => ({ ...cue })), []);
  const canSeek = source.kind === "recorded" || (source.rewindUrl !== null && canRewind);
  const state = { phase, ...sound, ...timeline, isAtEdge, canSeek, qualities, quality };
  return { ...state, togglePlay, toggleMute, setVolume, setQuality, seekTo, jumpToLive, retry };
}

/** While what happens now plays from its short playlist, only the clock knows how long it has been going on. */
function timelineOf(source: Source, isRewound: boolean, video: HTMLVideoElement): Timeline {
  if (source.kind === "live" && !isRewound) {
    const duration = source.startedAt === null ? 0 : Math.max(0, (Date.now() - source.startedAt) / 1000);
    return { position: duration, duration };
  }
  const end = video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : 0;
  const duration = Number.isFinite(video.duration) ? video.duration : end;
  return { position: Math.min(video.currentTime, duration || video.currentTime), duration };
}
