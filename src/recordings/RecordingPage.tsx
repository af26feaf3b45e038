import { type ReactNode, useCallback, useRef, useState } from "react";
import { AgentScene } from "../agents/AgentScene";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { Player, type PlayerHandle } from "../streams/player/Player";
import { WATCH_PICTURE, WatchSkeleton } from "../streams/watchLayout";
import { FailedNotice } from "../ui/Notice";
import { GoneNotice } from "./GoneNotice";
import { RecordingFacts } from "./RecordingFacts";
import { ReplayChat } from "./ReplayChat";
import { type Highlight, type RecordingView, useRecording, useSignedPlayback } from "./useRecordings";
import type { Replayed } from "./useReplay";

type RecordingPageProps = {
  recordingId: string;
  /** Where it begins to play, in seconds. */
  startS: number;
  notFound: ReactNode;
  /** How a message is drawn is the chat's to say. */
  renderMessage: (message: Replayed["message"]) => ReactNode;
  /** What can be made of a recording is another domain's: a button for what plays, one for a highlight, and all there is. */
  renderClipButton: (url: string, second: () => number, title: string) => ReactNode;
  renderHighlightClip: (highlight: Highlight, durationS: number) => ReactNode;
  clips: ReactNode;
};

/** On a phone everything is one page; beside a desk's picture there is room for the chat. */
const REPLAY_LAYOUT =
  "pb-20 lg:grid lg:h-[calc(var(--app-height,100dvh)-var(--header))] lg:grid-cols-[minmax(0,1fr)_23rem] lg:pb-0 2xl:grid-cols-[minmax(0,1fr)_26rem]";

/** A broadcast that is over: the picture, the facts, and the chat as it was. */
export function RecordingPage(props: RecordingPageProps) {
  const recording = useRecording(props.recordingId);
  const found = recording.status === "ready" ? recording.data : null;
  useDocumentTitle(found && "title" in found ? found.title : "Recording");
  if (recording.status === "loading") return <WatchSkeleton words="Looking for the recording" />;
  if (recording.status === "failed" && recording.code === "not_found") return props.notFound;
  if (recording.status === "failed") {
    return (
      <FailedNotice heading="h1" what="This recording" onRetry={recording.retry} className="pt-[10dvh]" />
    );
  }
  if (recording.data === null) return props.notFound;
  if (recording.data.status === "gone") return <GoneNotice recording={recording.data} />;
  return <Loaded {...props} recording={recording.data} />;
}

function Loaded(props: RecordingPageProps & { recording: RecordingView }) {
  const { recording, startS, renderMessage, clips } = props;
  const player = useRef<PlayerHandle>(null);
  const [second, setSecond] = useState(startS);
  const signed = useSignedPlayback("recording", recording.recordingId, recording.isTokenNeeded);
  const url = recording.playbackUrl ?? (signed.status === "ready" ? signed.url : null);
  const seekTo = useCallback((to: number) => player.current?.seekTo(to), []);
  const newest = useRef(second);
  newest.current = second;
  const { durationS } = recording;
  return (
    <div className={REPLAY_LAYOUT}>
      <div className="min-w-0 lg:min-h-0 lg:overflow-y-auto lg:p-5 lg:pb-16 xl:p-6">
        <div className={WATCH_PICTURE}>
          {url === null ? (
            <NoPicture recording={recording} isRefused={signed.status === "failed"} />
          ) : (
            <Player
              ref={player}
              title={recording.title}
              source={{
                name: recording.isTokenNeeded ? recording.recordingId : undefined,
                ...{ kind: "recorded", url, startS },
              }}
              posterUrl={recording.thumbnailUrl}
              marks={recording.highlights}
              onTime={setSecond}
            />
          )}
        </div>
        <RecordingFacts
          recording={recording}
          second={second}
          onSeek={seekTo}
          clipButton={
            url === null ? null : props.renderClipButton(url, () => newest.current, recording.title)
          }
          renderHighlightClip={(highlight) =>
            durationS === null ? null : props.renderHighlightClip(highlight, durationS)
          }
          clips={clips}
        />
      </div>
      <div className="h-[75dvh] border-line border-t bg-surface lg:h-auto lg:min-h-0 lg:border-t-0 lg:border-l">
        <ReplayChat
          recordingId={recording.recordingId}
          second={second}
          onSeek={seekTo}
          renderMessage={renderMessage}
        />
      </div>
    </div>
  );
}

/** The frame while there is nothing to play, and why. */
function NoPicture({ recording, isRefused }: { recording: RecordingView; isRefused: boolean }) {
  const [title, words] = wordsFor(recording, isRefused);
  return (
    <div className="absolute inset-0 text-on-picture">
      <AgentScene username={recording.agent.username} isAsleep creatureScale={0.8} />
      <div className="relative px-6 pt-[7%] text-center picture-words" role="status">
        <p className="font-[620] text-xl tracking-[-0.025em] sm:text-3xl">{title}</p>
        <p className="mt-0.5 text-balance text-sm text-on-picture/85 sm:mt-1.5 sm:text-base">{words}</p>
      </div>
    </div>
  );
}

function wordsFor({ status, cause, isTokenNeeded }: RecordingView, isRefused: boolean): [string, string] {
  if (status === "recording") return ["Still on air", "The broadcast can be watched here when it is over."];
  if (status === "processing")
    return ["Almost there", "The recording is being finished. It plays here by itself."];
  if (status === "failed") return ["There is no picture", cause ?? "The recording has failed."];
  if (isTokenNeeded && !isRefused)
    return ["One moment", "The recording is private. Your way in is being made."];
  return ["Not to be played", "Nothing gives this recording out right now. Try again in a while."];
}
