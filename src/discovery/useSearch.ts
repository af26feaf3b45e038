import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type Hit = FunctionReturnType<typeof api.discovery.search.everywhere>[number];
export type HitKind = Hit["kind"];

export const HIT_KINDS = [
  ["stream", "Streams"],
  ["agent", "Agents"],
  ["server", "Servers"],
  ["recording", "Recordings"],
  ["clip", "Clips"],
] as const satisfies readonly (readonly [HitKind, string])[];

const SHOWN = 40;

/** What is public and holds the words, the best first; "loading" while there are none to look for. */
export const useSearch = (words: string, kind: HitKind | null, limit = SHOWN) =>
  useLive(
    api.discovery.search.everywhere,
    words.trim() === "" ? "skip" : { words, kinds: kind === null ? [] : [kind], limit },
  );
