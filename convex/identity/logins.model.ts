import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors } from "../lib/errors";
import { secretsMatch } from "../lib/hash";
import type { Principal, Scope } from "../lib/principal";
import { ACCESS_TOKEN_S, accessTokenOf } from "./accessTokens.model";
import { recordAudit } from "./audit.model";
import { toBase64Url } from "./encoding.model";
import type { vLoginHolder } from "./schema";
import { macOf, signingKeys } from "./signing.model";

export type LoginHolder = Infer<typeof vLoginHolder>;

/** A sign-in that is not refreshed for so long has ended. */
const LOGIN_LIFE_MS = 30 * 24 * 60 * 60_000;
/** Two refreshes that cross each other are one; this long the second gets the answer of the first. */
const GRACE_MS = 10_000;
/** How long an ended sign-in is kept, so that a stolen token is still told from an unknown one. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000;
const SWEEP_BATCH = 200;
/** So many sign-ins of one holder go on at a time: enough for every device, few enough to end all of them at once. */
const MAX_LIVE = 100;

export const loginErrors = defineErrors({
  unknownRefresh: { code: "refresh_expired", message: "This refresh token is not, or no longer, valid." },
  reused: {
    code: "refresh_reused",
    message: "This refresh token was used before. The sign-in has ended for whoever holds it; sign in again.",
  },
  notFound: { code: "not_found", message: "There is no such sign-in." },
});

/** What a client gets for signing in or refreshing. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresInS: number;
  scopes: Scope[];
}

export interface NewLogin {
  tenantId: Id<"tenants">;
  holder: LoginHolder;
  scopes: Scope[];
  client: string;
  /** The API key that the sign-in rests on and ends with. */
  keyId?: Id<"credentials">;
}

/** Begins a sign-in for somebody who has just proved who they are. The oldest ends when there are a hundred. */
export async function startLogin(ctx: MutationCtx, facts: NewLogin): Promise<TokenPair> {
  const now = Date.now();
  const live = await liveLoginsOf(ctx, facts.holder).take(MAX_LIVE);
  if (live.length === MAX_LIVE) await endLogin(ctx, live[0]!, "logout");
  const loginId = await ctx.db.insert("logins", {
    ...facts,
    client: facts.client.slice(0, 200),
    provenAt: facts.keyId ? null : now,
    generation: 0,
    refreshedAt: now,
    expiresAt: now + LOGIN_LIFE_MS,
    ended: null,
  });
  await recordLogin(ctx, { ...facts, _id: loginId }, "login.started");
  return pairOf((await ctx.db.get(loginId))!);
}

/**
 * The next pair of a family. A token of an older generation has been copied by somebody, and nobody can say by whom:
 * the whole family ends. Only the latest one may come again within ten seconds, because clients do send two refreshes
 * at once, and gets the same answer.
 */
export async function refreshLogin(
  ctx: MutationCtx,
  refreshToken: string,
): Promise<{ kind: "refreshed"; pair: TokenPair } | { kind: "reused" }> {
  const given = readRefreshToken(refreshToken);
  const id = given && ctx.db.normalizeId("logins", given.loginId);
  const login = id && (await ctx.db.get(id));
  if (!given || !login) throw loginErrors.unknownRefresh();
  if (login.ended?.why === "reuse") throw loginErrors.reused();
  const now = Date.now();
  if (login.ended || login.expiresAt <= now || !(await isHolderPresent(ctx, login))) {
    throw loginErrors.unknownRefresh();
  }
  if (given.generation === login.generation - 1 && now < login.refreshedAt + GRACE_MS) {
    return { kind: "refreshed", pair: pairOf(login) };
  }
  if (given.generation !== login.generation) {
    await endLogin(ctx, login, "reuse");
    return { kind: "reused" }; // Not thrown, because that would undo the end.
  }
  const next = { generation: login.generation + 1, refreshedAt: now, expiresAt: now + LOGIN_LIFE_MS };
  await ctx.db.patch(login._id, next);
  return { kind: "refreshed", pair: pairOf({ ...login, ...next }) };
}

/** Ends a sign-in everywhere: its access tokens are refused from the next call on. A second time changes nothing. */
export async function endLogin(
  ctx: MutationCtx,
  login: Doc<"logins">,
  why: NonNullable<Doc<"logins">["ended"]>["why"],
): Promise<void> {
  if (login.ended) return;
  await ctx.db.patch(login._id, { ended: { at: Date.now(), why } });
  await recordLogin(ctx, login, why === "reuse" ? "login.reused" : "login.ended");
}

/** Ends every sign-in of somebody, but the one named. */
export async function endLogins(
  ctx: MutationCtx,
  holder: LoginHolder,
  why: "logout" | "reset",
  except: Id<"logins"> | null = null,
): Promise<void> {
  for (const login of await listLogins(ctx, holder)) {
    if (login._id !== except) await endLogin(ctx, login, why);
  }
}

/** The sign-ins of somebody that have not ended, newest first; there are never more than a hundred. */
export async function listLogins(ctx: QueryCtx, holder: LoginHolder): Promise<Doc<"logins">[]> {
  const logins = await liveLoginsOf(ctx, holder).order("desc").take(MAX_LIVE);
  return logins.filter(({ expiresAt }) => expiresAt > Date.now());
}

function liveLoginsOf(ctx: QueryCtx, holder: LoginHolder) {
  const logins = ctx.db.query("logins");
  return holder.kind === "agent"
    ? logins.withIndex("by_agent", (q) => q.eq("holder.agentId", holder.agentId).eq("ended", null))
    : logins.withIndex("by_account", (q) => q.eq("holder.accountId", holder.accountId).eq("ended", null));
}

/** Whose sign-ins a principal may see and end: its own. */
export function holderOf(principal: Principal): LoginHolder {
  return principal.kind === "human"
    ? { kind: "human", accountId: principal.accountId, role: principal.role }
    : { kind: "agent", agentId: principal.agentId };
}

/** Removes a batch of sign-ins that ended a month ago; answers whether there may be more. */
export async function sweepLogins(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("logins")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now() - REMEMBERED_MS))
    .take(SWEEP_BATCH);
  for (const login of old) await ctx.db.delete(login._id);
  return old.length === SWEEP_BATCH;
}

async function isHolderPresent(ctx: QueryCtx, { holder }: Doc<"logins">): Promise<boolean> {
  if (holder.kind === "human") return (await ctx.db.get(holder.accountId))?.deletedAt === null;
  const agent = await ctx.db.get(holder.agentId);
  return agent !== null && !agent.standing;
}

async function recordLogin(
  ctx: MutationCtx,
  { _id, tenantId, holder }: Pick<Doc<"logins">, "_id" | "tenantId" | "holder">,
  kind: "login.started" | "login.ended" | "login.reused",
): Promise<void> {
  const actor =
    holder.kind === "agent"
      ? { kind: "agent" as const, id: holder.agentId }
      : { kind: "account" as const, id: holder.accountId };
  await recordAudit(ctx, { tenantId, kind, actor, subject: { kind: "login", id: _id } });
}

function pairOf(login: Doc<"logins">): TokenPair {
  return {
    accessToken: accessTokenOf(login),
    refreshToken: refreshTokenOf(login._id, login.generation),
    expiresInS: ACCESS_TOKEN_S,
    scopes: login.scopes,
  };
}

/**
 * A refresh token names its family and generation, and proves both with a MAC. So nothing in the database can be used
 * as one, and any token that was ever given out can be told from one that was made up.
 */
function refreshTokenOf(loginId: string, generation: number): string {
  const body = `rt_${loginId}.${generation}`;
  return `${body}.${toBase64Url(macOf(signingKeys()[0].refreshKey, body))}`;
}

function readRefreshToken(token: string): { loginId: string; generation: number } | null {
  const [, body, loginId, generation, mac] = /^(rt_([\w;]{1,64})\.(\d{1,9}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!body || !loginId || !generation || !mac) return null;
  const genuine = signingKeys().some(({ refreshKey }) =>
    secretsMatch(mac, toBase64Url(macOf(refreshKey, body))),
  );
  return genuine ? { loginId, generation: Number(generation) } : null;
}
