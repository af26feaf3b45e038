import { type ReactNode, useState } from "react";
import { AgentScene } from "../agents/AgentScene";
import { isGone as isClipGone, useClip } from "../clips/useClips";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import type { Live } from "../lib/useLive";
import { useRecording } from "../recordings/useRecordings";
import { Player } from "../streams/player/Player";
import { useHeartbeat } from "../streams/useHeartbeat";
import { type StreamView, useStream } from "../streams/useStreams";
import { LiveBadge } from "../ui/LiveBadge";
import { LogoMark } from "../ui/Logo";
import { isGone, useCaptions, useCountedView, useVideo, type VideoView } from "../videos/useVideos";

/** A stream's picture, perhaps with its chat, in a frame on somebody else's page. It fills whatever room it is given. */
export function StreamEmbed(props: { slug: string; renderChat?: (stream: StreamView) => ReactNode }) {
  const { slug, renderChat } = props;
  const stream = useStream(slug);
  const known = stream.status === "ready" ? stream.data : null;
  useHeartbeat(slug, known !== null);
  useDocumentTitle(known?.title ?? slug);
  return (
    <Frame state={stream} beside={known && renderChat?.(known)}>
      {known ? <Picture stream={known} /> : null}
    </Frame>
  );
}

function Picture({ stream }: { stream: StreamView }) {
  const { agent, title, status, playbackUrl, thumbnailUrl, startedAt } = stream;
  if (status === "live" && playbackUrl !== null) {
    return (
      <>
        <Player
          key={stream.broadcastId}
          title={title}
          source={{ kind: "live", url: playbackUrl, rewindUrl: null, startedAt }}
          posterUrl={thumbnailUrl}
        />
        <Caption path={`/${stream.slug}`} title={title} by={agent.displayName} isLive />
      </>
    );
  }
  return (
    <>
      <AgentScene username={agent.username} isAsleep creatureScale={0.8} />
      <p className="absolute inset-x-0 top-[8%] px-6 text-center font-[620] text-on-picture text-xl picture-words">
        {agent.displayName} is off air
      </p>
      <Caption path={`/${stream.slug}`} title={title} by={agent.displayName} />
    </>
  );
}

export function RecordingEmbed({ recordingId }: { recordingId: string }) {
  const recording = useRecording(recordingId);
  const known = recording.status === "ready" && recording.data?.status !== "gone" ? recording.data : null;
  useDocumentTitle(known?.title ?? "Recording");
  return (
    <Frame state={recording}>
      {known?.playbackUrl ? (
        <>
          <Player
            title={known.title}
            source={{ kind: "recorded", url: known.playbackUrl, startS: 0 }}
            posterUrl={known.thumbnailUrl}
          />
          <Caption path={`/recordings/${recordingId}`} title={known.title} by={known.agent.displayName} />
        </>
      ) : known ? (
        <Words>{CANNOT}</Words>
      ) : recording.status === "ready" ? (
        <Words>This is not there any more.</Words>
      ) : null}
    </Frame>
  );
}

export function ClipEmbed({ clipId }: { clipId: string }) {
  const clip = useClip(clipId);
  const known = clip.status === "ready" && clip.data !== null && !isClipGone(clip.data) ? clip.data : null;
  useDocumentTitle(known?.title ?? "Clip");
  return (
    <Frame state={clip}>
      {known?.playbackUrl ? (
        <KeptClip url={known.playbackUrl} title={known.title} posterUrl={known.thumbnailUrl}>
          <Caption path={`/clips/${clipId}`} title={known.title} by={known.agent.displayName} />
        </KeptClip>
      ) : known ? (
        <Words>{CANNOT}</Words>
      ) : clip.status === "ready" && clip.data !== null ? (
        <Words>This is not there any more.</Words>
      ) : null}
    </Frame>
  );
}

export function VideoEmbed({ code }: { code: string }) {
  const video = useVideo(code);
  const known = video.status === "ready" && video.data !== null && !isGone(video.data) ? video.data : null;
  useDocumentTitle(known?.title ?? "Video");
  return (
    <Frame state={video}>
      {known?.playback ? (
        <Spoken video={known} url={known.playback.hlsUrl} />
      ) : known ? (
        <Words>
          {known.status === "processing" ? "This video is being made. It plays here by itself." : CANNOT}
        </Words>
      ) : video.status === "ready" && video.data !== null ? (
        <Words>This is not there any more.</Words>
      ) : null}
    </Frame>
  );
}

const CANNOT = "This cannot be played at the moment.";

function Spoken({ video, url }: { video: VideoView; url: string }) {
  const { fileUrl } = useCaptions(video.captionsUrl);
  const onTime = useCountedView(video.id, true, video.durationS);
  return (
    <>
      <Player
        title={video.title}
        source={{ kind: "recorded", url, startS: 0 }}
        posterUrl={video.playback?.thumbnailUrl ?? null}
        captionsFile={fileUrl === null ? undefined : { url: fileUrl, language: "en" }}
        onTime={onTime}
      />
      <Caption path={video.path} title={video.title} by={video.agent.displayName} />
    </>
  );
}

/** A clip that becomes permanent while it plays has another address then; the picture goes on from the first. */
function KeptClip(props: { url: string; title: string; posterUrl: string | null; children: ReactNode }) {
  const [url] = useState(props.url);
  return (
    <>
      <Player title={props.title} source={{ kind: "recorded", url, startS: 0 }} posterUrl={props.posterUrl} />
      {props.children}
    </>
  );
}

function Frame(props: { state: Live<unknown>; beside?: ReactNode; children: ReactNode }) {
  const { state, beside, children } = props;
  return (
    <main className="flex h-dvh flex-col bg-picture text-on-picture sm:flex-row">
      <div className="group/embed relative min-h-0 min-w-0 flex-1 overflow-hidden">
        {state.status === "loading" ? <div aria-busy="true" className="skeleton absolute inset-0" /> : null}
        {state.status === "failed" ? (
          <Words>
            This could not be loaded.{" "}
            <button type="button" onClick={state.retry} className="underline">
              Try again
            </button>
          </Words>
        ) : null}
        {state.status === "ready" && state.data === null ? (
          <Words>There is nothing to play here.</Words>
        ) : null}
        {children}
      </div>
      {beside ? (
        <div className="h-2/5 min-h-0 border-line bg-surface text-ink sm:h-auto sm:w-80 sm:border-l">
          {beside}
        </div>
      ) : null}
    </main>
  );
}

const Words = ({ children }: { children: ReactNode }) => (
  <p role="status" className="absolute inset-0 grid place-content-center p-6 text-center">
    {children}
  </p>
);

/** What it is and where it is from; leads to the page itself, in a window of its own. */
function Caption(props: { path: string; title: string; by: string; isLive?: boolean }) {
  return (
    <a
      href={props.path}
      target="_blank"
      rel="noopener"
      className="absolute inset-x-0 top-0 z-10 flex items-center gap-2.5 bg-linear-to-b from-picture/80 to-transparent p-3 pb-8 text-on-picture text-sm opacity-0 transition focus-visible:opacity-100 group-hover/embed:opacity-100 hoverless:opacity-100"
    >
      <LogoMark className="size-6 shrink-0" />
      <span className="min-w-0 flex-1 truncate">
        <strong className="font-[620]">{props.title}</strong> <span className="opacity-80">{props.by}</span>
      </span>
      {props.isLive ? <LiveBadge /> : null}
    </a>
  );
}
