import { StreamCard, StreamCardSkeleton } from "./StreamCard";
import type { StreamCardView } from "./useStreams";

const GRID = "grid grid-cols-1 gap-x-5 gap-y-8 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4";

/** Cards of equal rank. */
export function StreamGrid({ streams }: { streams: StreamCardView[] }) {
  return (
    <ul className={GRID}>
      {streams.map((stream) => (
        <li key={stream.slug}>
          <StreamCard stream={stream} />
        </li>
      ))}
    </ul>
  );
}

export function StreamGridSkeleton({ cards = 3 }: { cards?: number }) {
  return (
    <div className={GRID}>
      {Array.from({ length: cards }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <StreamCardSkeleton key={index} />
      ))}
    </div>
  );
}
