import {
  Captions,
  CaptionsOff,
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  RectangleHorizontal,
  RotateCcw,
  RotateCw,
  Volume1,
  Volume2,
  VolumeX,
} from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import { classes } from "../../lib/classes";
import { formatElapsed } from "../../lib/format";
import type { PlayerCommand } from "./playerKeys";
import { type Mark, SeekBar } from "./SeekBar";
import type { Playback } from "./usePlayback";

type ControlsProps = {
  playback: Playback;
  run: (command: PlayerCommand) => void;
  isLive: boolean;
  marks: readonly Mark[];
  isFullscreen: boolean;
  /** Null where the page has no such mode. */
  isTheatre: boolean | null;
  /** Null where there are none. */
  showsCaptions: boolean | null;
  canPictureInPicture: boolean;
};

/** The bar along the lower edge of the player. Everything in it has a key too. */
export function Controls(props: ControlsProps) {
  const { playback, run, isLive, isFullscreen, isTheatre, showsCaptions, canPictureInPicture } = props;
  const { phase, canSeek, position, duration } = playback;
  const isStill = phase === "paused" || phase === "blocked" || phase === "ended";
  return (
    <>
      {canSeek ? (
        <SeekBar position={position} duration={duration} marks={props.marks} onSeek={playback.seekTo} />
      ) : null}
      <div className="flex items-center gap-0.5 px-2 pb-2 sm:gap-1 sm:px-3">
        <Control label={isStill ? "Play (k)" : "Pause (k)"} onClick={() => run("togglePlay")}>
          {isStill ? <Play className="size-5 fill-current" /> : <Pause className="size-5 fill-current" />}
        </Control>
        {canSeek ? (
          <>
            <Control label="Back ten seconds (j)" onClick={() => run("back")}>
              <RotateCcw className="size-5" />
            </Control>
            <Control
              label="Forward ten seconds (l)"
              onClick={() => run("forward")}
              disabled={isLive && playback.isAtEdge}
              className="max-sm:hidden"
            >
              <RotateCw className="size-5" />
            </Control>
          </>
        ) : null}
        <Volume playback={playback} run={run} />
        {isLive ? (
          <LiveButton isAtEdge={playback.isAtEdge && !isStill} onJump={() => run("jumpToLive")} />
        ) : null}
        {canSeek && !(isLive && playback.isAtEdge) ? (
          <span className="tabular ml-1 whitespace-nowrap text-[0.8125rem] text-on-picture">
            {formatElapsed(position * 1000)}
            <span className="text-on-picture/75 max-sm:hidden"> / {formatElapsed(duration * 1000)}</span>
          </span>
        ) : null}
        <span className="flex-1" />
        <QualityChoice playback={playback} />
        {showsCaptions === null ? null : (
          <Control
            label={showsCaptions ? "Captions off (c)" : "Captions on (c)"}
            aria-pressed={showsCaptions}
            onClick={() => run("toggleCaptions")}
          >
            {showsCaptions ? <Captions className="size-5" /> : <CaptionsOff className="size-5" />}
          </Control>
        )}
        {isTheatre === null ? null : (
          <Control
            label={isTheatre ? "Leave theatre mode (t)" : "Theatre mode (t)"}
            aria-pressed={isTheatre}
            onClick={() => run("toggleTheatre")}
            className="hidden lg:grid"
          >
            <RectangleHorizontal className={classes("size-5", isTheatre && "fill-on-picture/40")} />
          </Control>
        )}
        {canPictureInPicture ? (
          <Control
            label="Picture in picture (i)"
            onClick={() => run("togglePictureInPicture")}
            className="max-sm:hidden"
          >
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
    </>
  );
}

function Volume({ playback, run }: Pick<ControlsProps, "playback" | "run">) {
  const Icon = playback.muted ? VolumeX : playback.volume < 0.5 ? Volume1 : Volume2;
  return (
    <div className="group/volume flex items-center">
      <Control label={playback.muted ? "Unmute (m)" : "Mute (m)"} onClick={() => run("toggleMute")}>
        <Icon className="size-5" />
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
  );
}

/** The browser's own list: it is there in full screen, too, and every phone has a good one. */
function QualityChoice({ playback: { qualities, quality, setQuality } }: { playback: Playback }) {
  if (qualities.length < 2) return null;
  return (
    <select
      aria-label="Quality"
      value={quality ?? "auto"}
      onChange={({ currentTarget: { value } }) => setQuality(value === "auto" ? null : Number(value))}
      className="h-8 rounded-full bg-on-picture/15 px-2 text-[0.8125rem] text-on-picture hover:bg-on-picture/25 focus-visible:outline-on-picture [&>option]:bg-picture"
    >
      <option value="auto">Auto</option>
      {[...qualities].reverse().map(({ index, height }) => (
        <option key={index} value={index}>
          {height}p
        </option>
      ))}
    </select>
  );
}

function Control({ label, className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes(
        "grid size-10 place-items-center rounded-full text-on-picture transition enabled:hover:bg-on-picture/15 focus-visible:outline-on-picture disabled:opacity-40",
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
      aria-label={isAtEdge ? "Live" : "Jump to live (End)"}
      className="ml-1 inline-flex h-8 items-center gap-2 whitespace-nowrap rounded-full px-3 font-semibold text-[0.8125rem] text-on-picture transition enabled:bg-on-picture/15 enabled:hover:bg-on-picture/25 focus-visible:outline-on-picture"
    >
      <span className={classes("size-2 rounded-full", isAtEdge ? "bg-roe" : "bg-on-picture/60")} />
      {isAtEdge ? "Live" : "Go to live"}
    </button>
  );
}
