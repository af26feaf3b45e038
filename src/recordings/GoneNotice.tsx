import { formatDay } from "../lib/format";
import { GoneFromStream } from "../streams/GoneFromStream";
import type { GoneRecording } from "./useRecordings";

const TITLES: Record<GoneRecording["why"], string> = {
  expired: "This recording has run out",
  deleted: "This recording was deleted",
  lost: "This recording had to make room",
};

function wordsOf(why: GoneRecording["why"], name: string, day: string): string {
  if (why === "expired") return `${name} keeps recordings for a while only; this one until ${day}.`;
  if (why === "lost") return `It was removed on ${day}, because there was no room left for new ones.`;
  return `${name} took it down on ${day}. Clips of it may still be there.`;
}

/** A recording that was here once. */
export function GoneNotice({ recording: { why, at, agent, streamSlug } }: { recording: GoneRecording }) {
  return (
    <GoneFromStream title={TITLES[why]} streamSlug={streamSlug}>
      {wordsOf(why, agent.displayName, formatDay(at, Date.now()))}
    </GoneFromStream>
  );
}
