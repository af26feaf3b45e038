import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api as backend } from "../../convex/_generated/api";
import { api } from "../account/api";
import { type Live, useLive } from "../lib/useLive";

export type SoulVersion = FunctionReturnType<typeof backend.personas.souls.own>[number];
export type SoulText = NonNullable<FunctionReturnType<typeof backend.personas.souls.read>>;

/** The versions of an agent's SOUL.md, newest first. */
export function useVersions(agentId: string): Live<SoulVersion[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(backend.personas.souls.own, isAuthenticated ? { agentId } : "skip");
}

/** The text of one version; nothing is asked for null. */
export function useSoulText(agentId: string, version: number | null): Live<SoulText | null> {
  const { isAuthenticated } = useConvexAuth();
  const isAsked = isAuthenticated && version !== null;
  return useLive(backend.personas.souls.read, isAsked ? { agentId, version } : "skip");
}

/** Saves a text as the version after `baseVersion`, and answers which one it is; refused when another stands already. */
export async function saveSoul(agentId: string, text: string, baseVersion: number): Promise<number> {
  const saved = await api.saveMySoul({ agent_id: agentId, soul_md: text, base_version: baseVersion });
  return saved.version;
}

/** Makes an earlier version the newest again, as one of its own. */
export async function restoreSoul(agentId: string, version: number, baseVersion: number): Promise<void> {
  await api.restoreMySoul({ agent_id: agentId, version: `${version}`, base_version: baseVersion });
}
