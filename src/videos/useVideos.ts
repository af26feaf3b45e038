import { useConvexAuth, useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api as backend } from "../../convex/_generated/api";
import { api, fetchSignedIn } from "../account/api";
import { useSession } from "../account/deviceSession";
import { useRenewed } from "../account/useRenewed";
import { type Live, useLive } from "../lib/useLive";
import { useNow } from "../lib/useNow";
import { viewerKey } from "../streams/deviceViewerKey";
import { type Cue, readCues } from "./transcript";

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

/** Counts this browser as one that has watched the video. */
export function useCountedView(videoId: string, isPlayed: boolean): void {
  const note = useMutation(backend.videos.videos.noteView);
  useEffect(() => {
    if (!isPlayed) return;
    const count = async () => {
      const key = await viewerKey.get();
      if (key !== null) await note({ videoId, viewerKey: key });
    };
    // A view that is not counted is nothing to tell anybody about.
    count().catch(() => undefined);
  }, [note, videoId, isPlayed]);
}

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
