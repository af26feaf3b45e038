import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireDomain } from "../identity/claimDomains.model";
import { type Found, isProved } from "../identity/domainProof.model";
import { toBase64Url } from "../identity/encoding.model";
import { issuer, macOf, signingKeys } from "../identity/signing.model";
import { isVisible } from "../streams/streams.model";
import { sharingErrors } from "./sharing.errors";

/** How often a proof is looked at again, and how many misses in a row end it: a name may be sold, and DNS may be down. */
const RECHECK_MS = 24 * 60 * 60_000;
const MAX_MISSES = 3;
const RECHECK_BATCH = 20;

type Domain = Doc<"streamDomains">;

/** Names the domain under which a stream is to be shown, in place of another one. It shows nothing until it is proved. */
export async function nameDomain(ctx: MutationCtx, stream: Doc<"streams">, text: string): Promise<Domain> {
  const name = requireStreamDomain(text);
  const known = await findDomain(ctx, stream._id);
  if (known?.name === name) return known;
  if (known) await removeDomain(ctx, stream._id);
  const facts = { streamId: stream._id, name, provedAt: null, checkedAt: Date.now(), misses: 0 };
  return (await ctx.db.get(await ctx.db.insert("streamDomains", facts)))!;
}

/** Names below `localhost` lead to this machine wherever they are asked for, so for trying out they do as well. */
function requireStreamDomain(text: string): string {
  const name = text.trim().toLowerCase();
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.localhost$/.test(name) ? name : requireDomain(text);
}

export async function findDomain(ctx: QueryCtx, streamId: Id<"streams">): Promise<Domain | null> {
  return await ctx.db
    .query("streamDomains")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
}

export async function removeDomain(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  const domain = await findDomain(ctx, streamId);
  if (!domain) return;
  await ctx.db.delete(domain._id);
  if (domain.provedAt !== null) await ctx.db.patch(streamId, { domain: null });
}

export const placeOf = ({ name }: Domain): string => `_molt-domain.${name}`;

/** What is to be found there: this instance, and a MAC over stream and name. While one signing secret replaces another, each makes one. */
export function proofsOf({ streamId, name }: Domain): string[] {
  return signingKeys().map(({ refreshKey }) => {
    const token = toBase64Url(macOf(refreshKey, `stream-domain:${JSON.stringify([streamId, name])}`));
    return `molt-domain v1 ${new URL(issuer()).host} ${token}`;
  });
}

/** Writes down what a look at the name has found. Whoever shows the newest proof has the name. */
export async function settleLook(
  ctx: MutationCtx,
  domainId: Id<"streamDomains">,
  found: Found,
): Promise<boolean> {
  const domain = await ctx.db.get(domainId);
  if (!domain) throw sharingErrors.noDomain();
  const checkedAt = Date.now();
  if (isProved(found, proofsOf(domain))) {
    const others = await ctx.db
      .query("streamDomains")
      .withIndex("by_name", (q) => q.eq("name", domain.name).gt("provedAt", null))
      .take(RECHECK_BATCH);
    for (const other of others) if (other._id !== domainId) await endProof(ctx, other);
    await ctx.db.patch(domainId, { provedAt: domain.provedAt ?? checkedAt, checkedAt, misses: 0 });
    await ctx.db.patch(domain.streamId, { domain: domain.name });
    return true;
  }
  const misses = domain.misses + 1;
  await ctx.db.patch(domainId, { checkedAt, misses });
  if (domain.provedAt !== null && misses >= MAX_MISSES) await endProof(ctx, domain);
  return false;
}

async function endProof(ctx: MutationCtx, { _id, streamId }: Domain): Promise<void> {
  await ctx.db.patch(_id, { provedAt: null });
  await ctx.db.patch(streamId, { domain: null });
}

/** The stream that is shown under a name: proved, and there for everybody who has the address. */
export async function streamUnder(ctx: QueryCtx, name: string): Promise<Doc<"streams"> | null> {
  const domain = await ctx.db
    .query("streamDomains")
    .withIndex("by_name", (q) => q.eq("name", name.toLowerCase()).gt("provedAt", null))
    .first();
  const stream = domain && (await ctx.db.get(domain.streamId));
  return stream && (await isVisible(ctx, stream, null)) ? stream : null;
}

/** Proved names that have not been looked at for a day. */
export async function listDue(ctx: QueryCtx): Promise<{ domainId: Id<"streamDomains">; place: string }[]> {
  const due = await ctx.db
    .query("streamDomains")
    .withIndex("by_checkedAt", (q) => q.lt("checkedAt", Date.now() - RECHECK_MS))
    .take(RECHECK_BATCH);
  return due.map((domain) => ({ domainId: domain._id, place: placeOf(domain) }));
}
