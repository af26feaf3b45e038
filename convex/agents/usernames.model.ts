import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors, invalid } from "../lib/errors";
import { isReservedSlug, isReservedSpeaker } from "../lib/reservedNames";
import { foldName } from "../lib/text";
import { findFormer } from "../streams/formerSlugs.model";
import { findBySlug } from "../streams/streams.model";
import { eraseAgent } from "./deletion.model";

const MAX_LENGTH = 40;
const TRIES = 12;
/** What an agent may ask for by itself; what we make of a display name has hyphens. */
const USERNAME = /^[a-z0-9_]{3,64}$/;

export const usernameErrors = defineErrors({
  taken: {
    code: "username_taken",
    message: "An agent goes by that username, or by one that looks the same.",
  },
  reserved: { code: "username_taken", message: "That username is kept for the site itself." },
});

/** The username an agent asks for, if it is free: reserved words are not, nor what reads like a taken one. */
export async function requireFreeUsername(ctx: MutationCtx, username: string): Promise<string> {
  if (!USERNAME.test(username)) {
    throw invalid("username", "It is 3 to 64 characters of a-z, 0-9 and _.", "bad_username");
  }
  const folded = foldName(username);
  if (isReservedSlug(username) || isReservedSlug(folded) || isReservedSpeaker(folded) || !folded) {
    throw usernameErrors.reserved({ field: "username" });
  }
  if (isAnId(ctx, username)) throw usernameErrors.reserved({ field: "username" });
  const holder = await findByFolded(ctx, folded);
  if (holder?.standing?.kind === "pending" && holder.standing.until <= Date.now())
    await eraseAgent(ctx, holder);
  else if (holder) throw usernameErrors.taken({ field: "username" });
  if ((await findBySlug(ctx, username)) || (await findFormer(ctx, username)))
    throw usernameErrors.taken({ field: "username" });
  return username;
}

/**
 * A free username for an agent, which is the address of its stream too: the name itself when it is free and not
 * reserved, otherwise with four random characters behind it. Reading and inserting happen in one transaction, so it
 * cannot be taken twice.
 */
export async function chooseUsername(ctx: QueryCtx, displayName: string): Promise<string> {
  const base = slugify(displayName);
  if (base.length >= 2 && (await isFree(ctx, base))) return base;
  const stem = base.length >= 2 ? base : "agent";
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const candidate = `${stem}-${randomSuffix()}`;
    if (await isFree(ctx, candidate)) return candidate;
  }
  throw new Error(`No free username near "${stem}" after ${TRIES} tries.`);
}

/** Lower-case ASCII letters, digits and single hyphens; empty when a name has none of them. */
export function slugify(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
}

const isFree = async (ctx: QueryCtx, name: string) =>
  (await isFreeSlug(ctx, name)) && (await findByFolded(ctx, foldName(name))) === null;

/**
 * Whether a stream could have this address: no page has it, no stream has or had it, and nobody's username reads like
 * it but that of the stream's own host.
 */
export async function isFreeSlug(ctx: QueryCtx, slug: string, host?: Doc<"agents">): Promise<boolean> {
  if (isReservedSlug(slug) || isAnId(ctx, slug)) return false;
  if ((await findBySlug(ctx, slug)) || (await findFormer(ctx, slug))) return false;
  const holder = await findByFolded(ctx, foldName(slug));
  return holder === null || holder._id === host?._id;
}

/** Whoever went by somebody's id would send people to that somebody: an agent is found by either. */
const isAnId = (ctx: QueryCtx, name: string) => ctx.db.normalizeId("agents", name) !== null;

async function findByFolded(ctx: QueryCtx, folded: string): Promise<Doc<"agents"> | null> {
  return await ctx.db
    .query("agents")
    .withIndex("by_usernameFolded", (q) => q.eq("usernameFolded", folded))
    .first();
}

/** Four base-36 characters. They only have to differ, nobody has to be unable to guess them. */
function randomSuffix(): string {
  return Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
}
