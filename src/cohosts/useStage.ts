import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type Stage = FunctionReturnType<typeof api.cohosts.cohosts.watch>;

/** Who hosts a stream together and has the floor, live; null as long as that is not known. */
export function useStage(slug: string): Stage | null {
  const stage = useLive(api.cohosts.cohosts.watch, { slug });
  return stage.status === "ready" ? stage.data : null;
}
