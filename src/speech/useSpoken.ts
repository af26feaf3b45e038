import { createContext, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "../../convex/_generated/api";
import type { ChannelId } from "../chat/useChannel";
import { deviceMemory } from "../lib/storage";
import { useLive } from "../lib/useLive";
import { newestSeq, nextToPlay, type Spoken } from "./spokenQueue";

const KEY = "molt.spoken";
const NONE: readonly Spoken[] = [];

/** What of a channel can be heard, and what plays. */
export interface SpokenReplies {
  spoken: readonly Spoken[];
  /** Whether new replies play by themselves. */
  isOn: boolean;
  toggle: () => void;
  /** The one that plays, or is about to. */
  current: Spoken | null;
  /** The browser wants a press before it plays anything. */
  isBlocked: boolean;
  /** Plays one message now, or stops it. */
  press: (messageId: string) => void;
  /** For whoever makes the sound: it is over, or cannot be played. */
  finish: () => void;
  block: () => void;
}

/** The messages that can be heard, by their ids; for the rows of a list. */
export interface Audible {
  has: (messageId: string) => boolean;
  playing: string | null;
  press: (messageId: string) => void;
}
export const AudibleContext = createContext<Audible | null>(null);

/** Plays the spoken replies of a channel one after the other for those who want it, and one by one for everybody. */
export function useSpoken(channelId: ChannelId): SpokenReplies {
  const live = useLive(api.speech.speeches.ofChannel, { channelId });
  const spoken = live.status === "ready" ? live.data : NONE;
  const isReady = live.status === "ready";
  const [isOn, setOn] = useState(() => deviceMemory.read(KEY) === "on");
  const [current, setCurrent] = useState<Spoken | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  const [since, setSince] = useState<number | null>(null);
  const played = useRef(new Set<string>());

  // One listens from the moment on at which it was switched on, or the page was opened.
  if (isReady && isOn && since === null) setSince(newestSeq(spoken));
  useEffect(() => {
    if (!isOn || since === null || current !== null || isBlocked) return;
    const next = nextToPlay(spoken, since, played.current);
    if (!next) return;
    played.current.add(next.messageId);
    setCurrent(next);
  }, [spoken, isOn, since, current, isBlocked]);

  const toggle = useCallback(() => {
    // Somebody has pressed: that is what the browser was waiting for.
    if (isBlocked) return setBlocked(false);
    deviceMemory.write(KEY, isOn ? "off" : "on");
    setOn(!isOn);
    setSince(null);
    if (isOn) setCurrent(null);
  }, [isOn, isBlocked]);

  const shown = useRef(spoken);
  shown.current = spoken;
  const press = useCallback((messageId: string) => {
    setBlocked(false);
    setCurrent((now) => {
      if (now?.messageId === messageId) return null;
      played.current.add(messageId);
      return shown.current.find((one) => one.messageId === messageId) ?? null;
    });
  }, []);
  const finish = useCallback(() => setCurrent(null), []);
  const block = useCallback(() => setBlocked(true), []);
  return { spoken, isOn, toggle, current, isBlocked, press, finish, block };
}

/** What the rows of the list need to know; the same object as long as nothing of it has changed. */
export function useAudible({ spoken, current, press }: SpokenReplies): Audible {
  const playing = current?.messageId ?? null;
  return useMemo(() => {
    const ids = new Set(spoken.map(({ messageId }) => messageId));
    return { has: (messageId: string) => ids.has(messageId), playing, press };
  }, [spoken, playing, press]);
}
