import { type ReactNode, useCallback, useRef, useState } from "react";
import { AgentScene } from "../agents/AgentScene";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { Player, type PlayerHandle } from "../streams/player/Player";
import { WatchSkeleton } from "../streams/watchLayout";
import { Button } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { FailedNotice, Notice } from "../ui/Notice";
import { ProgressBar, RenderProgress, wordsFor } from "./RenderProgress";
import { ScriptTranscript } from "./ScriptTranscript";
import { TryAgainButton } from "./TryAgainButton";
import {
  isGone,
  useCaptions,
  useCountedView,
  useMayChange,
  usePlayback,
  useVideo,
  type VideoView,
} from "./useVideos";
import { VideoFacts } from "./VideoFacts";
import { MoreOfAgent } from "./VideoShelf";

/** An agent that says something: the picture, the words, and on the way there how far it is. */
export function VideoPage(props: {
  code: string;
  /** Where it begins to play, in seconds. */
  startS: number;
  notFound: ReactNode;
}) {
  const { code, startS, notFound } = props;
  const video = useVideo(code);
  const found = video.status === "ready" && video.data !== null && !isGone(video.data) ? video.data : null;
  useDocumentTitle(found?.title ?? "Video");
  if (video.status === "loading") return <WatchSkeleton words="Looking for the video" />;
  if (video.status === "failed" && video.code !== "not_found")
    return <FailedNotice heading="h1" what="This video" onRetry={video.retry} className="pt-[10dvh]" />;
  if (video.status === "failed" || video.data === null) return notFound;
  if (found === null) return <GoneNotice />;
  return <Loaded video={found} startS={startS} />;
}

function Loaded({ video, startS }: { video: VideoView; startS: number }) {
  const player = useRef<PlayerHandle>(null);
  const [second, setSecond] = useState(startS);
  const url = usePlayback(video);
  const { cues, fileUrl } = useCaptions(video.captionsUrl);
  const noteTime = useCountedView(video.id, url !== null, video.durationS);
  const onTime = useCallback(
    (at: number) => {
      setSecond(at);
      noteTime(at);
    },
    [noteTime],
  );
  const seekTo = useCallback((to: number) => player.current?.seekTo(to), []);
  return (
    <div className="mx-auto grid w-full max-w-[96rem] gap-x-6 pb-20 lg:grid-cols-[minmax(0,1fr)_23rem] lg:p-5 lg:pb-16 xl:p-6">
      <div className="min-w-0">
        <div className={FRAMES[video.options.aspectRatio]}>
          {url === null ? (
            <NoPicture video={video} />
          ) : (
            <Player
              ref={player}
              title={video.title}
              // A private video gets another address now and then; whoever is watching goes on with the first.
              source={{ name: video.id, kind: "recorded", url, startS }}
              posterUrl={video.playback?.thumbnailUrl ?? null}
              captionsFile={fileUrl === null ? undefined : { url: fileUrl, language: "en" }}
              onTime={onTime}
            />
          )}
        </div>
        <VideoFacts video={video} second={() => second} />
      </div>
      <div className="mx-4 space-y-6 lg:mx-0">
        {video.status === "processing" ? <RenderProgress video={video} /> : null}
        <div className="flex max-h-[60dvh] flex-col overflow-hidden rounded-3xl border border-line bg-surface lg:max-h-[calc(100dvh-var(--header)-3rem)]">
          <ScriptTranscript
            script={video.script}
            cues={cues}
            second={second}
            onSeek={url === null ? undefined : seekTo}
          />
        </div>
      </div>
      <MoreOfAgent video={video} />
    </div>
  );
}

/** A tall picture gets the height there is, and black beside it. */
const FRAME = "relative w-full overflow-hidden bg-picture lg:rounded-2xl";
const FRAMES: Record<VideoView["options"]["aspectRatio"], string> = {
  "16:9": `${FRAME} aspect-video`,
  "1:1": `${FRAME} h-[min(100vw,72dvh)]`,
  "9:16": `${FRAME} h-[72dvh]`,
};

/** The frame while there is nothing to play, and why. */
function NoPicture({ video }: { video: VideoView }) {
  const { agent, status, error, isTokenNeeded } = video;
  return (
    <div className="absolute inset-0 text-on-picture">
      <AgentScene username={agent.username} isAsleep={status === "failed"} creatureScale={0.8} />
      <div className="relative px-6 pt-[6%] text-center picture-words">
        {status === "processing" ? (
          <>
            <p className="font-[620] text-xl tracking-[-0.025em] sm:text-3xl">
              {agent.displayName} is learning the lines
            </p>
            <p role="status" className="tabular mt-1 text-sm sm:mt-1.5 sm:text-base">
              {wordsFor(video)}
            </p>
            <ProgressBar video={video} onPicture className="mx-auto mt-3 max-w-64 sm:mt-4" />
          </>
        ) : status === "failed" ? (
          <div role="status">
            <p className="font-[620] text-xl tracking-[-0.025em] sm:text-3xl">
              This video did not come about
            </p>
            <p className="mx-auto mt-1 max-w-md text-balance text-sm sm:mt-1.5 sm:text-base">
              {error?.message ?? "Something went wrong on our side."}
            </p>
            <TryAgain video={video} />
          </div>
        ) : (
          <p role="status" className="font-[620] text-xl tracking-[-0.025em] sm:text-3xl">
            {isTokenNeeded ? "This video is private" : "It cannot be played right now"}
          </p>
        )}
      </div>
    </div>
  );
}

/** For whoever it belongs to; everybody else can only wait. */
function TryAgain({ video }: { video: VideoView }) {
  const mayChange = useMayChange(video.id);
  if (!mayChange || video.error?.isRetryable === false) return null;
  return <TryAgainButton videoId={video.id} className="mt-4" />;
}

function GoneNotice() {
  return (
    <Notice
      heading="h1"
      className="pt-[10dvh]"
      picture={<EmptyShell className="w-44" />}
      title="This video was deleted"
      actions={<Button onClick={() => window.history.back()}>Go back</Button>}
    >
      It was here once, and whoever it belonged to took it down.
    </Notice>
  );
}
