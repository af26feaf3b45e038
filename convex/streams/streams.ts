import { v } from "convex/values";
import { internal } from "../_generated/api";
import { vPosition } from "../http/listing";
import { replaceStreamSecret } from "../identity/keys.model";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  internalQuery,
  openQuery,
  publicQuery,
  signedInQuery,
} from "../lib/functions";
import { actorOf } from "./actors.model";
import { vCategory } from "./categories";
import { findForConnection, isThereOnConnection } from "./connections.model";
import { createStream } from "./creation.model";
import { editStream } from "./editing.model";
import { eraseStream } from "./erasure.model";
import { findByFormerSlug } from "./formerSlugs.model";
import { vFreshInput } from "./inputs.model";
import * as Listings from "./listings.model";
import * as Access from "./streams.access";
import { vStreamForm } from "./streams.fields";
import * as Streams from "./streams.model";
import { presentListing, presentStream, vStreamCard, vStreamListing, vStreamView } from "./streams.view";

/** The live streams, most viewers first, then newest; at most 60. */
export const listLive = publicQuery({
  args: { limit: v.optional(v.number()) },
  returns: v.array(vStreamCard),
  handler: (ctx, { limit }) => Listings.listLive(ctx, limit ?? Number.POSITIVE_INFINITY),
});

/** The streams that are off air but were on it, last live first; at most 24. */
export const listRecent = publicQuery({
  args: { limit: v.optional(v.number()) },
  returns: v.array(vStreamCard),
  handler: (ctx, { limit }) => Listings.listRecent(ctx, limit ?? Number.POSITIVE_INFINITY),
});

/** A stream's page, for whoever is on this connection; null when it is not there for them. */
export const get = publicQuery({
  args: { slug: v.string() },
  returns: v.union(vStreamView, v.null()),
  handler: async (ctx, { slug }) => {
    const stream = await findForConnection(ctx, slug);
    return stream && presentStream(await Listings.gather(ctx, stream));
  },
});

/** Where a page leads on from an address that a stream had once; null when it is no stream's. */
export const movedTo = publicQuery({
  args: { slug: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { slug }) => {
    const stream = await findByFormerSlug(ctx, slug);
    return stream && (await isThereOnConnection(ctx, stream)) ? stream.slug : null;
  },
});

/** A stream with its settings, live, for those who answer for it. */
export const watchOwn = signedInQuery({
  policy: Access.readIngest,
  args: {},
  returns: vStreamListing,
  handler: async (ctx) => presentListing(await Listings.gather(ctx, ctx.subject.stream)),
});

/** A stream as the bot API tells it. */
export const describe = openQuery({
  policy: Access.readStream,
  args: {},
  returns: vStreamListing,
  handler: async (ctx) => presentListing(await Listings.gather(ctx, ctx.subject)),
});

/** A page of live streams for the bot API. */
export const pageLive = internalQuery({
  args: {
    limit: v.number(),
    position: vPosition,
    sort: Listings.vLiveSort,
    heading: v.object({ tag: v.optional(v.string()), category: v.optional(vCategory) }),
  },
  returns: v.object({ streams: v.array(vStreamListing), next: vPosition }),
  handler: (ctx, args) => Listings.pageLive(ctx, args),
});

/** All streams of an agent, whatever their visibility, for those who answer for it. */
export const listOwn = guardedQuery({
  policy: Access.listOwn,
  args: {},
  returns: v.array(vStreamListing),
  handler: (ctx) => Listings.listOwn(ctx, ctx.subject),
});

/** The same, live, for the console. */
export const watchAll = signedInQuery({
  policy: Access.listOwn,
  args: {},
  returns: v.array(vStreamListing),
  handler: (ctx) => Listings.listOwn(ctx, ctx.subject),
});

/** Another stream for an agent; `needsInput` when the pool of live inputs is empty. */
export const create = guardedMutation({
  policy: Access.createStream,
  args: {
    form: v.object({ ...vStreamForm, title: v.string() }),
    secretHash: v.string(),
    input: v.union(vFreshInput, v.null()),
  },
  returns: v.union(
    v.object({
      kind: v.literal("created"),
      stream: vStreamListing,
      input: v.union(vFreshInput, v.null()),
    }),
    v.object({ kind: v.literal("needsInput") }),
  ),
  handler: async (ctx, { form, secretHash, input }) => {
    const outcome = await createStream(ctx, ctx.subject, form, secretHash, input);
    if (outcome.kind === "needsInput") return outcome;
    return { ...outcome, stream: presentListing(await Listings.gather(ctx, outcome.stream)) };
  },
});

/** Changes what a stream says about itself and how it behaves. */
export const change = guardedMutation({
  policy: Access.changeStream,
  args: { form: v.object(vStreamForm) },
  returns: vStreamListing,
  handler: async (ctx, { form }) => {
    const stream = await editStream(ctx, ctx.subject, form, actorOf(ctx.principal));
    return presentListing(await Listings.gather(ctx, stream));
  },
});

/** Deletes a stream with its chat and its broadcasts. */
export const remove = guardedMutation({
  policy: Access.changeStreamKey,
  args: { force: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { force }) => {
    await Streams.deleteStream(ctx, ctx.subject.stream, force, actorOf(ctx.principal));
    return null;
  },
});

/** Removes what a deleted stream leaves behind, batch by batch. */
export const erase = internalMutation({
  args: { streamId: v.id("streams") },
  returns: v.null(),
  handler: async (ctx, { streamId }): Promise<null> => {
    const stream = await ctx.db.get(streamId);
    if (stream && !(await eraseStream(ctx, stream))) {
      await ctx.scheduler.runAfter(0, internal.streams.streams.erase, { streamId });
    }
    return null;
  },
});

/** Keeps a stream off air, or lets it on again. */
export const setDisabled = guardedMutation({
  policy: Access.changeStream,
  args: { isDisabled: v.boolean() },
  returns: vStreamListing,
  handler: async (ctx, { isDisabled }) => {
    const { stream } = ctx.subject;
    const next = await Streams.setDisabled(ctx, stream, isDisabled, actorOf(ctx.principal));
    return presentListing(await Listings.gather(ctx, next));
  },
});

/** Gives a stream another secret, whose hash this is. */
export const replaceSecret = guardedMutation({
  policy: Access.changeSecret,
  args: { hash: v.string() },
  returns: v.null(),
  handler: async (ctx, { hash }) => {
    await replaceStreamSecret(ctx, ctx.principal, ctx.subject.stream, hash);
    return null;
  },
});

/** What a token would be for: the input that plays here. Null for a stream that plays from an address of its own. */
export const playable = openQuery({
  policy: Access.readStream,
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => ctx.subject.inputUid,
});
