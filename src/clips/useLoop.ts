import { type RefObject, useEffect, useRef, useState } from "react";
import { type Engine, startEngine } from "../streams/player/hlsEngine";
import { listen, play } from "../streams/player/videoElement";
import type { Range } from "./clipRange";

/** A small silent picture that plays a range over and over; answers how long the whole is, once that is known. */
export function useLoop(
  videoRef: RefObject<HTMLVideoElement | null>,
  url: string,
  range: Range | null,
): { durationS: number | null; hasFailed: boolean } {
  const [durationS, setDuration] = useState<number | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const wanted = useRef(range);
  wanted.current = range;

  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    let isGone = false;
    let engine: Engine | null = null;
    video.muted = true;
    const startS = wanted.current?.startS;
    startEngine({
      video,
      url: () => url,
      cue: startS === undefined ? { kind: "behind", s: 30 } : { kind: "second", s: startS },
      onQualities: () => undefined,
      onFailure: ({ fatal }) => fatal && setFailed(true),
    }).then(
      (fresh) => {
        if (isGone) return fresh.destroy();
        engine = fresh;
        void play(video);
      },
      () => !isGone && setFailed(true),
    );
    const measure = () => {
      const end = video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : null;
      const whole = Number.isFinite(video.duration) ? video.duration : end;
      // What goes on grows while one chooses; the time line must not move under the hand.
      if (whole !== null && whole > 0) setDuration((known) => known ?? whole);
    };
    const unlisten = listen(video, {
      durationchange: measure,
      loadeddata: measure,
      canplay: measure,
      timeupdate() {
        measure();
        const loop = wanted.current;
        if (loop && (video.currentTime >= loop.endS || video.currentTime < loop.startS - 2))
          video.currentTime = loop.startS;
      },
      ended() {
        video.currentTime = wanted.current?.startS ?? 0;
        void play(video);
      },
    });
    return () => {
      isGone = true;
      unlisten();
      engine?.destroy();
    };
  }, [videoRef, url]);

  const startS = range?.startS;
  useEffect(() => {
    if (videoRef.current && startS !== undefined && videoRef.current.readyState > 0)
      videoRef.current.currentTime = startS;
  }, [videoRef, startS]);

  return { durationS, hasFailed };
}
