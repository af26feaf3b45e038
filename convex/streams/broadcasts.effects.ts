import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { getAgent, mayBroadcast } from "../agents/agents.model";
import { pauseMeter, resumeMeter, startMeter, stopMeter } from "../analytics/meter.model";
import { indexStream } from "../discovery/texts.model";
import { announce } from "../notices/fanOut.model";
import { noteBroadcast } from "../recordings/recordings.model";
import { mayPublish } from "../usage/usage.model";
import { countViewers } from "./viewers.model";

/**
 * What the rest of the platform does when something happens to a stream: one list of calls for each moment, made in the
 * transaction of the change, in this order. A call that throws undoes the change, so each does little and schedules the
 * rest.
 */
type Moment = (ctx: MutationCtx, stream: Doc<"streams">, broadcast: Doc<"broadcasts">) => Promise<void>;

/** Why a stream may not go on air now, as a code for its host, or null. Asked for each broadcast and each resumption. */
export async function refusalToStart(ctx: MutationCtx, stream: Doc<"streams">): Promise<string | null> {
  const isOff = stream.disabledAt || stream.deletedAt || !mayBroadcast(await getAgent(ctx, stream.agentId));
  if (isOff) return "stream_disabled";
  return (await mayPublish(ctx, stream.tenantId)).allowed ? null : "quota_exceeded";
}

/** A broadcast has begun. Once for each, however often its encoder comes back. */
export const onBroadcastStarted: Moment = async (ctx, stream, broadcast) => {
  await startMeter(ctx, stream, broadcast, await countViewers(ctx, stream._id));
  await noteBroadcast(ctx, stream, broadcast);
  await indexStream(ctx, stream);
  await announce(ctx, stream, broadcast._id);
};

/** The encoder has gone; it may come back. */
export const onBroadcastInterrupted: Moment = async (ctx, stream, broadcast) => {
  const { _id, state } = broadcast;
  if (state.kind === "interrupted") await pauseMeter(ctx, _id, state.interruptedAt);
  await noteBroadcast(ctx, stream, broadcast);
};

/** The encoder is back in time. */
export const onBroadcastResumed: Moment = async (ctx, stream, broadcast) => {
  await resumeMeter(ctx, broadcast._id);
  await noteBroadcast(ctx, stream, broadcast);
};

/** A broadcast is over, its reconnect window included. Once for each. */
export const onBroadcastEnded: Moment = async (ctx, stream, broadcast) => {
  const { _id, state } = broadcast;
  if (state.kind === "ended") await stopMeter(ctx, _id, state.endedAt);
  await noteBroadcast(ctx, stream, broadcast);
};

/** A stream was made, has other settings or another host's name, or is about to go. */
export async function onStreamChanged(ctx: MutationCtx, stream: Doc<"streams">): Promise<void> {
  await indexStream(ctx, stream);
}
