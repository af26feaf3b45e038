import { getAuthSessionId, getAuthUserId } from "@convex-dev/auth/server";
import { queryGeneric as query } from "convex/server";
import type { GenericId } from "convex/values";

/** The caller's row of `users`, and the session that the token belongs to while it lasts. */
export const me = query({
  args: {},
  handler: async (ctx) => {
    const userId = await getAuthUserId(ctx);
    if (userId === null) return null;
    const sessionId = (await getAuthSessionId(ctx)) as GenericId<"authSessions">;
    const session = await ctx.db.get(sessionId);
    return { user: await ctx.db.get(userId), session: session?._id ?? null };
  },
});
