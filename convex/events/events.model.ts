import type { Infer } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { vActor, vEventKind, vSubject } from "./schema";

export type Actor = Infer<typeof vActor>;

export interface EventFacts {
  kind: Infer<typeof vEventKind>;
  tenantId: Id<"tenants">;
  actor: Actor;
  subject: Infer<typeof vSubject>;
}

/** How long events can be read again by those who missed them. */
export const EVENT_RETENTION_MS = 7 * 24 * 60 * 60 * 1000;

/** Small enough for one quick transaction; a full batch asks for the next one at once. */
const TRIM_BATCH = 500;

/** Says once that something happened. Call it in the mutation that made it happen, and nowhere else. */
export async function recordEvent(ctx: MutationCtx, facts: EventFacts): Promise<void> {
  await ctx.db.insert("events", facts);
}

/** Removes a batch of events past their retention; answers whether there may be more. */
export async function trimEvents(ctx: MutationCtx): Promise<boolean> {
  const expiredBefore = Date.now() - EVENT_RETENTION_MS;
  const expired = await ctx.db
    .query("events")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", expiredBefore))
    .take(TRIM_BATCH);
  for (const event of expired) await ctx.db.delete(event._id);
  return expired.length === TRIM_BATCH;
}
