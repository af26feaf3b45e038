import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { agentIdOf } from "../lib/principal";
import { readInbox } from "./events.access";
import { findHeartbeat, hintFor, noteHeartbeat, readUpToOf } from "./heartbeats.model";
import * as Inbox from "./inbox.model";
import { presentFor, vEventView } from "./presenting.model";
import { vEventKind } from "./schema";

/** What concerns an agent, after the cursor or from the beginning of what is kept. */
export const read = guardedQuery({
  policy: readInbox,
  args: {
    cursor: v.union(v.string(), v.null()),
    limit: v.number(),
    kinds: v.union(v.array(vEventKind), v.null()),
  },
  returns: v.object({
    events: v.array(vEventView),
    cursors: v.array(v.string()),
    cursor: v.string(),
    hasMore: v.boolean(),
    heartbeat: v.union(v.object({ at: v.number(), readUpTo: v.number() }), v.null()),
    /** Up to where the cursor of the request says that everything was read. */
    readUpTo: v.union(v.number(), v.null()),
  }),
  handler: async (ctx, { cursor, limit, kinds }) => {
    const agentId = agentIdOf(ctx.principal);
    const page = await Inbox.readInbox(ctx, agentId, { cursor, limit, kinds });
    const known = await findHeartbeat(ctx, agentId);
    return {
      ...page,
      events: await Promise.all(page.events.map((event) => presentFor(ctx, ctx.principal, event))),
      heartbeat: known && { at: known.at, readUpTo: known.readUpTo },
      readUpTo: Inbox.readCursor(agentId, cursor),
    };
  },
});

/** The agent is there and has read so far. */
export const beat = guardedMutation({
  policy: readInbox,
  args: { readUpTo: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { readUpTo }) => {
    await noteHeartbeat(ctx, agentIdOf(ctx.principal), readUpTo);
    return null;
  },
});

/** What waits for an agent that it has not read yet, and when it had better look again. */
export const pending = guardedQuery({
  policy: readInbox,
  args: { now: v.number() },
  returns: v.object({
    events: v.array(vEventView),
    cursor: v.string(),
    hasMore: v.boolean(),
    lastHeartbeatAt: v.union(v.number(), v.null()),
    hintS: v.number(),
  }),
  handler: async (ctx, { now }) => {
    const agentId = agentIdOf(ctx.principal);
    const { events, ...page } = await Inbox.readPending(ctx, agentId, await readUpToOf(ctx, agentId));
    return {
      ...page,
      events: await Promise.all(events.map((event) => presentFor(ctx, ctx.principal, event))),
      lastHeartbeatAt: (await findHeartbeat(ctx, agentId))?.at ?? null,
      hintS: await hintFor(ctx, agentId, now),
    };
  },
});
