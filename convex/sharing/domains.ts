import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { Found } from "../identity/domainProof.model";
import {
  guardedMutation,
  guardedQuery,
  internalAction,
  internalMutation,
  internalQuery,
} from "../lib/functions";
import { changeStream } from "../streams/streams.access";
import * as Domains from "./domains.model";
import { sharingErrors } from "./sharing.errors";

const vDomain = v.object({
  domainId: v.id("streamDomains"),
  name: v.string(),
  isProved: v.boolean(),
  place: v.string(),
  proof: v.string(),
});

const present = (domain: Doc<"streamDomains">): Infer<typeof vDomain> => ({
  domainId: domain._id,
  name: domain.name,
  isProved: domain.provedAt !== null,
  place: Domains.placeOf(domain),
  proof: Domains.proofsOf(domain)[0]!,
});

/** The domain of a stream; refuses a stream without one. */
export const get = guardedQuery({
  policy: changeStream,
  args: {},
  returns: vDomain,
  handler: async (ctx) => {
    const domain = await Domains.findDomain(ctx, ctx.subject.stream._id);
    if (!domain) throw sharingErrors.noDomain();
    return present(domain);
  },
});

export const name = guardedMutation({
  policy: changeStream,
  args: { domain: v.string() },
  returns: vDomain,
  handler: async (ctx, { domain }) => present(await Domains.nameDomain(ctx, ctx.subject.stream, domain)),
});

export const remove = guardedMutation({
  policy: changeStream,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Domains.removeDomain(ctx, ctx.subject.stream._id);
    return null;
  },
});

/** Writes down what a look at the name has found; answers whether it is proved. */
export const settle = internalMutation({
  args: {
    domainId: v.id("streamDomains"),
    found: v.union(
      v.object({ kind: v.literal("lines"), lines: v.array(v.string()) }),
      v.object({ kind: v.literal("nothing"), why: v.string() }),
    ),
  },
  returns: v.boolean(),
  handler: (ctx, { domainId, found }) => Domains.settleLook(ctx, domainId, found),
});

/** The address of the stream that is shown under a name, or null. */
export const streamUnder = internalQuery({
  args: { name: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { name }) => (await Domains.streamUnder(ctx, name))?.slug ?? null,
});

export const due = internalQuery({
  args: {},
  returns: v.array(v.object({ domainId: v.id("streamDomains"), place: v.string() })),
  handler: (ctx) => Domains.listDue(ctx),
});

/** Looks at proofs again that nobody has looked at for a day. Started by a cron. */
export const recheck = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const list: { domainId: Id<"streamDomains">; place: string }[] = await ctx.runQuery(
      internal.sharing.domains.due,
      {},
    );
    for (const { domainId, place } of list) {
      const found: Found = await ctx.runAction(internal.identity.domainProof.look, { place });
      await ctx.runMutation(internal.sharing.domains.settle, { domainId, found });
    }
    return null;
  },
});
