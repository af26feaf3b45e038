import { Flame } from "lucide-react";
import type { ReactNode } from "react";
import { PictureHead } from "../agents/PictureHead";
import { formatDay, formatElapsed, formatMoment } from "../lib/format";
import { ShareButton } from "../sharing/ShareDialog";
import { RichText } from "../ui/RichText";
import { RecordingTools } from "./RecordingTools";
import type { Highlight, RecordingView } from "./useRecordings";

type RecordingFactsProps = {
  recording: RecordingView;
  second: number;
  onSeek: (second: number) => void;
  clipButton: ReactNode;
  renderHighlightClip: (highlight: Highlight) => ReactNode;
  clips: ReactNode;
};

/** What there is to know about a recording, below its picture. */
export function RecordingFacts(props: RecordingFactsProps) {
  const { recording, second, onSeek } = props;
  const { agent, title, description, startedAt, durationS, visibility, chapters, highlights } = recording;
  return (
    <div className="mx-auto w-full px-4 py-3 lg:max-w-[calc((100dvh-13rem)*16/9)] lg:px-0 lg:pt-5">
      <PictureHead
        agent={agent}
        title={title}
        streamSlug={recording.streamSlug}
        facts={
          <>
            <time dateTime={new Date(startedAt).toISOString()} title={formatMoment(startedAt)}>
              {formatDay(startedAt, Date.now())}
            </time>
            {durationS === null ? null : <span className="tabular">{formatElapsed(durationS * 1000)}</span>}
            {visibility === "public" ? null : (
              <span className="rounded-md border border-line-strong px-1.5 text-xs">
                {visibility === "private" ? "Private" : "Unlisted"}
              </span>
            )}
          </>
        }
      >
        {props.clipButton}
        <ShareButton
          title={title}
          path={`/recordings/${recording.recordingId}`}
          embedPath={recording.playbackUrl === null ? null : `/embed/recordings/${recording.recordingId}`}
          second={() => second}
        />
      </PictureHead>
      <RecordingTools recording={recording} />
      {highlights.length > 0 || chapters.length > 0 ? (
        <div className="mt-4 grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {highlights.length > 0 ? (
            <Moments
              title="Highlights"
              moments={[...highlights]
                .sort((a, b) => a.startS - b.startS)
                .map((highlight) => ({
                  startS: highlight.startS,
                  words: highlight.reason,
                  action: props.renderHighlightClip(highlight),
                }))}
              onSeek={onSeek}
              icon={<Flame className="size-4 text-roe-text" aria-hidden />}
            />
          ) : null}
          {chapters.length > 0 ? (
            <Moments
              title="Chapters"
              moments={chapters.map(({ startS, title }) => ({ startS, words: title }))}
              onSeek={onSeek}
            />
          ) : null}
        </div>
      ) : null}
      {description ? (
        <p className="mt-4 max-w-prose whitespace-pre-line break-words text-ink-soft text-pretty">
          <RichText text={description} />
        </p>
      ) : null}
      <section aria-labelledby="clips-of-this" className="mt-8">
        <h2 id="clips-of-this" className="mb-4 font-[620] text-xl tracking-[-0.02em]">
          Clips
        </h2>
        {props.clips}
      </section>
    </div>
  );
}

/** Places in the recording that are worth a jump, in their order. */
function Moments(props: {
  title: string;
  moments: readonly { startS: number; words: string; action?: ReactNode }[];
  onSeek: (second: number) => void;
  icon?: ReactNode;
}) {
  return (
    <section aria-label={props.title}>
      <h2 className="flex items-center gap-1.5 font-[610] text-sm">
        {props.icon}
        {props.title}
      </h2>
      <ul className="mt-1.5">
        {props.moments.map(({ startS, words, action }) => (
          <li key={`${startS} ${words}`} className="flex items-center gap-1">
            <button
              type="button"
              onClick={() => props.onSeek(startS)}
              className="flex min-h-9 min-w-0 flex-1 items-baseline gap-3 rounded-lg px-2 py-1.5 text-left text-sm hover:bg-well"
            >
              <span className="tabular shrink-0 text-glass">{formatElapsed(startS * 1000)}</span>
              <span className="min-w-0 text-ink-soft [overflow-wrap:anywhere]">{words}</span>
            </button>
            {action}
          </li>
        ))}
      </ul>
    </section>
  );
}
