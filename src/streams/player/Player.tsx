import { VolumeX } from "lucide-react";
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { classes } from "../../lib/classes";
import { deviceMemory } from "../../lib/storage";
import { Controls } from "./Controls";
import type { Source } from "./cue";
import { Overlay } from "./Overlay";
import { commandFor, type KeyPress, LEAPS_S, type PlayerCommand } from "./playerKeys";
import type { Mark } from "./SeekBar";
import { useAwake } from "./useAwake";
import { useDucking } from "./useDucking";
import { usePlayback } from "./usePlayback";

/** What a page can have its player do. */
export type PlayerHandle = { seekTo: (second: number) => void };

type PlayerProps = {
  title: string;
  source: Source;
  posterUrl: string | null;
  /** Absent where the page has no theatre mode. */
  theatre?: { isOn: boolean; onToggle: () => void };
  /** Stretches that stand out on the seek bar. */
  marks?: readonly Mark[];
  /** Words over the picture, which the viewer can take away. */
  captions?: ReactNode;
  /** The same as a file (WebVTT), which the browser keeps in time with the picture, in full screen, too. */
  captionsFile?: { url: string; language: string };
  /** Where the picture stands, a few times a second. */
  onTime?: (second: number) => void;
  ref?: Ref<PlayerHandle>;
};

const CAPTIONS_KEY = "molt.captions";
const NO_MARKS: readonly Mark[] = [];

/** Plays what is on air, or was. It fills its frame, which the page has reserved, so nothing jumps. */
export function Player(props: PlayerProps) {
  const { title, source, posterUrl, theatre, marks = NO_MARKS, captions, captionsFile, onTime, ref } = props;
  const frame = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const playback = usePlayback(video, source);
  useDucking(video);
  const { awake, wake, rest } = useAwake(frame);
  const isFullscreen = useFullscreen(frame);
  const [wantsCaptions, setWantsCaptions] = useState(() => deviceMemory.read(CAPTIONS_KEY) === "on");
  const isLive = source.kind === "live";

  const hasCaptions = captions !== undefined || captionsFile !== undefined;
  useCaptionsFile(video, captionsFile?.url, wantsCaptions);

  const { seekTo, position } = playback;
  useImperativeHandle(ref, () => ({ seekTo }), [seekTo]);
  useEffect(() => onTime?.(position), [onTime, position]);

  const run = useCallback(
    (command: PlayerCommand) => {
      wake();
      if (!video.current || !frame.current) return;
      if (command === "togglePlay") playback.togglePlay();
      if (command === "toggleMute") playback.toggleMute();
      if (command === "jumpToLive") playback.jumpToLive();
      if (command === "volumeUp") playback.setVolume(video.current.volume + 0.1);
      if (command === "volumeDown") playback.setVolume(video.current.volume - 0.1);
      if (command === "toggleTheatre") theatre?.onToggle();
      if (command === "togglePictureInPicture") void togglePictureInPicture(video.current);
      if (command === "toggleFullscreen") void toggleFullscreen(frame.current, video.current);
      if (command === "toggleCaptions")
        setWantsCaptions((on) => {
          deviceMemory.write(CAPTIONS_KEY, on ? "off" : "on");
          return !on;
        });
      if (command in LEAPS_S && playback.canSeek)
        playback.seekTo(playback.position + LEAPS_S[command as keyof typeof LEAPS_S]);
    },
    [playback, theatre, wake],
  );
  useKeys(frame, run);

  const isStill = playback.phase === "paused" || playback.phase === "blocked" || playback.phase === "ended";
  const showsControls = awake || isStill;
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
        aria-label={`${isLive ? "Live video" : "Video"}: ${title}`}
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
      >
        {captionsFile === undefined ? null : (
          <track
            key={captionsFile.url}
            kind="captions"
            src={captionsFile.url}
            srcLang={captionsFile.language}
            label="Captions"
          />
        )}
      </video>
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
      {captions && wantsCaptions ? (
        <div className="pointer-events-none absolute inset-x-4 bottom-24 text-center text-base">
          {captions}
        </div>
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
          isLive={isLive}
          marks={marks}
          isFullscreen={isFullscreen}
          isTheatre={theatre ? theatre.isOn : null}
          showsCaptions={hasCaptions ? wantsCaptions : null}
          canPictureInPicture={document.pictureInPictureEnabled === true}
        />
      </div>
    </section>
  );
}

/** How many lines of text the player's own controls take along the lower edge. */
const CONTROLS_LINES = 4;

/** Shows the captions of a file or not, above the controls. */
function useCaptionsFile(
  video: React.RefObject<HTMLVideoElement | null>,
  url: string | undefined,
  isShown: boolean,
): void {
  useEffect(() => {
    const track = url === undefined ? null : video.current?.querySelector("track");
    if (!track) return;
    const lift = () => {
      for (const cue of track.track.cues ?? []) (cue as VTTCue).line = -CONTROLS_LINES;
    };
    track.addEventListener("load", lift);
    track.track.mode = isShown ? "showing" : "hidden";
    return () => track.removeEventListener("load", lift);
  }, [video, url, isShown]);
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
      // What is in a dialog is not about the player behind it.
      if (document.querySelector("dialog[open]")) return;
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
  if (target.matches("button, a, summary, input, [role=log], [role=log] *, pre")) return "control";
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
