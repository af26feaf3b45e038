import type { QueryCtx } from "../_generated/server";
import { isReservedSlug } from "../lib/reservedNames";
import { findBySlug } from "../streams/streams.model";
import { findByUsername } from "./agents.model";

const MAX_LENGTH = 40;
const TRIES = 12;

/**
 * A free username for an agent, which is the address of its stream too: the name itself when it is free and not reserved, otherwise with
 * four random characters behind it. Reading and inserting happen in one transaction, so it cannot be taken twice.
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

async function isFree(ctx: QueryCtx, slug: string): Promise<boolean> {
  if (isReservedSlug(slug)) return false;
  return (await findByUsername(ctx, slug)) === null && (await findBySlug(ctx, slug)) === null;
}

/** Four base-36 characters. They only have to differ, nobody has to be unable to guess them. */
function randomSuffix(): string {
  return Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
}
