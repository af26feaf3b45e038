import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect } from "react";
import { api as backend } from "../../convex/_generated/api";
import { useSession } from "../account/deviceSession";
import { useLive } from "../lib/useLive";
import { viewerKey } from "../streams/deviceViewerKey";

type Watched = NonNullable<FunctionReturnType<typeof backend.recordings.clips.watch>>;
export type GoneClip = Extract<Watched, { status: "gone" }>;
export type ClipView = Exclude<Watched, GoneClip>;

export const isGone = (clip: Watched): clip is GoneClip => clip.status === "gone";

/** Of what clips are listed. */
export type ClipHeading = { recording: string } | { slug: string } | { agent: string };

export const useClip = (clipId: string) => useLive(backend.recordings.clips.watch, { clipId });

export const useClipChat = (clipId: string) => useLive(backend.recordings.replay.ofClip, { clipId });

export const useClips = (heading: ClipHeading) =>
  useLive(backend.recordings.clips.listed, {
    recording: null,
    slug: null,
    agent: null,
    ...heading,
    page: { limit: 12, position: null },
  });

/** Whether whoever is signed in may change a clip. */
export function useMayChange(clipId: string): boolean {
  const isIn = useSession().kind === "in";
  const rights = useLive(backend.recordings.clips.rights, isIn ? { clipId } : "skip");
  return rights.status === "ready" && rights.data.mayChange;
}

/** Counts this browser as one that has watched the clip. */
export function useCountedView(clipId: string, isPlayed: boolean): void {
  const note = useMutation(backend.recordings.clips.noteView);
  useEffect(() => {
    if (!isPlayed) return;
    const count = async () => {
      const key = await viewerKey.get();
      if (key !== null) await note({ clipId, viewerKey: key });
    };
    // A view that is not counted is nothing to tell anybody about.
    count().catch(() => undefined);
  }, [note, clipId, isPlayed]);
}
