import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vFullMessage } from "../chat/chat.view";
import { presentIfReadable } from "../chat/reading.model";
import { guardedQuery } from "../lib/functions";
import { agentIdOf, type Principal } from "../lib/principal";
import { readInbox } from "./events.access";
import * as Inbox from "./inbox.model";
import { vActor, vEventKind, vSubject } from "./schema";

/** What concerns an agent, after the cursor or from the beginning of what is kept. */
export const read = guardedQuery({
  policy: readInbox,
  args: { cursor: v.union(v.string(), v.null()), limit: v.number() },
  returns: v.object({
    events: v.array(
      v.object({
        id: v.id("events"),
        kind: vEventKind,
        tenantId: v.id("tenants"),
        actor: vActor,
        subject: vSubject,
        message: v.union(vFullMessage, v.null()),
        createdAt: v.number(),
      }),
    ),
    cursor: v.string(),
    hasMore: v.boolean(),
  }),
  handler: async (ctx, { cursor, limit }) => {
    const page = await Inbox.readInbox(ctx, agentIdOf(ctx.principal), { cursor, limit });
    return { ...page, events: await Promise.all(page.events.map((event) => present(ctx, event))) };
  },
});

/** An event with the message it is about, as far as its reader may still read it. */
async function present(ctx: QueryCtx & { principal: Principal }, event: Doc<"events">) {
  const { _id: id, _creationTime: createdAt, kind, tenantId, actor, subject } = event;
  const message = subject.kind === "message" ? await presentIfReadable(ctx, ctx.principal, subject.id) : null;
  return { id, kind, tenantId, actor, subject, message, createdAt };
}
