import { useEffect, useState } from "react";
import { AgentScene } from "../agents/AgentScene";
import { classes } from "../lib/classes";
import { useNow } from "../lib/useNow";
import { thumbnailAddress } from "./thumbnail";

const REFRESH_EVERY_MS = 15_000;

/**
 * A stream's picture in a 16:9 frame. While on air it renews itself: the next picture is loaded out of sight and takes
 * over when it is complete, so the card never blinks. Without a picture the agent itself is there.
 */
export function StreamThumbnail(props: {
  username: string;
  thumbnailUrl: string | null;
  isLive: boolean;
  className?: string;
}) {
  const now = useNow(REFRESH_EVERY_MS);
  const wanted =
    props.thumbnailUrl === null ? null : thumbnailAddress(props.thumbnailUrl, props.isLive ? now : null);
  const shown = useLoadedPicture(wanted);
  return (
    <div className={classes("relative aspect-video overflow-hidden bg-well", props.className)}>
      {shown === null ? (
        <AgentScene username={props.username} isAsleep={!props.isLive} />
      ) : (
        <img
          src={shown}
          alt=""
          className="absolute inset-0 size-full animate-appear object-cover transition duration-500"
        />
      )}
    </div>
  );
}

/** The last address whose picture has loaded; null until there is one, and after the picture is gone for good. */
function useLoadedPicture(address: string | null): string | null {
  const [loaded, setLoaded] = useState<string | null>(null);
  useEffect(() => {
    if (address === null) {
      setLoaded(null);
      return;
    }
    const picture = new Image();
    picture.onload = () => setLoaded(address);
    picture.src = address;
    return () => {
      picture.onload = null;
    };
  }, [address]);
  return address === null ? null : loaded;
}
