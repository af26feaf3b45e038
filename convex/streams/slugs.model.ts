import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { chooseUsername, isFreeSlug } from "../agents/usernames.model";
import { invalid } from "../lib/errors";
import { findFormer, listFormer } from "./formerSlugs.model";
import { streamErrors } from "./streams.errors";

/** Lower-case letters and digits with single hyphens or underscores between them. */
const SLUG = /^(?=.{2,40}$)[a-z0-9]+(?:[-_][a-z0-9]+)*$/;

/** A slug as somebody asks for it, if it is free: it is nobody else's, is kept for no page, and never was a stream's. */
export async function requireFreeSlug(ctx: QueryCtx, host: Doc<"agents">, slug: string): Promise<string> {
  if (!SLUG.test(slug)) {
    throw invalid("slug", "It is 2 to 40 characters: a-z, 0-9, and single hyphens between them.", "bad_slug");
  }
  if (!(await isFreeSlug(ctx, slug, host))) throw streamErrors.slugTaken({ field: "slug" });
  return slug;
}

/** A free slug that reads like a title. */
export const chooseSlug = (ctx: QueryCtx, title: string): Promise<string> => chooseUsername(ctx, title);

/** Addresses that a stream keeps besides its own: each is one less for everybody else, for as long as the stream is there. */
const MAX_FORMER = 10;

/**
 * Gives a stream another address. The old one stays its own: pages lead on from it, nobody else gets it, and the stream
 * can have it back. One that keeps `MAX_FORMER` gets none that is new.
 */
export async function renameStream(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  host: Doc<"agents">,
  slug: string,
): Promise<string> {
  if (slug === stream.slug) return slug;
  const former = await findFormer(ctx, slug);
  if (former?.streamId === stream._id) await ctx.db.delete(former._id);
  else {
    await requireFreeSlug(ctx, host, slug);
    if ((await listFormer(ctx, stream._id, MAX_FORMER)).length === MAX_FORMER)
      throw streamErrors.tooManySlugs();
  }
  await ctx.db.insert("formerSlugs", { slug: stream.slug, streamId: stream._id });
  return slug;
}
