import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { type Live, useLive } from "../lib/useLive";

export type PerceptionLine = FunctionReturnType<typeof api.perception.perception.newest>[number];

/** The last lines of what a running broadcast says and shows, live. Off air there are none. */
export function useLines(slug: string, isLive: boolean): Live<PerceptionLine[]> {
  return useLive(api.perception.perception.newest, isLive ? { slug } : "skip");
}

/** What a stream is doing now: the first line of its newest scene. */
export function useDoing(slug: string, isLive: boolean): string | null {
  const lines = useLines(slug, isLive);
  if (!isLive || lines.status !== "ready") return null;
  return lastScene(lines.data);
}

/** The first line of the newest scene; null when there is none among these. */
export function lastScene(lines: readonly PerceptionLine[]): string | null {
  const scenes = lines.filter(({ kind }) => kind === "scene");
  return scenes.at(-1)?.text.split("\n")[0] ?? null;
}
