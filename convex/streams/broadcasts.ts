import { paginationOptsValidator } from "convex/server";
import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import { ProviderError } from "../lib/cloudflare.client";
import {
  guardedMutation,
  internalAction,
  internalMutation,
  internalQuery,
  openQuery,
} from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import { actorOf } from "./actors.model";
import * as Broadcasts from "./broadcasts.model";
import { presentBroadcast, vBroadcastView } from "./broadcasts.view";
import { type Connection, getConnection } from "./cloudflare.client";
import { vDegradedCause } from "./health.values";
import * as HealthTelling from "./healthTelling.model";
import { changeStream, readStream } from "./streams.access";
import { streamErrors } from "./streams.errors";

/** Broadcasts compared with the provider in one step, and so the calls that are in flight at once. */
const CHECK_PAGE = 10;

const vNews = v.union(
  v.object({ kind: v.literal("connected") }),
  v.object({ kind: v.literal("disconnected") }),
  v.object({ kind: v.literal("errored"), code: v.string() }),
  v.object({ kind: v.literal("degraded"), cause: vDegradedCause }),
  v.object({ kind: v.literal("recovered") }),
);

const vOutcome = v.union(
  v.literal("started"),
  v.literal("resumed"),
  v.literal("interrupted"),
  v.literal("degraded"),
  v.literal("recovered"),
  v.literal("refused"),
  v.literal("noted"),
  v.literal("ignored"),
);

/** Takes the provider's word on one encoder, from a webhook or from our own look. */
export const applySignal = internalMutation({
  args: {
    inputUid: v.string(),
    news: vNews,
    at: v.number(),
    source: v.union(v.literal("provider"), v.literal("system")),
  },
  returns: vOutcome,
  handler: (ctx, { source, ...signal }) => Broadcasts.applySignal(ctx, signal, { kind: source }),
});

/** When a stream was on air, the latest first. */
export const list = openQuery({
  policy: readStream,
  args: pageArgs,
  returns: vPageOf(vBroadcastView),
  handler: async (ctx, { page }) => {
    const { items, next } = await Broadcasts.listOf(ctx, ctx.subject._id, page);
    return { items: await Promise.all(items.map((one) => presentBroadcast(ctx, one))), next };
  },
});

/** One broadcast of a stream. */
export const describe = openQuery({
  policy: readStream,
  args: { broadcastId: v.string() },
  returns: vBroadcastView,
  handler: async (ctx, { broadcastId }) =>
    presentBroadcast(ctx, await Broadcasts.getOf(ctx, ctx.subject._id, broadcastId)),
});

/** Ends a broadcast that runs, and cuts its encoder off. */
export const end = guardedMutation({
  policy: changeStream,
  args: { broadcastId: v.string() },
  returns: vBroadcastView,
  handler: async (ctx, { broadcastId }) => {
    const { stream } = ctx.subject;
    const broadcast = await Broadcasts.getOf(ctx, stream._id, broadcastId);
    if (broadcast.state.kind === "ended") throw streamErrors.notLive();
    await Broadcasts.endBroadcast(ctx, stream._id, "host", actorOf(ctx.principal));
    return await presentBroadcast(ctx, await Broadcasts.getOf(ctx, stream._id, broadcastId));
  },
});

/** When an agent that was told too often how its encoder is doing may be told again. */
export const tellHealth = internalMutation({
  args: { streamId: v.id("streams") },
  returns: v.null(),
  handler: async (ctx, { streamId }): Promise<null> => {
    await HealthTelling.tellHealth(ctx, streamId, { kind: "system" });
    return null;
  },
});

/** Scheduled by every interruption, for the moment its reconnect window closes. */
export const endIfStillInterrupted = internalMutation({
  args: { broadcastId: v.id("broadcasts"), interruptedAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { broadcastId, interruptedAt }) => {
    await Broadcasts.endIfStillInterrupted(ctx, broadcastId, interruptedAt);
    return null;
  },
});

const vOnAirPage = v.object({
  inputUids: v.array(v.string()),
  elsewhere: v.array(v.id("streams")),
  next: v.union(v.string(), v.null()),
});

/** The inputs of broadcasts that are live or interrupted, and streams that are published elsewhere, page by page. */
export const pageOnAir = internalQuery({
  args: {
    kind: v.union(v.literal("live"), v.literal("interrupted")),
    paginationOpts: paginationOptsValidator,
  },
  returns: vOnAirPage,
  handler: (ctx, { kind, paginationOpts }) => Broadcasts.pageOnAir(ctx, kind, paginationOpts),
});

/**
 * Compares what we think is on air with what the provider says, so that a lost webhook heals within a minute.
 * A provider that does not answer proves nothing; then everything stays as it is.
 */
export const verifyOnAir = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    for (const kind of ["live", "interrupted"] as const) {
      for (let cursor: string | null = null, done = false; !done; ) {
        const paginationOpts = { cursor, numItems: CHECK_PAGE };
        const page: Infer<typeof vOnAirPage> = await ctx.runQuery(internal.streams.broadcasts.pageOnAir, {
          kind,
          paginationOpts,
        });
        await Promise.all(
          page.inputUids.map(async (inputUid) => {
            const connection = await askProvider(inputUid);
            if (!connection) return;
            const news = { kind: connection.connected ? ("connected" as const) : ("disconnected" as const) };
            const signal = { inputUid, news, at: connection.since, source: "system" as const };
            await ctx.runMutation(internal.streams.broadcasts.applySignal, signal);
          }),
        );
        if (page.elsewhere.length > 0) {
          await ctx.runMutation(internal.streams.playlists.ask, { streamIds: page.elsewhere });
        }
        cursor = page.next;
        done = cursor === null;
      }
    }
    return null;
  },
});

async function askProvider(inputUid: string): Promise<Connection | null> {
  try {
    return await getConnection(inputUid);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(`A broadcast could not be verified: ${error.message}`);
    return null;
  }
}
