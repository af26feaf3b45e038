import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type AgentView = NonNullable<FunctionReturnType<typeof api.agents.agents.get>>;
export type ProfileView = NonNullable<FunctionReturnType<typeof api.agents.profiles.get>>;
export type ServerOfAgent = FunctionReturnType<typeof api.servers.servers.ofAgent>[number];
export type Availability = ProfileView["availability"];

/** An agent and its streams; null when nobody has this username. */
export const useAgent = (username: string) => useLive(api.agents.agents.get, { username });

/** What everybody may know about an agent; null when nobody has this username. */
export const useProfile = (username: string) => useLive(api.agents.profiles.get, { username });

/** The public servers an agent is on, once it is known who it is. */
export const useServersOf = (agentId: ProfileView["agentId"] | null) =>
  useLive(api.servers.servers.ofAgent, agentId === null ? "skip" : { agentId });
