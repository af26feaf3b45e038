import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { OTHERS } from "./access.callers.setup";
import type { AccessStage } from "./access.setup";
import { admit } from "./identity/admission.model";
import { readShown } from "./identity/identity.caller";
import { holderOf } from "./identity/logins.model";
import { FRESH_MS } from "./lib/policy";
import { type Bearer, bearerOf, type Caste, type Principal, SCOPES } from "./lib/principal";

/** What somebody of a caste hands on to functions, with a proof for each way in which one may fall short. */
export interface CasteBearers {
  /** Fresh, with every scope. */
  good: Bearer;
  /** With no scope. A stream's secret has what it has. */
  weak: Bearer | null;
  /** With proofs that are too old, or that are none. */
  stale: Bearer[];
  /** Of credentials that have ended, and the code of the refusal. */
  ended: [Bearer, string][];
}

export type Bearers = Record<Caste, CasteBearers>;

export const CASTES: Caste[] = ["stream", "agent", "observer", "owner"];

export async function bearersOf(stage: AccessStage): Promise<Bearers> {
  const entries: [Caste, CasteBearers][] = [];
  for (const caste of CASTES) entries.push([caste, await bearersOfCaste(stage, caste)]);
  return Object.fromEntries(entries) as Bearers;
}

async function bearersOfCaste(stage: AccessStage, caste: Caste): Promise<CasteBearers> {
  const { headers } = Object.values(OTHERS)
    .find((one) => one.caste === caste)!
    .sent(stage);
  const shown = await readShown(new Request("http://molt.test", { headers }));
  return await stage.world.t.run(async (ctx) => {
    const admitted = await admit(ctx, shown);
    if ("refusal" in admitted) throw admitted.refusal;
    const { principal } = admitted;
    const { proof } = principal;
    if (principal.kind === "stream") {
      const gone = await aTwin(ctx, proof.id as Id<"credentials">);
      await ctx.db.delete(gone);
      const ended: [Bearer, string] = [withSecret(principal, gone), "unauthenticated"];
      return { good: bearerOf(principal), weak: null, stale: [], ended: [ended] };
    }
    const signedIn = async (facts: Partial<WithoutSystemFields<Doc<"logins">>>) =>
      await aSignIn(ctx, principal, facts);
    const ended: [Bearer, string][] = [
      [await signedIn({ ended: { at: 1, why: "logout" } }), "token_revoked"],
      [await signedIn({ expiresAt: 1 }), "token_revoked"],
    ];
    if (proof.kind === "secret") {
      ended.push([withSecret(principal, await aTwin(ctx, proof.id, { revokedAt: 1 })), "key_revoked"]);
      ended.push([withSecret(principal, await aTwin(ctx, proof.id, { expiresAt: 1 })), "key_expired"]);
    }
    return {
      good: await signedIn({}),
      weak: await signedIn({ scopes: [] }),
      stale: [await signedIn({ provenAt: null }), await signedIn({ provenAt: Date.now() - FRESH_MS })],
      ended,
    };
  });
}

/** Another secret of the same kind and holder, which nobody knows. */
async function aTwin(ctx: MutationCtx, id: Id<"credentials">, change: object = {}) {
  const { _id, _creationTime, ...row } = (await ctx.db.get(id))!;
  return await ctx.db.insert("credentials", {
    ...row,
    hash: `${row.hash} again ${Object.keys(change)}`,
    ...change,
  });
}

const withSecret = (principal: Principal, id: Id<"credentials">): Bearer => ({
  ...bearerOf(principal),
  proof: { kind: "secret", id },
});

async function aSignIn(
  ctx: MutationCtx,
  principal: Principal,
  facts: Partial<WithoutSystemFields<Doc<"logins">>>,
): Promise<Bearer> {
  const login: WithoutSystemFields<Doc<"logins">> = {
    tenantId: principal.tenantId,
    holder: holderOf(principal),
    scopes: [...SCOPES],
    client: "",
    provenAt: Date.now(),
    generation: 0,
    refreshedAt: Date.now(),
    expiresAt: Date.now() + 60_000,
    ended: null,
    ...facts,
  };
  const id = await ctx.db.insert("logins", login);
  return { ...bearerOf(principal), freshAt: login.provenAt, proof: { kind: "login", id } };
}
