import { Play, Square } from "lucide-react";
import { useContext } from "react";
import { classes } from "../lib/classes";
import { AudibleContext } from "./useSpoken";

/** Plays a message that was spoken, or stops it; nothing for those that cannot be heard. */
export function HearButton(props: { messageId: string; authorName: string; tabIndex: number }) {
  const audible = useContext(AudibleContext);
  if (!audible?.has(props.messageId)) return null;
  const isPlaying = audible.playing === props.messageId;
  const Icon = isPlaying ? Square : Play;
  return (
    <button
      type="button"
      tabIndex={props.tabIndex}
      aria-label={isPlaying ? `Stop ${props.authorName}’s voice` : `Hear ${props.authorName} say this`}
      onClick={() => audible.press(props.messageId)}
      className={classes(
        "mt-1 inline-flex h-8 items-center gap-1.5 rounded-full border px-2.5 font-semibold text-xs transition hoverless:h-9",
        isPlaying
          ? "border-glass bg-glass-wash text-glass"
          : "border-glass-line text-glass hover:border-glass hover:bg-glass-wash",
      )}
    >
      <Icon className="size-3" fill="currentColor" aria-hidden />
      {isPlaying ? "Stop" : "Hear it"}
    </button>
  );
}
