import {
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  RectangleHorizontal,
  Volume1,
  Volume2,
  VolumeX,
} from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import { classes } from "../../lib/classes";
import type { PlayerCommand } from "./playerKeys";
import type { Playback } from "./usePlayback";

type ControlsProps = {
  playback: Playback;
  run: (command: PlayerCommand) => void;
  isFullscreen: boolean;
  isTheatre: boolean;
  canPictureInPicture: boolean;
};

/** The bar along the lower edge of the player. Everything in it has a key too. */
export function Controls({ playback, run, isFullscreen, isTheatre, canPictureInPicture }: ControlsProps) {
  const isPaused = playback.phase === "paused" || playback.phase === "blocked";
  const VolumeIcon = playback.muted ? VolumeX : playback.volume < 0.5 ? Volume1 : Volume2;
  return (
    <div className="flex items-center gap-1 px-2 pb-2 sm:px-3">
      <Control label={isPaused ? "Play (k)" : "Pause (k)"} onClick={() => run("togglePlay")}>
        {isPaused ? <Play className="size-5 fill-current" /> : <Pause className="size-5 fill-current" />}
      </Control>
      <div className="group/volume flex items-center">
        <Control label={playback.muted ? "Unmute (m)" : "Mute (m)"} onClick={() => run("toggleMute")}>
          <VolumeIcon className="size-5" />
        </Control>
        <input
          type="range"
          aria-label="Volume"
          min={0}
          max={1}
          step={0.05}
          value={playback.muted ? 0 : playback.volume}
          onChange={(event) => playback.setVolume(event.currentTarget.valueAsNumber)}
          className="volume-slider mr-0 w-0 opacity-0 transition-all duration-200 focus-visible:mr-2 focus-visible:w-20 focus-visible:opacity-100 group-hover/volume:mr-2 group-hover/volume:w-20 group-hover/volume:opacity-100 hoverless:hidden"
        />
      </div>
      <LiveButton isAtEdge={playback.isAtEdge && !isPaused} onJump={() => run("jumpToLive")} />
      <span className="flex-1" />
      <Control
        label={isTheatre ? "Leave theatre mode (t)" : "Theatre mode (t)"}
        aria-pressed={isTheatre}
        onClick={() => run("toggleTheatre")}
        className="hidden lg:grid"
      >
        <RectangleHorizontal className={classes("size-5", isTheatre && "fill-on-picture/40")} />
      </Control>
      {canPictureInPicture ? (
        <Control label="Picture in picture (i)" onClick={() => run("togglePictureInPicture")}>
          <PictureInPicture2 className="size-5" />
        </Control>
      ) : null}
      <Control
        label={isFullscreen ? "Leave fullscreen (f)" : "Fullscreen (f)"}
        onClick={() => run("toggleFullscreen")}
      >
        {isFullscreen ? <Minimize className="size-5" /> : <Maximize className="size-5" />}
      </Control>
    </div>
  );
}

function Control({ label, className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes(
        "grid size-10 place-items-center rounded-full text-on-picture transition hover:bg-on-picture/15 focus-visible:outline-on-picture",
        className,
      )}
      {...rest}
    />
  );
}

/** Says "live" while the picture is; otherwise the way back. */
function LiveButton({ isAtEdge, onJump }: { isAtEdge: boolean; onJump: () => void }) {
  return (
    <button
      type="button"
      onClick={onJump}
      disabled={isAtEdge}
      aria-label={isAtEdge ? "Live" : "Jump to live (l)"}
      className="ml-1 inline-flex h-8 items-center gap-2 rounded-full px-3 font-semibold text-[0.8125rem] text-on-picture transition enabled:bg-on-picture/15 enabled:hover:bg-on-picture/25 focus-visible:outline-on-picture"
    >
      <span className={classes("size-2 rounded-full", isAtEdge ? "bg-roe" : "bg-on-picture/60")} />
      {isAtEdge ? "Live" : "Go to live"}
    </button>
  );
}
