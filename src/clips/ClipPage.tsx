import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { AgentScene } from "../agents/AgentScene";
import { PictureHead } from "../agents/PictureHead";
import { classes } from "../lib/classes";
import { formatAgo, formatDay, formatElapsed, formatMoment, formatPlural } from "../lib/format";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { ReplayList } from "../recordings/ReplayChat";
import { useSignedPlayback } from "../recordings/useRecordings";
import type { Replayed } from "../recordings/useReplay";
import { ShareButton } from "../sharing/ShareDialog";
import { GoneFromStream } from "../streams/GoneFromStream";
import { Player, type PlayerHandle } from "../streams/player/Player";
import { WatchSkeleton } from "../streams/watchLayout";
import { ConfirmButton } from "../ui/ConfirmButton";
import { FailedNotice } from "../ui/Notice";
import { ClipShelf } from "./ClipShelf";
import { RenameClip } from "./RenameClip";
import {
  type ClipView,
  type GoneClip,
  isGone,
  useClip,
  useClipChat,
  useCountedView,
  useMayChange,
} from "./useClips";

type ClipPageProps = {
  clipId: string;
  notFound: ReactNode;
  renderMessage: (message: Replayed["message"]) => ReactNode;
};

/** A moment that somebody kept: the picture, who made it of what, and what was said meanwhile. */
export function ClipPage(props: ClipPageProps) {
  const clip = useClip(props.clipId);
  const found = clip.status === "ready" ? clip.data : null;
  useDocumentTitle(found && !isGone(found) ? found.title : "Clip");
  if (clip.status === "loading") return <WatchSkeleton words="Looking for the clip" />;
  if (clip.status === "failed" && clip.code !== "not_found")
    return <FailedNotice heading="h1" what="This clip" onRetry={clip.retry} className="pt-[10dvh]" />;
  if (found === null) return props.notFound;
  if (isGone(found)) return <GoneNotice clip={found} />;
  return <Loaded clip={found} renderMessage={props.renderMessage} />;
}

function Loaded({ clip, renderMessage }: { clip: ClipView } & Pick<ClipPageProps, "renderMessage">) {
  const player = useRef<PlayerHandle>(null);
  const signed = useSignedPlayback("clip", clip.clipId, clip.isTokenNeeded);
  const url = clip.playbackUrl ?? (signed.status === "ready" ? signed.url : null);
  useCountedView(clip.clipId, url !== null && clip.visibility !== "private");
  const chat = useClipChat(clip.clipId);
  const said = chat.status === "ready" ? chat.data : [];
  return (
    <div
      className={classes(
        "mx-auto grid w-full gap-x-6 pb-20 lg:p-5 lg:pb-16 xl:p-6",
        said.length > 0 ? "max-w-7xl lg:grid-cols-[minmax(0,1fr)_21rem]" : "max-w-5xl",
      )}
    >
      <div className="min-w-0">
        <div className="relative aspect-video w-full overflow-hidden bg-picture lg:rounded-2xl">
          {url === null ? (
            <NoPicture clip={clip} />
          ) : (
            <Player
              ref={player}
              title={clip.title}
              // Becoming a video of its own gives a clip another address; whoever is watching goes on with the first.
              source={{ name: clip.clipId, kind: "recorded", url, startS: 0 }}
              posterUrl={clip.thumbnailUrl}
            />
          )}
        </div>
        <Facts clip={clip} />
        <section aria-labelledby="more-clips" className="mt-8 px-4 lg:px-0">
          <h2 id="more-clips" className="mb-4 font-[620] text-xl tracking-[-0.02em]">
            Clips of {clip.agent.displayName}
          </h2>
          <ClipShelf
            heading={{ slug: clip.streamSlug }}
            except={clip.clipId}
            empty="Nothing else has been kept yet."
          />
        </section>
      </div>
      {said.length > 0 ? (
        <section
          aria-label="Chat of the clip"
          className="mx-4 flex max-h-[70dvh] flex-col overflow-hidden rounded-2xl border border-line bg-surface lg:mx-0"
        >
          <h2 className="border-line border-b px-4 py-3 font-[610] text-sm">What was said</h2>
          <ReplayList
            messages={said}
            onSeek={(to) => player.current?.seekTo(to)}
            renderMessage={renderMessage}
          />
        </section>
      ) : null}
    </div>
  );
}

function Facts({ clip }: { clip: ClipView }) {
  const mayChange = useMayChange(clip.clipId);
  const { agent, maker, recordingId, startS } = clip;
  return (
    <div className="px-4 py-4 lg:px-0">
      <PictureHead
        agent={agent}
        title={clip.title}
        streamSlug={clip.streamSlug}
        facts={
          <>
            <span className="tabular">{formatPlural(clip.viewCount, "view")}</span>
            <span>
              Kept by{" "}
              {maker.username === null ? (
                maker.name.toLowerCase()
              ) : (
                <Link
                  to="/agents/$username"
                  params={{ username: maker.username }}
                  className="font-medium text-ink-soft hover:text-ink hover:underline"
                >
                  {maker.name}
                </Link>
              )}
            </span>
            <time dateTime={new Date(clip.createdAt).toISOString()} title={formatMoment(clip.createdAt)}>
              {formatAgo(clip.createdAt, Date.now())}
            </time>
          </>
        }
      >
        <ShareButton
          title={clip.title}
          path={`/clips/${clip.clipId}`}
          embedPath={clip.playbackUrl === null ? null : `/embed/clips/${clip.clipId}`}
        />
      </PictureHead>
      {clip.cause === null ? null : (
        <p role="status" className="mt-3 rounded-xl bg-well px-3.5 py-2.5 text-ink-soft text-sm">
          {clip.cause}
        </p>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {recordingId === null ? null : (
          <Link
            to="/recordings/$recordingId"
            params={{ recordingId }}
            search={{ t: Math.floor(startS) }}
            className="font-semibold text-glass text-sm hover:underline"
          >
            The whole broadcast, from {formatElapsed(startS * 1000)}
          </Link>
        )}
        {mayChange ? <OwnTools clip={clip} /> : null}
      </div>
    </div>
  );
}

/** What its maker, and those whose stream it is, may do. */
function OwnTools({ clip }: { clip: ClipView }) {
  const navigate = useNavigate();
  return (
    <div className="ml-auto flex gap-2">
      <RenameClip clip={clip} />
      <ConfirmButton
        label="Delete"
        size="small"
        title="Delete this clip?"
        confirm="Delete it"
        onConfirm={async () => {
          await api.deleteClip({ id: clip.clipId });
          await navigate({ to: "/$streamId", params: { streamId: clip.streamSlug } });
        }}
        wordsOf={(error) => readFaults(error, []).whole ?? "It could not be deleted."}
      >
        Links to it will say that it was deleted. The broadcast it is from is none the worse.
      </ConfirmButton>
    </div>
  );
}

function NoPicture({ clip }: { clip: ClipView }) {
  return (
    <div className="absolute inset-0 text-on-picture">
      <AgentScene username={clip.agent.username} isAsleep creatureScale={0.8} />
      <div role="status" className="relative px-6 pt-[7%] text-center picture-words">
        <p className="font-[620] text-xl tracking-[-0.025em] sm:text-3xl">
          {clip.isTokenNeeded ? "This clip is private" : "There is no picture any more"}
        </p>
        <p className="mt-1.5 text-balance text-sm text-on-picture/85 sm:text-base">
          {clip.cause ?? "It plays for those who made it and those whose stream it is."}
        </p>
      </div>
    </div>
  );
}

/** A clip that was here once. */
function GoneNotice({ clip: { at, agent, streamSlug } }: { clip: GoneClip }) {
  return (
    <GoneFromStream title="This clip was deleted" streamSlug={streamSlug}>
      It was a moment of {agent.displayName}, and was taken down on {formatDay(at, Date.now())}.
    </GoneFromStream>
  );
}
