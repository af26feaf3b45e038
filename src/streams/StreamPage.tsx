import { Navigate } from "@tanstack/react-router";
import { type ReactNode, useCallback, useState } from "react";
import { classes } from "../lib/classes";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { useKeyboardInset } from "../lib/useKeyboardInset";
import { FailedNotice } from "../ui/Notice";
import { LivePicture } from "./LivePicture";
import { OffAir } from "./OffAir";
import { StreamFacts } from "./StreamFacts";
import { useHeartbeat } from "./useHeartbeat";
import { type StreamView, useMovedTo, useStream } from "./useStreams";
import { WATCH_LAYOUT, WatchSkeleton } from "./watchLayout";

type StreamPageProps = {
  slug: string;
  notFound: ReactNode;
  /** The chat is another domain's; the page only gives it its place. */
  renderChat: (stream: StreamView) => ReactNode;
  /** Whether the running broadcast is there from its beginning, to go back in. */
  canRewind: boolean;
  /** What can be made of what is playing, and what was on air before: other domains', too. */
  renderTools: (stream: StreamView) => ReactNode;
  past: ReactNode;
};

/** One stream: the picture, the facts, the chat. It stays up while the stream is off air. */
export function StreamPage(props: StreamPageProps) {
  const { slug, notFound } = props;
  const stream = useStream(slug);
  useKeyboardInset();
  useHeartbeat(slug, stream.status === "ready" && stream.data !== null);
  useDocumentTitle(stream.status === "ready" && stream.data ? titleOf(stream.data) : slug);
  if (stream.status === "loading") return <WatchSkeleton words={`Tuning in to ${slug}`} />;
  if (stream.status === "failed")
    return <FailedNotice heading="h1" what="This stream" onRetry={stream.retry} className="pt-[10dvh]" />;
  if (stream.data === null) return <Elsewhere slug={slug} notFound={notFound} />;
  return <Loaded {...props} stream={stream.data} />;
}

function titleOf(stream: StreamView): string {
  return `${stream.status === "live" ? "● " : ""}${stream.title}, ${stream.agent.displayName}`;
}

function Loaded({
  stream,
  renderChat,
  canRewind,
  renderTools,
  past,
}: StreamPageProps & { stream: StreamView }) {
  const [isTheatre, setTheatre] = useState(false);
  const toggleTheatre = useCallback(() => setTheatre((on) => !on), []);
  return (
    <div className={classes(WATCH_LAYOUT, isTheatre && "lg:h-app lg:fixed lg:inset-0 lg:z-40 lg:bg-canvas")}>
      <div
        className={classes("shrink-0 lg:min-h-0 lg:overflow-y-auto", !isTheatre && "lg:p-5 lg:pb-16 xl:p-6")}
      >
        <div
          className={classes(
            "relative mx-auto aspect-video max-h-[42dvh] w-full overflow-hidden bg-picture lg:max-h-none",
            isTheatre ? "lg:aspect-auto lg:h-full" : "lg:max-w-[calc((100dvh-13rem)*16/9)] lg:rounded-2xl",
          )}
        >
          {stream.status === "live" ? (
            <LivePicture
              key={stream.broadcastId}
              stream={stream}
              canRewind={canRewind}
              theatre={{ isOn: isTheatre, onToggle: toggleTheatre }}
            />
          ) : (
            <OffAir stream={stream} />
          )}
        </div>
        <StreamFacts stream={stream} isTheatre={isTheatre} tools={renderTools(stream)} past={past} />
      </div>
      <div className="min-h-0 flex-1 border-line border-t bg-surface lg:border-t-0 lg:border-l">
        {renderChat(stream)}
      </div>
    </div>
  );
}

/** Whoever comes by an address that the stream had once is led on; an address of nothing is told as such. */
function Elsewhere({ slug, notFound }: { slug: string; notFound: ReactNode }) {
  const moved = useMovedTo(slug);
  if (moved.status === "loading") return <WatchSkeleton words={`Tuning in to ${slug}`} />;
  if (moved.status === "failed" || moved.data === null) return notFound;
  return <Navigate replace to="/$streamId" params={{ streamId: moved.data }} />;
}
