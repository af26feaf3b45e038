import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { secretsMatch, sha256Hex } from "../lib/hash";
import type { Principal } from "../lib/principal";
import { toBase64Url } from "./encoding.model";
import type { vAuditKind, vAuditParty } from "./schema";
import { auditKeys, macOf } from "./signing.model";

export type AuditParty = Infer<typeof vAuditParty>;

export interface AuditFacts {
  tenantId: Id<"tenants">;
  kind: Infer<typeof vAuditKind>;
  actor: AuditParty;
  subject: AuditParty;
  /** What else an auditor wants to know. Never a secret, and never more of a person than an id. */
  facts?: Record<string, string>;
}

/** What the first row of every chain follows on. */
const BEGINNING = "0".repeat(64);

/** Adds to the trail of a tenant, in the transaction that does what it tells of. */
export async function recordAudit(ctx: MutationCtx, entry: AuditFacts): Promise<void> {
  const last = await ctx.db
    .query("audit")
    .withIndex("by_tenant_seq", (q) => q.eq("tenantId", entry.tenantId))
    .order("desc")
    .first();
  const row = {
    ...entry,
    facts: entry.facts ?? {},
    seq: last ? last.seq + 1 : 0,
    at: Date.now(),
    previousHash: last?.hash ?? BEGINNING,
  };
  const hash = hashOf(row);
  await ctx.db.insert("audit", { ...row, hash });
  await moveHead(ctx, last, { tenantId: entry.tenantId, seq: row.seq, hash });
}

type End = Pick<Doc<"audit">, "tenantId" | "seq" | "hash">;

/** Lets the head follow, unless it did not fit before: then it stays where it is, and goes on telling so. */
async function moveHead(ctx: MutationCtx, last: Doc<"audit"> | null, end: End): Promise<void> {
  const head = await findHead(ctx, end.tenantId);
  const sealed = { ...end, mac: sealsOf(end)[0] ?? "" };
  if (!head && !last) await ctx.db.insert("auditHeads", sealed);
  else if (head && last && isHead(head, last)) await ctx.db.patch(head._id, sealed);
}

async function findHead(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Doc<"auditHeads"> | null> {
  return await ctx.db
    .query("auditHeads")
    .withIndex("by_tenant", (q) => q.eq("tenantId", tenantId))
    .unique();
}

function isHead(head: Doc<"auditHeads">, end: End): boolean {
  if (head.seq !== end.seq || head.hash !== end.hash) return false;
  const seals = sealsOf(end);
  return seals.length === 0 || seals.some((seal) => secretsMatch(head.mac, seal));
}

/** One for each signing secret that is still named, the newest first. */
const sealsOf = ({ tenantId, seq, hash }: End) =>
  auditKeys().map((key) => toBase64Url(macOf(key, JSON.stringify([tenantId, seq, hash]))));

/** Whoever calls, as the trail names them. */
export function partyOf(principal: Principal): Extract<AuditParty, { kind: "agent" | "account" }> {
  return principal.kind === "human"
    ? { kind: "account", id: principal.accountId }
    : { kind: "agent", id: principal.agentId };
}

/** A page of the trail, newest first, from below `before` on. */
export async function listAudit(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  { before, limit }: { before: number; limit: number },
): Promise<Doc<"audit">[]> {
  return await ctx.db
    .query("audit")
    .withIndex("by_tenant_seq", (q) => q.eq("tenantId", tenantId).lt("seq", before))
    .order("desc")
    .take(limit);
}

export interface ChainReport {
  /** The number of the first row that does not follow from the one before it, or null. */
  brokenAt: number | null;
  /** Where to go on, or null at the end. */
  next: { seq: number; hash: string } | null;
}

/** Small enough for one quick transaction; a row is a few hundred bytes. */
const VERIFY_BATCH = 200;

/** Checks a stretch of a tenant's chain, from the beginning or from where the last stretch ended. */
export async function verifyChain(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  from: { seq: number; hash: string } | null,
): Promise<ChainReport> {
  let expected = from ?? { seq: 0, hash: BEGINNING };
  const rows = await ctx.db
    .query("audit")
    .withIndex("by_tenant_seq", (q) => q.eq("tenantId", tenantId).gte("seq", expected.seq))
    .take(VERIFY_BATCH);
  for (const row of rows) {
    const follows = row.seq === expected.seq && row.previousHash === expected.hash;
    if (!follows || row.hash !== hashOf(row)) return { brokenAt: expected.seq, next: null };
    expected = { seq: row.seq + 1, hash: row.hash };
  }
  if (rows.length === VERIFY_BATCH) return { brokenAt: null, next: expected };
  const head = await findHead(ctx, tenantId);
  const isWhole = head !== null && isHead(head, { tenantId, seq: expected.seq - 1, hash: expected.hash });
  return { brokenAt: isWhole ? null : expected.seq, next: null };
}

type Hashed = Omit<Doc<"audit">, "_id" | "_creationTime" | "hash">;

/** Over every field in a fixed order, so that two ways of writing one row cannot differ. */
function hashOf({ tenantId, seq, at, kind, actor, subject, facts, previousHash }: Hashed): string {
  const party = (who: AuditParty) => [who.kind, "id" in who ? who.id : null];
  const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(
    JSON.stringify([tenantId, seq, at, kind, party(actor), party(subject), sorted, previousHash]),
  );
}
