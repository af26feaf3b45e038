import { useConvexAuth, useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useState } from "react";
import { api as backend } from "../../convex/_generated/api";
import { api, fetchSignedIn } from "../account/api";
import { useSession } from "../account/deviceSession";
import { useRenewed } from "../account/useRenewed";
import { type Live, useLive } from "../lib/useLive";
import { useNow } from "../lib/useNow";
import { viewerKey } from "../streams/deviceViewerKey";
import { type Cue, readCues } from "./transcript";
import { WatchClock } from "./watchClock";

type Watched = NonNullable<FunctionReturnType<typeof backend.videos.videos.byCode>>;
export type VideoView = Exclude<Watched, { gone: true }>;
export type Stage = VideoView["stage"];

export const isGone = (video: Watched): video is Exclude<Watched, VideoView> => "gone" in video;

/** One video, or that it is gone. */
export const useVideo = (code: string): Live<Watched | null> =>
  useLive(backend.videos.videos.byCode, { code });

export type GalleryOrder = "newest" | "popular";
export type Place = (string | number)[] | null;

/** Public videos, of everybody or of one agent. */
export function useGallery(wanted: { agent?: string; order: GalleryOrder; limit: number; place?: Place }) {
  const { agent = null, order, limit, place = null } = wanted;
  return useLive(backend.videos.videos.gallery, { agent, order, page: { limit, position: place } });
}

/** Where a video plays from; null while there is nothing to play. What is private plays with a token. */
export function usePlayback({ id, playback, isTokenNeeded }: VideoView): string | null {
  const isIn = useSession().kind === "in";
  const signed = useRenewed(isTokenNeeded && isIn ? `video ${id}` : null, () =>
    api.signVideoPlayback({ id }),
  );
  return playback?.hlsUrl ?? (signed.status === "ready" ? signed.data.playback_url : null);
}

/** The captions of a video: to be read along, and as a file for the player. */
export function useCaptions(url: string | null): { cues: readonly Cue[]; fileUrl: string | null } {
  const [captions, setCaptions] = useState<{ cues: readonly Cue[]; fileUrl: string | null }>(NO_CAPTIONS);
  useEffect(() => {
    if (url === null) return;
    const stop = new AbortController();
    let fileUrl: string | null = null;
    // Fetched here, because those of a private video want to know who asks. Without any, the words stand there without times.
    fetchSignedIn(url, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) return;
        const vtt = await answer.text();
        if (stop.signal.aborted) return;
        fileUrl = URL.createObjectURL(new Blob([vtt], { type: "text/vtt" }));
        setCaptions({ cues: readCues(vtt), fileUrl });
      })
      .catch(() => undefined);
    return () => {
      stop.abort();
      if (fileUrl !== null) URL.revokeObjectURL(fileUrl);
      setCaptions(NO_CAPTIONS);
    };
  }, [url]);
  return captions;
}
const NO_CAPTIONS = { cues: [], fileUrl: null };

/** So much is watched before it is told of, unless it ends or the page goes before. */
const TOLD_EVERY_S = 60;

/**
 * Counts this browser as one that has watched the video, and for how long. Answers whom to tell where the picture stands; `durationS`
 * is where it ends.
 */
export function useCountedView(
  videoId: string,
  isPlayed: boolean,
  durationS: number | null,
): (second: number) => void {
  const note = useMutation(backend.videos.videos.noteView);
  const [clock] = useState(() => new WatchClock());
  const tell = useCallback(
    async (watchedS: number) => {
      const key = await viewerKey.get();
      if (key !== null) await note({ videoId, viewerKey: key, watchedS });
    },
    [note, videoId],
  );
  const tellRest = useCallback(() => {
    const watchedS = clock.take();
    // What is not counted is nothing to tell anybody about.
    if (watchedS > 0) tell(watchedS).catch(() => undefined);
  }, [clock, tell]);
  useEffect(() => {
    if (!isPlayed) return;
    tell(0).catch(() => undefined);
    // The last that a page surely hears of before it is gone.
    const onHidden = () => document.visibilityState === "hidden" && tellRest();
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      tellRest();
    };
  }, [isPlayed, tell, tellRest]);
  return useCallback(
    (second: number) => {
      const isEnd = durationS !== null && second >= durationS - END_S;
      if (clock.at(second) >= (isEnd ? END_S : TOLD_EVERY_S)) tellRest();
    },
    [clock, durationS, tellRest],
  );
}
/** A player stands a little before the end that the file has. */
const END_S = 0.5;

/** Whether whoever is signed in may change a video. */
export function useMayChange(videoId: string): boolean {
  const { isAuthenticated } = useConvexAuth();
  const rights = useLive(backend.videos.videos.rights, isAuthenticated ? { videoId } : "skip");
  return rights.status === "ready" && rights.data.mayChange;
}

export type Status = VideoView["status"];

/** All videos of one's agent, newest first. */
export function useOwnVideos(agentId: string, status: Status | null, place: Place) {
  const { isAuthenticated } = useConvexAuth();
  const wanted = { agentId, status, page: { limit: 24, position: place } };
  return useLive(backend.videos.videos.own, isAuthenticated ? wanted : "skip");
}

const HOUR_MS = 3_600_000;

/** What is left of an agent's videos in this month. */
export function useQuota(agentId: string) {
  const { isAuthenticated } = useConvexAuth();
  // To the hour, so that the question stays the same while its answer does.
  const now = Math.floor(useNow(60_000) / HOUR_MS) * HOUR_MS;
  return useLive(backend.videos.videos.quota, isAuthenticated ? { agentId, now } : "skip");
}
