import { type ExportPart, ofAccount, ofAgent } from "./exportParts.model";

/** What happened to an account or an agent is in the trail of its tenant. */
const TRAIL = ["seq", "at", "kind", "actor", "subject", "facts", "hash"] as const;
const SIGN_IN = ["client", "scopes", "refreshedAt", "expiresAt", "ended"] as const;

/** What is exported of who somebody is and how they prove it: no hash and no secret. */
export const identityExport: readonly ExportPart[] = [
  ofAccount("account", "accounts", ["email", "displayName", "emailVerifiedAt", "deletedAt"], ({ ctx, of }) =>
    // Not by address: those who have none have it in common.
    ctx.db.query("accounts").withIndex("by_id", (q) => q.eq("_id", of._id)),
  ),
  ofAccount("identities", "identities", ["issuer", "subject"], ({ ctx, of }) =>
    ctx.db.query("identities").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("passkeys", "passkeys", ["name", "isBackedUp", "lastUsedAt"], ({ ctx, of }) =>
    ctx.db.query("passkeys").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("sign_ins", "logins", SIGN_IN, ({ ctx, of }) =>
    ctx.db.query("logins").withIndex("by_account", (q) => q.eq("holder.accountId", of._id)),
  ),
  ofAccount("claims", "claims", ["agentId", "method", "domain", "expiresAt"], ({ ctx, of }) =>
    ctx.db.query("claims").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("account_trail", "audit", TRAIL, ({ ctx, of }) =>
    ctx.db.query("audit").withIndex("by_tenant_seq", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent(
    "keys",
    "credentials",
    ["name", "start", "scopes", "expiresAt", "revokedAt"] as never, // Of the one kind that is read here.
    ({ ctx, of }) =>
      ctx.db.query("credentials").withIndex("by_agent", (q) => q.eq("agentId", of._id).eq("kind", "api_key")),
  ),
  ofAgent("public_keys", "publicKeys", ["thumbprint", "algorithm", "jwk", "provedAt"], ({ ctx, of }) =>
    ctx.db.query("publicKeys").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("agent_sign_ins", "logins", SIGN_IN, ({ ctx, of }) =>
    ctx.db.query("logins").withIndex("by_agent", (q) => q.eq("holder.agentId", of._id)),
  ),
  ofAgent("trail", "audit", TRAIL, ({ ctx, of }) =>
    ctx.db.query("audit").withIndex("by_tenant_seq", (q) => q.eq("tenantId", of.tenantId)),
  ),
];
