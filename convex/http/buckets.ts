import { calculateRateLimit, RateLimiter } from "@convex-dev/rate-limiter";
import { v } from "convex/values";
import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { internalMutation } from "../lib/functions";

/** The counters themselves: rows of the rate-limiter component, one for each limit and caller. */
const rateLimiter = new RateLimiter(components.rateLimiter);

const vWant = v.object({
  name: v.string(),
  key: v.string(),
  quota: v.number(),
  windowMs: v.number(),
  tokens: v.number(),
  /** Whether nothing is taken at all when there is none. */
  isNeeded: v.boolean(),
});
type Want = typeof vWant.type;

/**
 * Takes tokens for each want: as many as asked for or as there are. When there is none for one that is needed,
 * nothing is taken for the others, so that a request that is refused for one limit does not cost another.
 */
export const take = internalMutation({
  args: { wants: v.array(vWant) },
  returns: v.array(v.object({ tokens: v.number(), inBucket: v.number(), resetsAt: v.number() })),
  handler: async (ctx, { wants }) => {
    const buckets = await Promise.all(wants.map((want) => look(ctx, want)));
    const isRefused = buckets.some(({ available }, i) => available < 1 && wants[i]!.isNeeded);
    return await Promise.all(
      buckets.map(async ({ available, resetsAt }, i) => {
        const want = wants[i]!;
        const tokens = isRefused ? 0 : Math.min(want.tokens, available);
        if (tokens > 0) await rateLimiter.limit(ctx, want.name, { ...bucketOf(want), count: tokens });
        return { tokens, inBucket: available - tokens, resetsAt };
      }),
    );
  },
});

async function look(ctx: MutationCtx, want: Want): Promise<{ available: number; resetsAt: number }> {
  const bucket = bucketOf(want);
  const state = await rateLimiter.getValue(ctx, want.name, bucket);
  const { value, ts } = calculateRateLimit(state, bucket.config, Date.now());
  return { available: Math.max(0, Math.floor(value)), resetsAt: ts + want.windowMs };
}

/** Windows start at the epoch, so every limit of a length begins anew at the same moment and is known without asking. */
function bucketOf({ key, quota, windowMs }: Want) {
  return { key, config: { kind: "fixed window" as const, rate: quota, period: windowMs, start: 0 } };
}

/**
 * Forgets the counters that were made more than a day ago. Called at midnight UTC, when every window begins anew:
 * whatever is forgotten then would not count any more.
 */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await ctx.runMutation(components.rateLimiter.lib.clearAll, { before: Date.now() - 24 * 60 * 60_000 });
    return null;
  },
});
