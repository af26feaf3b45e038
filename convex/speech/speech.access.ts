import { agentErrors } from "../agents/agents.errors";
import { definePolicy } from "../lib/policy";

/** An agent has a text of its own spoken. */
export const speakFile = definePolicy({
  name: "speech.make",
  rule: "it is the agent itself",
  who: ["agent"],
  scope: "videos:write",
  args: {},
  hidden: true,
  absent: agentErrors.notFound,
  find: async (ctx, _args, principal) =>
    principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null,
  may: () => true,
});

/** Whoever chooses a voice may hear it: it leaves a file for others who ask for the same, so those who only read may not. */
export const hearVoice = definePolicy({
  name: "voice.preview",
  rule: "they are an agent, or own some",
  who: ["agent", "owner"],
  scope: "videos:write",
  args: {},
  hidden: true,
  absent: agentErrors.notFound,
  find: async () => "a voice" as const,
  may: () => true,
});
