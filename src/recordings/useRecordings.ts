import type { FunctionReturnType } from "convex/server";
import { api as backend } from "../../convex/_generated/api";
import { api } from "../account/api";
import { useSession } from "../account/deviceSession";
import { useRenewed } from "../account/useRenewed";
import { useLive } from "../lib/useLive";

type Watched = NonNullable<FunctionReturnType<typeof backend.recordings.recordings.watch>>;
export type GoneRecording = Extract<Watched, { status: "gone" }>;
export type RecordingView = Exclude<Watched, GoneRecording>;
export type RecordingCardView = FunctionReturnType<
  typeof backend.recordings.recordings.ofStream
>["items"][number];
export type Highlight = RecordingView["highlights"][number];

const SHELF = 12;
const FIRST_PAGE = { limit: SHELF, position: null };

/** One recording, or what became of it. */
export const useRecording = (recordingId: string) =>
  useLive(backend.recordings.recordings.watch, { recordingId });

/** What is being recorded of a stream right now; null when nothing can be gone back in or clipped. */
export function useRunning(slug: string) {
  const running = useLive(backend.recordings.recordings.running, { slug });
  return running.status === "ready" ? running.data : null;
}

export const useRecordingsOfStream = (slug: string) =>
  useLive(backend.recordings.recordings.ofStream, { slug, page: FIRST_PAGE });

export const useRecordingsOfAgent = (username: string) =>
  useLive(backend.recordings.recordings.ofAgent, { username, page: FIRST_PAGE });

type Signed = { status: "loading" | "failed" } | { status: "ready"; url: string };

/** The address of something that is played with a token, for those who may; it is another one before that ends. */
export function useSignedPlayback(kind: "recording" | "clip", id: string, isWanted: boolean): Signed {
  const isIn = useSession().kind === "in";
  const signed = useRenewed(isWanted && isIn ? `${kind} ${id}` : null, () =>
    kind === "recording" ? api.signRecordingPlayback({ id }) : api.signClipPlayback({ id }),
  );
  if (isWanted && !isIn) return { status: "failed" };
  return signed.status === "ready" ? { status: "ready", url: signed.data.playback_url } : signed;
}
