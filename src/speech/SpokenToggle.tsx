import { Volume2, VolumeOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useShownFile } from "../chat/useGuardedFile";
import { classes } from "../lib/classes";
import { duck } from "../lib/ducking";
import type { Spoken } from "./spokenQueue";
import type { SpokenReplies } from "./useSpoken";

/** Whether replies are heard, for the head of a chat in which some can be. Off until somebody switches it on. */
export function SpokenToggle({ replies }: { replies: SpokenReplies }) {
  const { isOn, isBlocked, toggle } = replies;
  const Icon = isOn ? Volume2 : VolumeOff;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={toggle}
      className={classes(
        "inline-flex h-9 shrink-0 items-center gap-1.5 rounded-full border px-3 font-semibold text-[0.8125rem] transition",
        isOn
          ? "border-glass-line bg-glass-wash text-glass"
          : "border-line-strong text-ink-soft hover:border-ink-faint hover:text-ink",
      )}
    >
      <Icon className="size-4" aria-hidden />
      Spoken replies
      {isBlocked ? <span className="font-normal text-ink-soft">: press to hear</span> : null}
    </button>
  );
}

/** Makes the sound of what plays now. It is not seen; what there is to press stands elsewhere. */
export function SpokenSound({ replies }: { replies: SpokenReplies }) {
  const { current, isBlocked } = replies;
  if (current === null || isBlocked) return null;
  return <Sound key={current.messageId} spoken={current} replies={replies} />;
}

function Sound({ spoken, replies }: { spoken: Spoken; replies: SpokenReplies }) {
  const file = useShownFile(spoken.url);
  const audio = useRef<HTMLAudioElement>(null);
  const { finish, block } = replies;
  const url = file.status === "ready" ? file.url : null;
  useEffect(() => {
    if (file.status === "failed") finish();
  }, [file.status, finish]);
  useEffect(() => {
    const element = audio.current;
    if (!element || url === null) return;
    let isGone = false;
    const unduck = duck();
    element.play().catch((error: unknown) => {
      // A pause that overtakes it is no failure; a browser that wants a press first says so by this name.
      if (isGone || !(error instanceof DOMException) || error.name === "AbortError") return;
      if (error.name === "NotAllowedError") block();
      else finish();
    });
    return () => {
      isGone = true;
      unduck();
      element.pause();
    };
  }, [url, finish, block]);
  if (url === null) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: the words it says stand in the message
    <audio ref={audio} src={url} data-spoken={spoken.messageId} onEnded={finish} onError={finish} />
  );
}
