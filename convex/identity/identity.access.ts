import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { accountErrors } from "./accounts.model";
import { bindingErrors, findBinding } from "./bindings.model";
import { type ApiKey, isApiKey, keyErrors } from "./keys.model";
import { holderOf, loginErrors } from "./logins.model";

/** The agent itself, or the human who owns it. */
export const isTheirs = (principal: Principal, agent: Doc<"agents">) =>
  principal.kind === "human" ? agent.ownerAccountId === principal.accountId : principal.agentId === agent._id;

/** What is about one agent, and there for it and its owner alone: the beginning of a policy. */
export const agentInQuestion = {
  args: { agentId: v.union(v.string(), v.null()) },
  rule: "it is the agent itself, or its owner who names it",
  who: ["agent", "owner"],
  hidden: true,
  absent: agentErrors.notFound,
  find: findAgentInQuestion,
  may: isTheirs,
} as const;

/** The keys of an agent. */
export const listKeys = definePolicy({ ...agentInQuestion, name: "key.list", scope: "read" });
export const createKey = definePolicy({
  ...agentInQuestion,
  name: "key.create",
  scope: "keys:write",
  fresh: true,
});

/** The public keys of an agent. */
export const listPublicKeys = definePolicy({ ...agentInQuestion, name: "publicKey.list", scope: "read" });
export const bindPublicKey = definePolicy({
  ...agentInQuestion,
  name: "publicKey.bind",
  scope: "keys:write",
  fresh: true,
});

/** One key. A key may always replace and end itself, so that a bot can do so on its own. */
export const changeKey = definePolicy({
  name: "key.change",
  rule: "the key is the agent's own or its owner's, and no stronger; another key than the one shown needs a fresh proof",
  who: ["agent", "owner"],
  scope: "keys:write",
  fresh: "sometimes",
  args: { keyId: v.string() },
  hidden: true,
  absent: keyErrors.notFound,
  find: findKey,
  may: (principal, { agent }) => isTheirs(principal, agent),
  needsFresh: ({ proof }, { key }) => proof.id !== key._id,
});

export const unbindPublicKey = definePolicy({
  name: "publicKey.unbind",
  rule: "the public key is the agent's own or its owner's",
  who: ["agent", "owner"],
  scope: "keys:write",
  fresh: true,
  args: { thumbprint: v.string() },
  hidden: true,
  absent: bindingErrors.notFound,
  find: findBindingOfAgent,
  may: (principal, { agent }) => isTheirs(principal, agent),
});

const ownLogins = {
  rule: "the sign-in is one's own",
  who: ["agent", "observer", "owner"],
  scope: "read",
  hidden: true,
  absent: loginErrors.notFound,
} as const;

/** Sign-ins: everyone sees and ends their own, observers included. */
export const listLogins = definePolicy({
  ...ownLogins,
  name: "login.list",
  args: {},
  find: async (_ctx, _args, principal) => principal && holderOf(principal),
  may: () => true,
});
export const endLogin = definePolicy({
  ...ownLogins,
  name: "login.end",
  args: { loginId: v.string() },
  find: async (ctx: QueryCtx, { loginId }) => {
    const id = ctx.db.normalizeId("logins", loginId);
    const login = id && (await ctx.db.get(id));
    return login?.ended === null ? login : null;
  },
  may: (principal, { holder }) =>
    principal.kind === "human"
      ? holder.kind === "human" && holder.accountId === principal.accountId
      : holder.kind === "agent" && holder.agentId === principal.agentId,
});

/** Whoever calls, about itself. */
export const whoAmI = definePolicy({
  name: "principal.read",
  rule: "it asks about itself",
  who: ["stream", "agent", "observer", "owner"],
  scope: "read",
  args: {},
  hidden: true,
  absent: agentErrors.notFound,
  find: async (_ctx, _args, principal) => principal,
  may: () => true,
});

/** The trail of a tenant: an agent that nobody owns reads its own; otherwise its owner does. */
export const readAudit = definePolicy({
  ...agentInQuestion,
  name: "audit.read",
  rule: "it is the owner of the agent, or the agent itself while it has no owner",
  scope: "read",
  may: (principal, agent) =>
    isTheirs(principal, agent) && (principal.kind === "human" || agent.ownerAccountId === undefined),
});

const ownAccount = {
  rule: "the account is one's own",
  who: ["observer", "owner"],
  args: {},
  hidden: true,
  absent: accountErrors.notFound,
  find: async (ctx: QueryCtx, _args: object, principal: Principal | null) =>
    principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null,
  may: () => true,
} as const;

/** A human's own account. Whoever signed in as an observer reads it, and signs in as an owner to change it. */
export const readAccount = definePolicy({ ...ownAccount, name: "account.read", scope: "read" });
export const changeAccount = definePolicy({
  ...ownAccount,
  name: "account.change",
  who: ["owner"],
  scope: "profile:write",
});
/** A password is proved by the one before it; the first one by having just signed in another way. */
export const changePassword = definePolicy({
  ...ownAccount,
  name: "account.changePassword",
  rule: "the account is one's own; the first password needs a fresh proof",
  who: ["owner"],
  scope: "profile:write",
  fresh: "sometimes",
  needsFresh: (_principal, { passwordHash }) => passwordHash === null,
});
/** All of it at once, also what no other route tells together: a token that was lost is not to give it away. */
export const exportAccount = definePolicy({
  ...ownAccount,
  name: "account.export",
  who: ["owner"],
  scope: "read",
  fresh: true,
});
export const deleteAccount = definePolicy({
  ...ownAccount,
  name: "account.delete",
  who: ["owner"],
  scope: "profile:write",
  fresh: true,
});

export async function findAgentInQuestion(
  ctx: QueryCtx,
  { agentId }: { agentId: string | null },
  principal: Principal | null,
): Promise<Doc<"agents"> | null> {
  if (agentId !== null) {
    const id = ctx.db.normalizeId("agents", agentId);
    return id && (await ctx.db.get(id));
  }
  return principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null;
}

async function findKey(
  ctx: QueryCtx,
  { keyId }: { keyId: string },
): Promise<{ key: ApiKey; agent: Doc<"agents"> } | null> {
  const id = ctx.db.normalizeId("credentials", keyId);
  const key = id && (await ctx.db.get(id));
  const agent = key && (await ctx.db.get(key.agentId));
  return agent && isApiKey(key) ? { key, agent } : null;
}

async function findBindingOfAgent(
  ctx: QueryCtx,
  { thumbprint }: { thumbprint: string },
): Promise<{ binding: Doc<"publicKeys">; agent: Doc<"agents"> } | null> {
  const binding = await findBinding(ctx, thumbprint);
  const agent = binding && (await ctx.db.get(binding.agentId));
  return agent ? { binding, agent } : null;
}
