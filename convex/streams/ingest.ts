import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { guardedMutation, guardedQuery, signedInQuery } from "../lib/functions";
import { actorOf } from "./actors.model";
import { findRunning } from "./broadcasts.model";
import { explainError } from "./health.words";
import { vFreshInput } from "./inputs.model";
import { rotateKey } from "./keys.model";
import { changeStreamKey, readIngest } from "./streams.access";
import { playbackUrl, presentDegraded, vDegraded } from "./streams.view";

/** What the backend knows about an encoder; what the media server measures, a caller asks it for. */
const vIngest = v.object({
  inputUid: v.union(v.string(), v.null()),
  rtmpUrl: v.union(v.string(), v.null()), // null: not known of an input from before it was kept
  keyHint: v.union(v.string(), v.null()), // the key's last four characters
  playbackUrl: v.union(v.string(), v.null()),
  connected: v.boolean(),
  closedUntil: v.union(v.number(), v.null()),
  disabled: v.boolean(),
  degraded: v.union(vDegraded, v.null()),
  lastError: v.union(
    v.object({ code: v.string(), at: v.number(), what: v.string(), hint: v.string() }),
    v.null(),
  ),
  running: v.union(v.id("broadcasts"), v.null()), // what there is to end
});

export type Ingest = Infer<typeof vIngest>;

async function presentIngest(ctx: QueryCtx, stream: Doc<"streams">): Promise<Ingest> {
  const input = stream.inputId && (await ctx.db.get(stream.inputId));
  const taken = input?.state.kind === "taken" ? input.state : null;
  const { lastError } = stream;
  return {
    inputUid: stream.inputUid,
    rtmpUrl: taken?.rtmpUrl ?? null,
    keyHint: taken?.keyHint ?? null,
    playbackUrl: stream.byo?.playbackUrl ?? (stream.inputUid && playbackUrl(stream.inputUid)),
    connected: stream.state.kind === "live",
    closedUntil: taken?.closedUntil ?? null,
    disabled: Boolean(stream.disabledAt),
    degraded: presentDegraded(stream),
    lastError: lastError ? { ...lastError, ...explainError(lastError.code) } : null,
    running: (await findRunning(ctx, stream))?._id ?? null,
  };
}

/** Where the encoder of a stream pushes to, and what is wrong with it, for those who answer for the stream. */
export const read = guardedQuery({
  policy: readIngest,
  args: {},
  returns: vIngest,
  handler: (ctx) => presentIngest(ctx, ctx.subject.stream),
});

/** The same, live. */
export const watch = signedInQuery({
  policy: readIngest,
  args: {},
  returns: vIngest,
  handler: (ctx) => presentIngest(ctx, ctx.subject.stream),
});

/** Gives a stream another key; `needsInput` when the pool of live inputs is empty. */
export const rotate = guardedMutation({
  policy: changeStreamKey,
  args: { force: v.boolean(), input: v.union(vFreshInput, v.null()) },
  returns: v.union(
    v.object({ kind: v.literal("rotated"), input: vFreshInput }),
    v.object({ kind: v.literal("needsInput") }),
  ),
  handler: (ctx, { force, input }) =>
    rotateKey(ctx, ctx.subject.stream, { force, brought: input }, actorOf(ctx.principal)),
});
