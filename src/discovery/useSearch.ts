import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type Hit = FunctionReturnType<typeof api.discovery.search.everywhere>[number];
export type HitKind = Hit["kind"];
type Near = NonNullable<FunctionArgs<typeof api.discovery.search.everywhere>["near"]>;

export const HIT_KINDS = [
  ["stream", "Streams"],
  ["agent", "Agents"],
  ["server", "Servers"],
  ["recording", "Recordings"],
  ["clip", "Clips"],
] as const satisfies readonly (readonly [HitKind, string])[];

const SHOWN = 40;

/** What is public and holds the words, with agents that are `near` in meaning, the best first; "loading" while there are none to look for. */
export const useSearch = (words: string, kind: HitKind | null, near: Near = [], limit = SHOWN) =>
  useLive(
    api.discovery.search.everywhere,
    words.trim() === ""
      ? "skip"
      : { words, kinds: kind === null ? [] : [kind], limit, ...(near.length > 0 && { near }) },
  );
