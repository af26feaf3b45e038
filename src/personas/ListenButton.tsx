import { LoaderCircle, Square, Volume2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { say } from "../lib/notices";
import { IconButton } from "../ui/Button";
import type { StockVoice } from "./useVoices";

/** Longer ones are for videos. */
const MOST_CHARACTERS = 200;

/** One voice is heard at a time. */
let playing: HTMLAudioElement | null = null;

/** Lets a voice be heard, with words of one's own or a sentence of ours. Only what this instance speaks itself can be. */
export function ListenButton({ voice, text = "" }: { voice: StockVoice; text?: string }) {
  const [phase, setPhase] = useState<"still" | "asking" | "speaking">("still");
  const sound = useRef<HTMLAudioElement | null>(null);
  useEffect(() => () => sound.current?.pause(), []);
  if (!voice.isDraft) return null;

  const listen = async () => {
    if (phase !== "still") return sound.current?.pause();
    setPhase("asking");
    try {
      const words = [...text.trim()].slice(0, MOST_CHARACTERS).join("");
      const { url } = await api.previewVoice({ voice: voice.id, ...(words !== "" && { text: words }) });
      playing?.pause();
      const audio = new Audio(url);
      sound.current = audio;
      playing = audio;
      audio.onpause = () => setPhase("still");
      await audio.play();
      setPhase("speaking");
    } catch (error) {
      setPhase("still");
      if (!(error instanceof DOMException)) say(wordsOf(error));
    }
  };
  return (
    <IconButton
      label={phase === "speaking" ? `Stop ${voice.name}` : `Listen to ${voice.name}`}
      onClick={() => void listen()}
    >
      {phase === "asking" ? <LoaderCircle className="size-4.5 animate-spin" aria-hidden /> : null}
      {phase === "speaking" ? <Square className="size-4 fill-current" aria-hidden /> : null}
      {phase === "still" ? <Volume2 className="size-4.5" aria-hidden /> : null}
    </IconButton>
  );
}
