import { useCallback, useEffect, useRef, useState } from "react";
import { LONGEST_S, levelOf, type Refusal, refusalOf, typeToRecord } from "./recorder";

/** A voice that was recorded here and is on this device only. */
export interface Recorded {
  sound: Blob;
  /** Plays it, for as long as it is kept. */
  url: string;
  durationS: number;
}

export type Recorder =
  | { phase: "idle" | "asking" }
  | { phase: "refused"; why: Refusal }
  | { phase: "recording"; seconds: number; level: number }
  | { phase: "recorded"; recorded: Recorded };

/** How often the clock and the meter move. */
const BEAT_MS = 80;

/** Records from the microphone, at most a minute. The microphone is let go as soon as nothing is recorded. */
export function useRecorder(): Recorder & {
  start: () => Promise<void>;
  stop: () => void;
  forget: () => void;
} {
  const [state, setState] = useState<Recorder>({ phase: "idle" });
  const running = useRef<{ stop: () => void; cancel: () => void } | null>(null);
  const isGone = useRef(false);
  const url = state.phase === "recorded" ? state.recorded.url : null;
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      running.current?.cancel();
    };
  }, []);

  const start = useCallback(async () => {
    const refused = refusedAtOnce();
    if (refused !== null) return setState({ phase: "refused", why: refused });
    setState({ phase: "asking" });
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch (error) {
      return setState({ phase: "refused", why: refusalOf(error) });
    }
    if (isGone.current) return letGo(stream);
    running.current = record(stream, setState);
  }, []);
  const stop = useCallback(() => running.current?.stop(), []);
  const forget = useCallback(() => {
    running.current?.cancel();
    setState({ phase: "idle" });
  }, []);
  return { ...state, start, stop, forget };
}

function refusedAtOnce(): Refusal | null {
  if (!window.isSecureContext) return "insecure";
  if (!("MediaRecorder" in window) || navigator.mediaDevices === undefined) return "unsupported";
  return typeToRecord((type) => MediaRecorder.isTypeSupported(type)) === null ? "unsupported" : null;
}

const letGo = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

function record(stream: MediaStream, tell: (state: Recorder) => void) {
  const type = typeToRecord((one) => MediaRecorder.isTypeSupported(one))!;
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 96_000 });
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const pieces: Blob[] = [];
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  let isWanted = true;

  const beat = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    if (seconds() >= LONGEST_S) stop();
    else tell({ phase: "recording", seconds: seconds(), level: levelOf(samples) });
  }, BEAT_MS);
  const stop = () => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(beat);
    letGo(stream);
    void context.close();
    if (!isWanted) return;
    // What a server is told is the kind of file; the codec within is for players.
    const sound = new Blob(pieces, { type: type.split(";")[0] });
    const durationS = Math.min(LONGEST_S, seconds());
    tell({ phase: "recorded", recorded: { sound, url: URL.createObjectURL(sound), durationS } });
  });
  recorder.start(1000);
  tell({ phase: "recording", seconds: 0, level: 0 });
  return {
    stop,
    cancel: () => {
      isWanted = false;
      stop();
    },
  };
}
