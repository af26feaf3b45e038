import { LoaderCircle, Play, VolumeX } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { classes } from "../../lib/classes";
import { Button } from "../../ui/Button";
import { Controls } from "./Controls";
import { commandFor, type KeyPress, type PlayerCommand } from "./playerKeys";
import { useAwake } from "./useAwake";
import { usePlayback } from "./usePlayback";

type PlayerProps = {
  title: string;
  playbackUrl: string;
  posterUrl: string | null;
  isTheatre: boolean;
  onToggleTheatre: () => void;
};

/** Plays a stream that is on air. It fills its frame, which the page has reserved, so nothing jumps. */
export function Player({ title, playbackUrl, posterUrl, isTheatre, onToggleTheatre }: PlayerProps) {
  const frame = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const playback = usePlayback(video, playbackUrl);
  const { awake, wake, rest } = useAwake(frame);
  const isFullscreen = useFullscreen(frame);

  const run = useCallback(
    (command: PlayerCommand) => {
      wake();
      if (!video.current || !frame.current) return;
      if (command === "togglePlay") playback.togglePlay();
      if (command === "toggleMute") playback.toggleMute();
      if (command === "jumpToLive") playback.jumpToLive();
      if (command === "volumeUp") playback.setVolume(video.current.volume + 0.1);
      if (command === "volumeDown") playback.setVolume(video.current.volume - 0.1);
      if (command === "toggleTheatre") onToggleTheatre();
      if (command === "togglePictureInPicture") void togglePictureInPicture(video.current);
      if (command === "toggleFullscreen") void toggleFullscreen(frame.current, video.current);
    },
    [playback, onToggleTheatre, wake],
  );
  useKeys(frame, run);

  const showsControls = awake || playback.phase === "paused" || playback.phase === "blocked";
  return (
    <section
      ref={frame}
      aria-label="Player"
      onPointerMove={(event) => event.pointerType !== "touch" && wake()}
      onPointerLeave={(event) => event.pointerType !== "touch" && rest()}
      onFocus={wake}
      className={classes(
        "relative size-full select-none overflow-hidden bg-picture text-on-picture",
        !showsControls && playback.phase === "playing" && "cursor-none",
      )}
    >
      <video
        ref={video}
        aria-label={`Live video: ${title}`}
        playsInline
        autoPlay
        muted
        poster={posterUrl ?? undefined}
        onClick={(event) => {
          const byTouch = (event.nativeEvent as PointerEvent).pointerType === "touch";
          if (!byTouch) run("togglePlay");
          else if (showsControls) rest();
          else wake();
        }}
        onDoubleClick={() => run("toggleFullscreen")}
        className="absolute inset-0 size-full object-contain"
      />
      <Overlay phase={playback.phase} onPlay={() => run("togglePlay")} onRetry={playback.retry} />
      {playback.muted && playback.phase === "playing" ? (
        <button
          type="button"
          onClick={() => run("toggleMute")}
          className="absolute top-3 left-1/2 inline-flex h-9 -translate-x-1/2 items-center gap-2 rounded-full bg-on-picture px-4 font-semibold text-picture text-sm shadow-lg transition hover:scale-[1.03] focus-visible:outline-on-picture"
        >
          <VolumeX className="size-4" />
          Unmute
        </button>
      ) : null}
      <div
        className={classes(
          "absolute inset-x-0 bottom-0 bg-gradient-to-t from-picture/75 to-transparent pt-12 transition-opacity duration-300 focus-within:opacity-100",
          showsControls ? "opacity-100" : "pointer-events-none opacity-0",
        )}
      >
        <Controls
          playback={playback}
          run={run}
          isFullscreen={isFullscreen}
          isTheatre={isTheatre}
          canPictureInPicture={document.pictureInPictureEnabled === true}
        />
      </div>
    </section>
  );
}

function Overlay(props: { phase: string; onPlay: () => void; onRetry: () => void }) {
  if (props.phase === "loading" || props.phase === "stalled") {
    return (
      <Middle>
        <span role="status" className="grid size-16 place-items-center rounded-full bg-picture/50">
          <LoaderCircle className="size-8 animate-spin" aria-hidden="true" />
          <span className="sr-only">
            {props.phase === "loading" ? "Tuning in" : "Waiting for more video"}
          </span>
        </span>
      </Middle>
    );
  }
  if (props.phase === "blocked") {
    return (
      <Middle>
        <button
          type="button"
          aria-label="Play"
          onClick={props.onPlay}
          className="pointer-events-auto grid size-20 place-items-center rounded-full bg-on-picture text-picture transition hover:scale-105 focus-visible:outline-on-picture"
        >
          <Play className="size-8 translate-x-0.5 fill-current" />
        </button>
      </Middle>
    );
  }
  if (props.phase === "failed") {
    return (
      <Middle>
        <div
          role="alert"
          className="pointer-events-auto flex flex-col items-center gap-4 rounded-2xl bg-picture/70 px-8 py-6"
        >
          <p className="font-medium">The picture doesn’t come through.</p>
          <Button look="primary" size="small" onClick={props.onRetry}>
            Try again
          </Button>
        </div>
      </Middle>
    );
  }
  return null;
}

function Middle({ children }: { children: ReactNode }) {
  return <div className="pointer-events-none absolute inset-0 grid place-items-center">{children}</div>;
}

function useFullscreen(frame: React.RefObject<HTMLElement | null>): boolean {
  const [isFullscreen, setFullscreen] = useState(false);
  useEffect(() => {
    const follow = () =>
      setFullscreen(document.fullscreenElement === frame.current && frame.current !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, [frame]);
  return isFullscreen;
}

/** The player's keys work anywhere on the page where they would not get in the way. */
function useKeys(frame: React.RefObject<HTMLElement | null>, run: (command: PlayerCommand) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      const command = commandFor({ key: event.key, modified, focus: focusOf(event.target, frame.current) });
      if (command === null || event.defaultPrevented) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [frame, run]);
}

function focusOf(target: EventTarget | null, frame: HTMLElement | null): KeyPress["focus"] {
  if (!(target instanceof HTMLElement)) return "page";
  if (target.isContentEditable || target.matches("textarea, select, input:not([type=range])")) return "text";
  if (target.matches("button, a, summary, input, [role=log], pre")) return "control";
  return frame?.contains(target) ? "player" : "page";
}

/** Refusals (no user gesture, no support) leave everything as it was, which is the right answer to them. */
async function togglePictureInPicture(video: HTMLVideoElement): Promise<void> {
  const change = document.pictureInPictureElement
    ? document.exitPictureInPicture()
    : video.requestPictureInPicture();
  await change.catch(() => undefined);
}

/** Phones that can't show an element full screen can still do it with the video alone. */
async function toggleFullscreen(frame: HTMLElement, video: HTMLVideoElement): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (frame.requestFullscreen) return frame.requestFullscreen().catch(() => undefined);
  (video as HTMLVideoElement & { webkitEnterFullscreen?: () => void }).webkitEnterFullscreen?.();
}
