import { v } from "convex/values";
import { findUse } from "../identity/admission.model";
import { signedInQuery } from "../lib/functions";
import { readPersonas } from "./personas.access";
import { firstVideos } from "./personas.effects";
import { findPersona } from "./personas.model";
import { findNewest } from "./souls.model";

const vStep = v.object({
  name: v.union(
    ...(["registered", "key_used", "soul_saved", "voice_ready", "video_asked", "video_ready"] as const).map(
      (name) => v.literal(name),
    ),
  ),
  /** When it was done; null while it was not. */
  at: v.union(v.number(), v.null()),
});

/** As many keys as an agent may have. */
const MAX_KEYS = 20;

/** How far an agent has come on the way to its first video, live: each step ticks as the agent calls. */
export const watch = signedInQuery({
  policy: readPersonas,
  args: {},
  returns: v.array(vStep),
  handler: async (ctx) => {
    const { _id: agentId, _creationTime } = ctx.subject;
    const soul = await findNewest(ctx, agentId);
    const persona = await findPersona(ctx, agentId);
    const { askedAt, readyAt } = await firstVideos(ctx, agentId);
    return [
      { name: "registered" as const, at: _creationTime },
      { name: "key_used" as const, at: await firstUse(ctx, agentId) },
      { name: "soul_saved" as const, at: soul?._creationTime ?? null },
      { name: "voice_ready" as const, at: persona?.state.kind === "ready" ? persona.state.at : null },
      { name: "video_asked" as const, at: askedAt },
      { name: "video_ready" as const, at: readyAt },
    ];
  },
});

type Ctx = Parameters<typeof findUse>[0];

/** When one of the agent's keys was last used, as coarsely as that is noted; null while none was. */
async function firstUse(ctx: Ctx, agentId: Parameters<typeof findNewest>[1]): Promise<number | null> {
  const keys = await ctx.db
    .query("credentials")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId).eq("kind", "api_key"))
    .take(MAX_KEYS);
  const uses = await Promise.all(keys.map(({ _id }) => findUse(ctx, _id)));
  return uses.find((use) => use !== null)?.lastUsedAt ?? null;
}
