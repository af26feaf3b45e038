import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import * as Access from "./personas.access";
import { MAX_CONTEXT } from "./personas.model";
import * as Resource from "./personas.resource";
import type { vPersonaView } from "./personas.view";

type Persona = Infer<typeof vPersonaView>;

const changes = {
  include_private: z
    .boolean()
    .optional()
    .describe(
      "Whether the private part of SOUL.md is told to the provider. It is not, unless somebody says so here.",
    ),
  context: z
    .string()
    .optional()
    .describe(`What the persona is told besides; at most ${MAX_CONTEXT} characters.`),
  default_replica_id: z
    .string()
    .max(100)
    .nullable()
    .optional()
    .describe("A voice from `GET /api/v1/voices`; null for the one that goes by the agent's id."),
};

const changesOf = (body: {
  include_private?: boolean;
  context?: string;
  default_replica_id?: string | null;
}) => ({
  ...(body.include_private !== undefined && { includesPrivate: body.include_private }),
  ...(body.context !== undefined && { context: body.context }),
  ...(body.default_replica_id !== undefined && { voiceId: body.default_replica_id }),
});

/** How an agent talks at the provider of videos. */
export function registerPersonaRoutes(api: ApiRouter) {
  const common = { tag: "personas", unknownFields: "refuse" } as const;
  const reply = { shape: Resource.zPersona, example: Resource.personaExample };

  api.post("/api/v1/personas", {
    ...common,
    id: "makePersona",
    summary: "Have the agent's persona made, or made again after it had failed",
    description:
      "An agent has one. It is made by itself when the agent brings a SOUL.md, and when a video needs it; and made anew when " +
      "SOUL.md, its context or its voice change. Its prompt is the public part of SOUL.md.",
    caller: callerOf(Access.makePersonas),
    limits: ["agent", "souls"],
    idempotency: "accepted",
    body: z.object({ ...changes, agent_id: zAgentId }),
    bodyExample: { context: "Speaks on a night show." },
    reply: { ...reply, status: 202 },
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, body }) {
      const about = { principal, agentId: body.agent_id ?? null, changes: changesOf(body) };
      const persona: Persona = await ctx.runMutation(internal.personas.personas.make, about);
      return Resource.presentApiPersona(persona);
    },
  });

  api.get("/api/v1/personas", {
    ...common,
    id: "listPersonas",
    summary: "The agent's persona, in a list of one or none",
    caller: callerOf(Access.readPersonas),
    limits: ["agent"],
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(Resource.zPersona) }),
      example: { data: [Resource.personaExample] },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const about = { principal, agentId: query.agent_id ?? null };
      const personas: Persona[] = await ctx.runQuery(internal.personas.personas.list, about);
      return { data: personas.map(Resource.presentApiPersona) };
    },
  });

  api.get("/api/v1/personas/{id}", {
    ...common,
    id: "getPersona",
    summary: "One persona, and whether it is ready",
    caller: callerOf(Access.readPersona),
    limits: ["agent"],
    reply: { ...reply, status: 200 },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const about = { principal, personaId: params.id };
      const persona: Persona = await ctx.runQuery(internal.personas.personas.get, about);
      return Resource.presentApiPersona(persona);
    },
  });

  api.patch("/api/v1/personas/{id}", {
    ...common,
    id: "changePersona",
    summary: "Change what a persona is told, or what it speaks with",
    caller: callerOf(Access.changePersona),
    limits: ["agent", "souls"],
    idempotency: "accepted",
    body: z.object(changes),
    bodyExample: { default_replica_id: "r9fa0878977a" },
    reply: { ...reply, status: 200 },
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params, body }) {
      const about = { principal, personaId: params.id, changes: changesOf(body) };
      const persona: Persona = await ctx.runMutation(internal.personas.personas.change, about);
      return Resource.presentApiPersona(persona);
    },
  });

  api.delete("/api/v1/personas/{id}", {
    ...common,
    id: "removePersona",
    summary: "Remove the persona at the provider, until something needs it again",
    description: "What was chosen for it goes with it. SOUL.md and the agent's voices stay.",
    caller: callerOf(Access.changePersona),
    limits: ["agent"],
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.personas.personas.remove, { principal, personaId: params.id });
      return null;
    },
  });
}
