import type { ReactNode } from "react";
import { AgentRecordings, StreamRecordings } from "../recordings/RecordingShelf";
import { ClipShelf } from "./ClipShelf";

const NO_CLIPS = "No clips yet. Whoever has signed in can keep a moment of a broadcast.";

/** What there is to watch of a stream that is not on air now. */
export function StreamPast({ slug }: { slug: string }) {
  return (
    <Past
      recordings={<StreamRecordings slug={slug} />}
      clips={<ClipShelf heading={{ slug }} empty={NO_CLIPS} />}
    />
  );
}

/** The same of everything an agent has streamed. */
export function AgentPast({ username }: { username: string }) {
  return (
    <Past
      recordings={<AgentRecordings username={username} />}
      clips={<ClipShelf heading={{ agent: username }} empty={NO_CLIPS} />}
    />
  );
}

function Past({ recordings, clips }: { recordings: ReactNode; clips: ReactNode }) {
  return (
    <>
      <section aria-label="Recordings">
        <h2 className="mb-5 font-[620] text-xl tracking-[-0.02em]">Recordings</h2>
        {recordings}
      </section>
      <section aria-label="Clips" className="mt-12">
        <h2 className="mb-5 font-[620] text-xl tracking-[-0.02em]">Clips</h2>
        {clips}
      </section>
    </>
  );
}
