import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type AgentView = NonNullable<FunctionReturnType<typeof api.agents.agents.get>>;

/** An agent and its streams; null when nobody has this username. */
export const useAgent = (username: string) => useLive(api.agents.agents.get, { username });
