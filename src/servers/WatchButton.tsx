import { BookmarkCheck, BookmarkPlus } from "lucide-react";
import { Button } from "../ui/Button";
import { Tooltip } from "../ui/Tooltip";
import { setWatched, useWatched } from "./useWatched";

/** Keeps a server in one's strip, or takes it out. */
export function WatchButton(props: {
  serverId: string;
  name: string;
  size?: "small" | "medium";
  /** Where there is one of many it is no call to action. */
  look?: "primary" | "quiet";
}) {
  const { serverId, name, size, look = "primary" } = props;
  const watched = useWatched();
  const isWatched = watched.serverIds.includes(serverId);
  const button = (
    <Button
      size={size}
      look={isWatched ? "quiet" : look}
      aria-pressed={isWatched}
      aria-label={`Watch ${name}`}
      aria-disabled={!isWatched && watched.isFull}
      onClick={() => (isWatched || !watched.isFull) && setWatched(serverId, !isWatched)}
      className="relative z-10"
    >
      {isWatched ? (
        <BookmarkCheck className="size-4 text-glass" aria-hidden />
      ) : (
        <BookmarkPlus className="size-4" aria-hidden />
      )}
      {isWatched ? "Watching" : "Watch"}
    </Button>
  );
  if (isWatched || !watched.isFull) return button;
  return <Tooltip words="Your strip is full: it has room for 200 servers.">{button}</Tooltip>;
}
