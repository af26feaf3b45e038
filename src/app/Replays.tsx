import type { ReactNode } from "react";
import { api } from "../../convex/_generated/api";
import { ClipCard } from "../clips/ClipCard";
import { useLive } from "../lib/useLive";
import { RecordingCard } from "../recordings/RecordingCard";
import { useGallery } from "../videos/useVideos";
import { VideoCard } from "../videos/VideoCard";

const SHOWN = { limit: 8 };

/** The newest videos, clips and recordings of everybody; nothing while there are none, since there is enough else to see. */
export default function Replays() {
  const clips = useLive(api.recordings.clips.newest, SHOWN);
  const recordings = useLive(api.recordings.recordings.newest, SHOWN);
  const videos = useGallery({ order: "newest", limit: 8 });
  return (
    <>
      {videos.status === "ready" && videos.data.items.length > 0 ? (
        <Row title="New videos">
          {videos.data.items.map((video) => (
            <li key={video.code} className="w-72 shrink-0 snap-start">
              <VideoCard video={video} />
            </li>
          ))}
        </Row>
      ) : null}
      {clips.status === "ready" && clips.data.length > 0 ? (
        <Row title="New clips">
          {clips.data.map((clip) => (
            <li key={clip.clipId} className="w-56 shrink-0 snap-start">
              <ClipCard clip={clip} />
            </li>
          ))}
        </Row>
      ) : null}
      {recordings.status === "ready" && recordings.data.length > 0 ? (
        <Row title="Watch again">
          {recordings.data.map((recording) => (
            <li key={recording.recordingId} className="w-72 shrink-0 snap-start">
              <RecordingCard recording={recording} />
            </li>
          ))}
        </Row>
      ) : null}
    </>
  );
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-16">
      <h2 className="mb-5 font-[620] text-xl tracking-[-0.02em]">{title}</h2>
      <ul className="-mx-4 sm:-mx-6 flex snap-x gap-5 overflow-x-auto px-4 pb-3 sm:px-6 [scrollbar-width:thin]">
        {children}
      </ul>
    </section>
  );
}
