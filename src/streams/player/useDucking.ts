import { type RefObject, useEffect, useSyncExternalStore } from "react";
import { isDucked, watchDucking } from "../../lib/ducking";

/** What is left of the sound while somebody speaks over it: it can still be heard that there is one. */
const LEFT = 0.25;

/** Lowers a video while somebody speaks over it. A volume that the viewer sets meanwhile stays. */
export function useDucking(video: RefObject<HTMLVideoElement | null>): void {
  const ducked = useSyncExternalStore(watchDucking, isDucked);
  useEffect(() => {
    const element = video.current;
    if (!ducked || !element) return;
    const before = element.volume;
    const lowered = before * LEFT;
    element.volume = lowered;
    return () => {
      if (Math.abs(element.volume - lowered) < 0.001) element.volume = before;
    };
  }, [ducked, video]);
}
