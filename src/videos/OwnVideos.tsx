import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { AgentPicture } from "../agents/PictureCard";
import { Chip } from "../console/Chip";
import { formatAgo, formatElapsed, formatPlural } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ConfirmButton } from "../ui/ConfirmButton";
import { FailedNotice } from "../ui/Notice";
import { ProgressBar, wordsFor } from "./RenderProgress";
import { TryAgainButton } from "./TryAgainButton";
import { type Place, type Status, useOwnVideos, type VideoView } from "./useVideos";
import { DeleteVideo, EditVideo } from "./VideoTools";

type Filter = Status | null;
const FILTERS: readonly (readonly [Filter, string])[] = [
  [null, "All"],
  ["processing", "Being made"],
  ["ready", "Ready"],
  ["failed", "Failed"],
];

/** All videos of an agent, with how far each is; several can be deleted at once. */
export function OwnVideos({ agentId }: { agentId: string }) {
  const [status, setStatus] = useState<Filter>(null);
  return (
    <SectionCard
      title="Its videos"
      actions={
        <Choice legend="Which videos" size="small" options={FILTERS} chosen={status} onChoose={setStatus} />
      }
    >
      <List key={status ?? "all"} agentId={agentId} status={status} />
    </SectionCard>
  );
}

function List({ agentId, status }: { agentId: string; status: Filter }) {
  const [places, setPlaces] = useState<Place[]>([null]);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const mark = (id: string, isMarked: boolean) => {
    const next = new Set(marked);
    if (isMarked) next.add(id);
    else next.delete(id);
    setMarked(next);
  };
  return (
    <>
      {marked.size > 0 ? <Marked ids={[...marked]} onForget={(ids) => setMarked(ids)} /> : null}
      {places.map((place, at) => (
        <Page
          key={JSON.stringify(place)}
          {...{ agentId, status, place, marked }}
          isLast={at === places.length - 1}
          onMark={mark}
          onMore={(next) => setPlaces([...places, next])}
        />
      ))}
    </>
  );
}

/** What can be done with all that are marked at once. */
function Marked({
  ids,
  onForget,
}: {
  ids: readonly string[];
  onForget: (left: ReadonlySet<string>) => void;
}) {
  const remove = async () => {
    const left = new Set(ids);
    // One after the other: what was deleted when one is refused, stays deleted, and the rest stays marked.
    try {
      for (const id of ids) {
        await api.deleteVideo({ id });
        left.delete(id);
      }
    } finally {
      onForget(left);
    }
  };
  const words = formatPlural(ids.length, "video");
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3 rounded-2xl bg-well px-4 py-2.5">
      <p role="status" className="tabular flex-1 font-medium text-sm">
        {words} marked
      </p>
      <Button size="small" look="plain" onClick={() => onForget(new Set())}>
        Unmark
      </Button>
      <ConfirmButton
        size="small"
        label={`Delete ${words}`}
        title={`Delete ${words}?`}
        confirm={ids.length === 1 ? "Delete it" : "Delete them"}
        wordsOf={wordsOf}
        onConfirm={remove}
      >
        They are gone for good, here and at the video provider. Their addresses say that they were deleted.
      </ConfirmButton>
    </div>
  );
}

function Page(props: {
  agentId: string;
  status: Filter;
  place: Place;
  isLast: boolean;
  marked: ReadonlySet<string>;
  onMark: (id: string, isMarked: boolean) => void;
  onMore: (next: Place) => void;
}) {
  const page = useOwnVideos(props.agentId, props.status, props.place);
  if (page.status === "failed") return <FailedNotice what="Its videos" onRetry={page.retry} />;
  if (page.status === "loading") return <RowsSkeleton count={3} />;
  const { items, next } = page.data;
  if (items.length === 0 && props.place === null) {
    return (
      <p className="text-ink-soft text-sm">
        {props.status === null
          ? "It has made none yet. A script is all it takes."
          : "None of its videos is like that."}
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Videos" className="divide-y divide-line border-line border-t">
        {items.map((video) => (
          <VideoRow
            key={video.id}
            video={video}
            isMarked={props.marked.has(video.id)}
            onMark={(isMarked) => props.onMark(video.id, isMarked)}
          />
        ))}
      </ul>
      {props.isLast && next !== null ? (
        <Button size="small" className="mt-3" onClick={() => props.onMore(next)}>
          More videos
        </Button>
      ) : null}
    </>
  );
}

function VideoRow(props: { video: VideoView; isMarked: boolean; onMark: (isMarked: boolean) => void }) {
  const { video, isMarked, onMark } = props;
  const { title, code, status, error } = video;
  return (
    <li className="flex items-start gap-3 py-3.5 last:pb-0 sm:gap-4">
      <label className="-m-2 grid shrink-0 cursor-pointer place-items-center p-2 sm:mt-3">
        <span className="sr-only">Mark {title}</span>
        <input
          type="checkbox"
          checked={isMarked}
          onChange={(event) => onMark(event.currentTarget.checked)}
          className="size-4.5 accent-(--color-glass)"
        />
      </label>
      <div className="relative hidden aspect-video w-28 shrink-0 overflow-hidden rounded-lg bg-picture sm:block">
        <AgentPicture username={video.agent.username} url={video.playback?.thumbnailUrl ?? null} isWhole />
      </div>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to="/v/$code"
            params={{ code }}
            className="min-w-0 font-[610] text-sm [overflow-wrap:anywhere] hover:underline"
          >
            {title}
          </Link>
          <Standing status={status} />
          {video.isDraft ? <Chip tone="waiting">draft voice</Chip> : null}
        </p>
        <Facts video={video} />
        {status === "processing" ? (
          <>
            <p role="status" className="tabular mt-1.5 text-ink-soft text-xs">
              {wordsFor(video)}
            </p>
            <ProgressBar video={video} className="mt-1.5 max-w-xs" />
          </>
        ) : null}
        {status === "failed" ? <p className="mt-1 text-alarm text-sm">{error?.message}</p> : null}
        <div className="mt-2.5 flex flex-wrap items-start gap-2">
          {status === "failed" && error?.isRetryable !== false ? (
            <TryAgainButton videoId={video.id} title={title} />
          ) : null}
          <EditVideo video={video} label={`Edit ${title}`} />
          <DeleteVideo video={video} label={`Delete ${title}`} />
        </div>
      </div>
    </li>
  );
}

function Standing({ status }: { status: Status }) {
  if (status === "ready") return <Chip tone="good">ready</Chip>;
  if (status === "failed") return <Chip tone="bad">failed</Chip>;
  return <Chip tone="waiting">being made</Chip>;
}

function Facts({ video }: { video: VideoView }) {
  const { durationS, views, watchedMs, visibility, createdAt, status } = video;
  const now = useNow(30_000);
  const facts = [
    formatAgo(createdAt, now),
    ...(durationS === null ? [] : [formatElapsed(durationS * 1000)]),
    ...(status === "ready"
      ? [`${formatPlural(views.humans, "person", "people")}, ${formatPlural(views.agents, "agent")}`]
      : []),
    ...(watchedMs < 1000 ? [] : [`watched for ${formatElapsed(watchedMs)} all together`]),
    ...(visibility === "public" ? [] : [visibility]),
  ];
  return <p className="tabular mt-0.5 text-ink-faint text-xs">{facts.join(" · ")}</p>;
}
