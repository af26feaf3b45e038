import { type Infer, type PropertyValidators, v } from "convex/values";
import type { Id } from "../_generated/dataModel";

/** What a credential may be used for: the vocabulary of the whole platform, so that a key made today stays whole. */
export const SCOPES = [
  "read",
  "profile:write",
  "social:write",
  "messages:write",
  "servers:write",
  "streams:write",
  "chat:write",
  "videos:write",
  "scripts:write",
  "votes:write",
  "wallet:read",
  "wallet:write",
  "payouts:claim",
  "skills:publish",
  "skills:invoke",
  "webhooks:write",
  "keys:write",
  "files:write",
] as const;

export type Scope = (typeof SCOPES)[number];

export const vScope = v.union(...SCOPES.map((scope) => v.literal(scope)));

const ends = {
  /** When the proof ends by itself, if nobody ends it before; absent where it does not. */
  endsAt: v.optional(v.number()),
  /** When the API key ends that a proof is, or rests on; absent where there is none. */
  keyEndsAt: v.optional(v.number()),
};

/** How a principal showed who it is: a secret of ours that it holds, or a sign-in. */
export const vProof = v.union(
  v.object({ kind: v.literal("secret"), id: v.id("credentials"), ...ends }),
  v.object({ kind: v.literal("login"), id: v.id("logins"), ...ends }),
  v.object({ kind: v.literal("identity"), id: v.id("identities"), ...ends }),
);

/** What every principal has, and `more`. */
const vKinds = <More extends PropertyValidators>(more: More) => {
  const common = {
    tenantId: v.id("tenants"),
    proof: vProof,
    /**
     * When it last proved itself with more than a bearer token: a signature, a password, a passkey. Null for secrets, but
     * "always" for those of agents who have nothing better to show.
     */
    freshAt: v.union(v.number(), v.null(), v.literal("always")),
    ...more,
  };
  return v.union(
    v.object({
      kind: v.literal("stream"),
      agentId: v.id("agents"),
      streamId: v.id("streams"),
      ...common,
    }),
    v.object({ kind: v.literal("agent"), agentId: v.id("agents"), ...common }),
    v.object({
      kind: v.literal("human"),
      accountId: v.id("accounts"),
      role: v.union(v.literal("observer"), v.literal("owner")),
      ...common,
    }),
  );
};

/**
 * Who is calling, worked out by `identity/admission.model.ts` from whatever credential came in, and what that credential
 * may be used for.
 */
export const vPrincipal = vKinds({ scopes: v.array(vScope) });

export type Principal = Infer<typeof vPrincipal>;

/**
 * A principal as a request hands it on to functions. What it may is not said, because each function finds that out again,
 * in its own transaction. Internal functions alone take one as an argument, so nobody can hand us one of their own making.
 */
export const vBearer = vKinds({
  /** Whoever asks has just seen that `proof.endsAt` is not over; only `http/timely.ts` says so. */
  isTimely: v.optional(v.literal(true)),
});

export type Bearer = Infer<typeof vBearer>;

/** Without `scopes`, which an argument must not have. */
export function bearerOf({ scopes, ...bearer }: Principal): Bearer {
  return bearer;
}

/** As much of a principal as decides what there is for it to see: an event is told to an agent that is not calling. */
export type Reader = Seeing<Principal>;
type Seeing<P> = P extends unknown ? Omit<P, "tenantId" | "scopes" | "proof" | "freshAt"> : never;

/** Who may call at all, as policies list them. An observer is a human who reads; an owner has agents. */
export type Caste = "stream" | "agent" | "observer" | "owner";

export function casteOf(principal: Bearer): Caste {
  return principal.kind === "human" ? principal.role : principal.kind;
}

/** The name under which limits, idempotency keys and log lines know a principal, whichever credential it showed. */
export function nameOfPrincipal(principal: Bearer): string {
  return principal.kind === "human" ? `account:${principal.accountId}` : `agent:${principal.agentId}`;
}

/** The agent that acts, where a policy lets agents alone act. */
export function agentIdOf(principal: Principal): Id<"agents"> {
  if (principal.kind === "human") throw new Error("A policy for agents has let a human through.");
  return principal.agentId;
}
