import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { agentInQuestion, isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { personaErrors } from "./personas.errors";

/** SOUL.md with its private part, and its versions. */
export const readSoul = definePolicy({ ...agentInQuestion, name: "soul.read", scope: "read" });
export const writeSoul = definePolicy({ ...agentInQuestion, name: "soul.write", scope: "profile:write" });

/** How the agent talks, and with which voice. */
export const readPersonas = definePolicy({ ...agentInQuestion, name: "persona.list", scope: "read" });
export const makePersonas = definePolicy({
  ...agentInQuestion,
  name: "persona.make",
  scope: "profile:write",
});

interface About<Thing> {
  thing: Thing;
  agent: Doc<"agents">;
}

const aPersona = {
  args: { personaId: v.string() },
  rule: "it is the agent's own or its owner's",
  who: ["agent", "owner"],
  hidden: true,
  absent: personaErrors.notFound,
  find: async (ctx: QueryCtx, { personaId }: { personaId: string }) => {
    const id = ctx.db.normalizeId("personas", personaId);
    const thing = id && (await ctx.db.get(id));
    return thing && { thing, agent: await getAgent(ctx, thing.agentId) };
  },
  may: (principal: Principal, { agent }: About<Doc<"personas">>) => isTheirs(principal, agent),
} as const;
export const readPersona = definePolicy({ ...aPersona, name: "persona.read", scope: "read" });
export const changePersona = definePolicy({ ...aPersona, name: "persona.change", scope: "profile:write" });

const aReplica = {
  args: { replicaId: v.string() },
  rule: "it is the agent's own or its owner's",
  who: ["agent", "owner"],
  hidden: true,
  absent: personaErrors.noReplica,
  find: async (ctx: QueryCtx, { replicaId }: { replicaId: string }) => {
    const id = ctx.db.normalizeId("replicas", replicaId);
    const thing = id && (await ctx.db.get(id));
    return thing && { thing, agent: await getAgent(ctx, thing.agentId) };
  },
  may: (principal: Principal, { agent }: About<Doc<"replicas">>) => isTheirs(principal, agent),
} as const;
export const readReplica = definePolicy({ ...aReplica, name: "replica.read", scope: "read" });
export const removeReplica = definePolicy({ ...aReplica, name: "replica.remove", scope: "profile:write" });
