import { v } from "convex/values";
import { vPosition } from "../http/listing";
import { admit, vShown } from "../identity/admission.model";
import { replaceStreamSecret } from "../identity/keys.model";
import { guardedMutation, internalQuery, publicQuery } from "../lib/functions";
import { enforce } from "../lib/policy";
import { vPrincipal } from "../lib/principal";
import * as Listings from "./listings.model";
import { changeSecret, hostOnly } from "./streams.access";
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

/** A stream's page. */
export const get = publicQuery({
  args: { slug: v.string() },
  returns: v.union(vStreamView, v.null()),
  handler: async (ctx, { slug }) => {
    const stream = await Streams.findVisible(ctx, slug);
    return stream && presentStream(await Listings.gather(ctx, stream));
  },
});

/** A stream as the bot API tells it; refuses an unknown one. */
export const describe = internalQuery({
  args: { slug: v.string() },
  returns: vStreamListing,
  handler: async (ctx, { slug }) =>
    presentListing(await Listings.gather(ctx, await Streams.getBySlug(ctx, slug))),
});

/** A page of live streams for the bot API. */
export const pageLive = internalQuery({
  args: { limit: v.number(), position: vPosition },
  returns: v.object({ streams: v.array(vStreamListing), next: vPosition }),
  handler: (ctx, { limit, position }) => Listings.pageLive(ctx, limit, position),
});

/** Gives a stream another secret, whose hash this is. */
export const replaceSecret = guardedMutation({
  policy: changeSecret,
  args: { hash: v.string() },
  returns: v.null(),
  handler: async (ctx, { hash }) => {
    await replaceStreamSecret(ctx, ctx.principal, ctx.subject.stream, hash);
    return null;
  },
});

/** Who the host of a stream is, from what was shown, or the refusal: unknown stream, nobody, somebody else. */
export const admitHost = internalQuery({
  args: { slug: v.string(), shown: vShown },
  returns: vPrincipal,
  handler: async (ctx, { slug, shown }) =>
    (await enforce(ctx, hostOnly, await admit(ctx, shown), { slug })).principal,
});
