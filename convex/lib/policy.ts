import type { ConvexError, ObjectType, PropertyValidators } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { defineErrors, type ErrorData } from "./errors";
import { type Caste, casteOf, type Principal, type Scope } from "./principal";

/** The part of a policy that says who may call at all, as data: `docs/access.md` prints it. */
export interface PolicyFacts {
  name: string;
  /** One sentence that completes "A caller may, if …"; it says what `may` and `find` decide. */
  rule: string;
  who: readonly Caste[];
  /** What the credential must be good for. */
  scope: Scope;
  /** What a human's credential must be good for, where that is another scope: owners write in no chat. */
  ownerScope?: Scope;
  /** Those without a credential may ask, too; what there is for them, `find` decides. */
  open?: true;
  /** The caller has proved itself within the last five minutes, with a signature, a password or a passkey. */
  fresh?: true | "sometimes";
}

/**
 * One line of an access file: which thing a call is about, and who may do it. `find` answers null when the thing
 * does not exist. A `hidden` thing does not exist for those who may not have it either: both get `absent()`.
 */
export interface Policy<Args extends PropertyValidators, Subject> extends PolicyFacts {
  args: Args;
  hidden: boolean;
  absent: () => ConvexError<ErrorData>;
  /** What those get who see a hidden thing and may not do this with it. Without it, it stays absent for them. */
  denied?: (subject: Subject) => ConvexError<ErrorData>;
  find: (ctx: QueryCtx, args: ObjectType<Args>, principal: Principal | null) => Promise<Subject | null>;
  may: (principal: Principal, subject: Subject) => boolean;
  /** Whether a recent proof is needed for this subject, for policies with `fresh: "sometimes"`. */
  needsFresh?: (principal: Principal, subject: Subject) => boolean;
}

export function definePolicy<Args extends PropertyValidators, Subject>(policy: Policy<Args, Subject>) {
  return policy;
}

export const accessErrors = defineErrors({
  unauthenticated: { code: "unauthenticated", message: "This call needs a valid credential." },
  forbidden: { code: "forbidden", message: "This credential belongs to something else." },
  wrongKind: { code: "forbidden", message: "This kind of credential cannot do that." },
  missingScope: { code: "missing_scope", message: "This credential was not given the scope for that." },
  notFresh: {
    code: "fresh_auth_required",
    message: "Sign in again first: this needs a proof that is younger than five minutes.",
  },
});

/** What a caller turned out to be: somebody, or the refusal they get where somebody is needed. */
export type Admitted = { principal: Principal } | { refusal: ConvexError<ErrorData> };

/** How long a signature, a password or a passkey counts as fresh. */
export const FRESH_MS = 5 * 60_000;

/** The part of a policy that needs nothing but the caller. */
export function requireCaste(policy: PolicyFacts, principal: Principal): void {
  if (!policy.who.includes(casteOf(principal))) throw accessErrors.wrongKind();
  if (!hasScope(policy, principal)) throw accessErrors.missingScope();
  if (policy.fresh === true && !isFresh(principal)) throw accessErrors.notFresh();
}

const hasScope = ({ scope, ownerScope = scope }: PolicyFacts, { kind, scopes }: Principal) =>
  scopes.includes(kind === "human" ? ownerScope : scope);

export function isFresh(principal: Principal): boolean {
  const { freshAt } = principal;
  return freshAt === "always" || (freshAt !== null && freshAt > Date.now() - FRESH_MS);
}

/**
 * Refuses in this order: an open thing that is not there, a caller who is nobody, a caller of the wrong kind, a hidden
 * thing that is not there or not theirs, an open thing that is not theirs.
 */
export async function enforce<Args extends PropertyValidators, Subject>(
  ctx: QueryCtx,
  policy: Policy<Args, Subject>,
  admitted: Admitted,
  args: ObjectType<Args>,
): Promise<{ principal: Principal; subject: Subject }> {
  const principal = "principal" in admitted ? admitted.principal : null;
  const found = policy.hidden ? null : await policy.find(ctx, args, principal);
  if (!policy.hidden && found === null) throw policy.absent();
  if ("refusal" in admitted) throw admitted.refusal;
  requireCaste(policy, admitted.principal);
  const subject = policy.hidden ? await policy.find(ctx, args, admitted.principal) : found;
  if (subject === null) throw policy.absent();
  if (!policy.may(admitted.principal, subject)) {
    throw policy.denied?.(subject) ?? (policy.hidden ? policy.absent() : accessErrors.forbidden());
  }
  if (policy.needsFresh?.(admitted.principal, subject) && !isFresh(admitted.principal)) {
    throw accessErrors.notFresh();
  }
  return { principal: admitted.principal, subject };
}

/** The same for an open policy: whoever asks, or nobody, gets what `find` has for them. */
export async function enforceOpen<Args extends PropertyValidators, Subject>(
  ctx: QueryCtx,
  policy: Policy<Args, Subject>,
  principal: Principal | null,
  args: ObjectType<Args>,
): Promise<{ reader: Principal | null; subject: Subject }> {
  if (!policy.open) throw new Error(`The policy ${policy.name} is not open.`);
  if (principal) requireCaste(policy, principal);
  const subject = await policy.find(ctx, args, principal);
  if (subject === null) throw policy.absent();
  return { reader: principal, subject };
}

/**
 * The same for a live query. What nobody in particular may see is answered without a look at who asks, so that all who
 * watch it share one answer, signed in or not. Only what is not there for nobody is tried again, for whoever `admit`
 * finds on the connection; to those who may not have it either, it is absent.
 */
export async function enforceShared<Args extends PropertyValidators, Subject>(
  ctx: QueryCtx,
  policy: Policy<Args, Subject>,
  admit: (ctx: QueryCtx) => Promise<Admitted>,
  args: ObjectType<Args>,
): Promise<{ reader: Principal | null; subject: Subject }> {
  if (!policy.open) throw new Error(`The policy ${policy.name} is not open.`);
  const shared = await policy.find(ctx, args, null);
  if (shared !== null) return { reader: null, subject: shared };
  const admitted = await admit(ctx);
  if ("refusal" in admitted) throw policy.absent();
  const { principal } = admitted;
  const fits = policy.who.includes(casteOf(principal)) && hasScope(policy, principal);
  const subject = fits ? await policy.find(ctx, args, principal) : null;
  if (subject === null) throw policy.absent();
  return { reader: principal, subject };
}
