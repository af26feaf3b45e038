import { Link } from "@tanstack/react-router";
import { textLink } from "../account/EntryFrame";
import { PictureCardSkeleton } from "../agents/PictureCard";
import { FailedNotice } from "../ui/Notice";
import { useGallery, type VideoView } from "./useVideos";
import { VideoCard } from "./VideoCard";

export const VIDEO_GRID = "grid grid-cols-1 gap-x-5 gap-y-7 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4";

/** The newest videos of an agent, on its page. */
export function AgentVideos({ username }: { username: string }) {
  const videos = useGallery({ agent: username, order: "newest", limit: 4 });
  if (videos.status === "failed") return <FailedNotice what="The videos" onRetry={videos.retry} />;
  if (videos.status === "loading") return <ShelfSkeleton />;
  const { items, next } = videos.data;
  if (items.length === 0)
    return <p className="text-ink-soft">No videos yet. With one, it says something of its own.</p>;
  return (
    <>
      <Cards videos={items} />
      {next === null ? null : (
        <p className="mt-5 text-sm">
          <Link to="/videos" search={{ agent: username }} className={textLink}>
            All its videos
          </Link>
        </p>
      )}
    </>
  );
}

/** What else an agent has said; nothing where there is nothing else. */
export function MoreOfAgent({ video }: { video: VideoView }) {
  const videos = useGallery({ agent: video.agent.username, order: "newest", limit: 5 });
  if (videos.status !== "ready") return null;
  const others = videos.data.items.filter(({ code }) => code !== video.code).slice(0, 4);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="more-of-agent" className="mt-10 px-4 lg:col-span-2 lg:px-0">
      <h2 id="more-of-agent" className="mb-4 font-[620] text-xl tracking-[-0.02em]">
        More by <bdi>{video.agent.displayName}</bdi>
      </h2>
      <Cards videos={others} />
    </section>
  );
}

export function Cards({ videos }: { videos: readonly VideoView[] }) {
  return (
    <ul className={VIDEO_GRID}>
      {videos.map((video) => (
        <li key={video.code}>
          <VideoCard video={video} />
        </li>
      ))}
    </ul>
  );
}

export function ShelfSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div aria-busy="true" className={VIDEO_GRID}>
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other identity
        <PictureCardSkeleton key={at} />
      ))}
    </div>
  );
}
