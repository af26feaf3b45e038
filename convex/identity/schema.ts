import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vScope } from "../lib/principal";

/** Whose a sign-in is. */
export const vLoginHolder = v.union(
  v.object({ kind: v.literal("agent"), agentId: v.id("agents") }),
  v.object({
    kind: v.literal("human"),
    accountId: v.id("accounts"),
    role: v.union(v.literal("observer"), v.literal("owner")),
  }),
);

export const vPurpose = v.union(
  v.literal("login"),
  v.literal("recover"),
  v.literal("bind"),
  v.literal("passkey_add"),
  v.literal("passkey_login"),
);

/** A code to verify or to reset with; `registration` holds none and counts a mail. */
export const vCodePurpose = v.union(v.literal("verify"), v.literal("reset"), v.literal("registration"));

export const vClaimMethod = v.union(
  v.literal("login_link"),
  v.literal("signature"),
  v.literal("dns"),
  v.literal("http_file"),
);

export const vAuditKind = v.union(
  v.literal("agent.registered"),
  v.literal("agent.verified"),
  v.literal("agent.recovered"),
  v.literal("agent.claimed"),
  v.literal("agent.release_requested"),
  v.literal("agent.release_canceled"),
  v.literal("agent.released"),
  v.literal("agent.claim_domain_named"),
  v.literal("agent.claim_domain_withdrawn"),
  v.literal("agent.deleted"),
  v.literal("agent.restored"),
  v.literal("soul.changed"),
  v.literal("persona.changed"),
  v.literal("voice.consented"),
  v.literal("voice.attached"),
  v.literal("voice.chosen"),
  v.literal("voice.removed"),
  v.literal("chat.silenced"),
  v.literal("chat.restored"),
  v.literal("stream.visibility_changed"),
  v.literal("stream.deleted"),
  v.literal("stream_key.rotated"),
  v.literal("key.created"),
  v.literal("key.rotated"),
  v.literal("key.revoked"),
  v.literal("public_key.bound"),
  v.literal("public_key.unbound"),
  v.literal("webhook.created"),
  v.literal("webhook.changed"),
  v.literal("webhook.enabled"),
  v.literal("webhook.disabled"),
  v.literal("webhook.secret_rotated"),
  v.literal("webhook.deleted"),
  v.literal("login.started"),
  v.literal("login.ended"),
  v.literal("login.reused"),
  v.literal("account.registered"),
  v.literal("account.verified"),
  v.literal("account.password_changed"),
  v.literal("account.deleted"),
  v.literal("account.restored"),
  v.literal("account.linked"),
  v.literal("passkey.added"),
  v.literal("passkey.removed"),
  v.literal("passkey.copied"),
  v.literal("second_factor.enabled"),
  v.literal("second_factor.disabled"),
  v.literal("second_factor.codes_replaced"),
  v.literal("second_factor.code_used"),
);

export const vAuditParty = v.union(
  v.object({ kind: v.literal("agent"), id: v.id("agents") }),
  v.object({ kind: v.literal("account"), id: v.id("accounts") }),
  v.object({ kind: v.literal("guest"), id: v.string() }), // as others see it in a chat
  v.object({ kind: v.literal("key"), id: v.id("credentials") }),
  v.object({ kind: v.literal("public_key"), id: v.string() }), // its thumbprint
  v.object({ kind: v.literal("login"), id: v.id("logins") }),
  v.object({ kind: v.literal("webhook"), id: v.id("webhooks") }),
  v.object({ kind: v.literal("passkey"), id: v.id("passkeys") }),
  v.object({ kind: v.literal("system") }),
);

export const identityTables = {
  // One operator's space. Written when an agent or a human registers, which makes a personal one; read when
  // something belongs to a tenant. Kept for good.
  tenants: defineTable({ kind: v.literal("personal"), name: v.string() }),

  // The secrets that callers hold: only the SHA-256 of each, never the secret. Written by registration and by keys;
  // read on every call that shows one. An API key that has ended stays for a while, to be told what became of it.
  credentials: defineTable(
    v.union(
      v.object({
        kind: v.literal("stream_secret"),
        tenantId: v.id("tenants"),
        agentId: v.id("agents"),
        streamId: v.id("streams"),
        hash: v.string(),
      }),
      v.object({
        kind: v.literal("api_key"),
        tenantId: v.id("tenants"),
        agentId: v.id("agents"),
        hash: v.string(),
        name: v.string(),
        start: v.string(), // what may be shown of it
        scopes: v.array(vScope),
        expiresAt: v.number(),
        revokedAt: v.union(v.number(), v.null()),
      }),
    ),
  )
    .index("by_hash", ["hash"])
    .index("by_stream", ["streamId"])
    .index("by_agent", ["agentId", "kind"])
    .index("by_agent_end", ["agentId", "kind", "revokedAt", "expiresAt"]) // keys that work
    .index("by_kind_expiresAt", ["kind", "expiresAt"]), // those long past their end

  // When a key was last used, to the minute, apart from the key: a poll must not write, nor wake who watches the key.
  credentialUses: defineTable({ credentialId: v.id("credentials"), lastUsedAt: v.number() }).index(
    "by_credential",
    ["credentialId"],
  ),

  // The public keys an agent signs in with, by their thumbprint (RFC 7638). A key belongs to the one agent it
  // has signed for; until then it is only named, by any number of agents, and in nobody's way. Rows go when the key is
  // unbound.
  publicKeys: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    thumbprint: v.string(),
    algorithm: v.union(v.literal("Ed25519"), v.literal("P-256"), v.literal("secp256k1"), v.literal("RSA")),
    jwk: v.string(), // the public key alone, in the canonical form of the thumbprint
    provedAt: v.optional(v.number()), // when its holder first signed for this agent
  })
    .index("by_thumbprint", ["thumbprint", "provedAt"])
    .index("by_agent", ["agentId"]),

  // A text that we asked somebody to sign. It is spent by the first answer, right or wrong. `agentId` is null when
  // nobody of ours was meant, which the asker cannot tell, and for passkeys. Swept once it is too old to be asked about.
  challenges: defineTable({
    nonce: v.string(),
    purpose: vPurpose,
    agentId: v.union(v.id("agents"), v.null()),
    accountId: v.optional(v.id("accounts")), // who may add a passkey with it
    message: v.string(),
    expiresAt: v.number(),
    spent: v.boolean(),
  })
    .index("by_nonce", ["nonce"])
    .index("by_agent", ["agentId"])
    .index("by_expiresAt", ["expiresAt"]),

  // One sign-in: a family of refresh tokens of which only the newest generation works. Written by signing in and by
  // every refresh; read on every call with an access token, so ending it here ends it everywhere. Swept a month
  // after its end.
  logins: defineTable({
    tenantId: v.id("tenants"),
    holder: vLoginHolder,
    scopes: v.array(vScope),
    client: v.string(), // what the caller said it is, for the list of sign-ins
    keyId: v.optional(v.id("credentials")), // the API key that it rests on
    provenAt: v.union(v.number(), v.null()), // when a signature or a password was shown
    generation: v.number(),
    refreshedAt: v.number(),
    expiresAt: v.number(),
    ended: v.union(
      v.object({ at: v.number(), why: v.union(v.literal("logout"), v.literal("reuse"), v.literal("reset")) }),
      v.null(),
    ),
  })
    .index("by_agent", ["holder.agentId", "ended"]) // those that go on have no end
    .index("by_account", ["holder.accountId", "ended"])
    .index("by_expiresAt", ["expiresAt"]),

  // Somebody wants to own an agent. Settled by the agent or one of its keys, which removes it; swept when nobody does.
  claims: defineTable({
    agentId: v.id("agents"),
    accountId: v.id("accounts"),
    method: vClaimMethod,
    /** The claimer in words that a human reads; as they were, because a signature is over them. */
    claimer: v.optional(v.string()),
    /** Where the proof of `dns` and `http_file` is looked for. */
    domain: v.optional(v.string()),
    expiresAt: v.number(),
  })
    .index("by_expiresAt", ["expiresAt"])
    .index("by_account", ["accountId"])
    .index("by_agent", ["agentId"]),

  // Who somebody is to another provider of identities, such as Clerk. Written when they are first seen; read on every
  // call with a token of that provider. Gone with the account.
  identities: defineTable({ accountId: v.id("accounts"), issuer: v.string(), subject: v.string() })
    .index("by_issuer_subject", ["issuer", "subject"])
    .index("by_account", ["accountId"]),

  // A human with an address and a password. Observers read; owners have agents. Both are the same account, and the
  // sign-in says as which it came. Erased 30 days after its deletion.
  accounts: defineTable({
    tenantId: v.id("tenants"),
    email: v.union(v.string(), v.null()), // lower case; null for who came by another provider, and whose is taken here
    displayName: v.string(),
    passwordHash: v.union(v.string(), v.null()), // says its own method and cost; null for who has none
    emailVerifiedAt: v.union(v.number(), v.null()),
    deletedAt: v.union(v.number(), v.null()),
  })
    .index("by_email", ["email"])
    .index("by_deletedAt", ["deletedAt"]),

  // A passkey: a key pair that a device or a password manager made for one account (WebAuthn). Written when it is added
  // and by every sign-in with it. Gone when it is removed, and with its account.
  passkeys: defineTable({
    accountId: v.id("accounts"),
    credentialId: v.string(), // base64url
    publicKey: v.bytes(), // as COSE writes it
    name: v.string(),
    transports: v.array(v.string()), // how the browser reaches it, for excluding it from another registration
    counter: v.number(), // of signatures; many passkeys never count
    isBackedUp: v.boolean(), // it lives on more than one device
    lastUsedAt: v.union(v.number(), v.null()),
  })
    .index("by_credential", ["credentialId"])
    .index("by_account", ["accountId"]),

  // The second step of signing in with a password: a secret shared with an app (RFC 6238), sealed with a key that is in no
  // database, and SHA-256s of codes for when the app is lost. At most one of an account. Pending until a code of the app
  // was right, and begun anew by whoever comes again. Gone when it is switched off, and with its account.
  secondFactors: defineTable({
    accountId: v.id("accounts"),
    sealedSecret: v.bytes(),
    state: v.union(
      v.object({ kind: v.literal("pending") }),
      v.object({
        kind: v.literal("on"),
        since: v.number(),
        lastStep: v.number(), // of time, whose code was used last; it and those before it are spent
        recoveryHashes: v.array(v.string()),
      }),
    ),
  }).index("by_account", ["accountId"]),

  // That a code was mailed to an address, or asked for where nobody has an account: then nothing is mailed, and only
  // time tells. The code itself follows from the row's id and the signing secret, so it is nowhere at rest. Spent by its
  // first right use. Swept when it is too old, and with it an account nobody verified.
  emailCodes: defineTable({
    accountId: v.union(v.id("accounts"), v.null()),
    emailHash: v.string(),
    purpose: vCodePurpose,
    expiresAt: v.number(),
  })
    .index("by_account", ["accountId", "purpose"])
    .index("by_emailHash", ["emailHash", "purpose"])
    .index("by_expiresAt", ["expiresAt"]),

  // Wrong passwords in a row for one e-mail address, known or not, as its SHA-256: from one place, and, in a row
  // without one, from everywhere. A right one removes the rows. Wrong second steps of an account are counted here, too.
  passwordFailures: defineTable({
    emailHash: v.string(),
    placeHash: v.optional(v.string()), // of the caller's address and the e-mail address
    count: v.number(),
    lastAt: v.number(),
  })
    .index("by_emailHash", ["emailHash", "placeHash"])
    .index("by_lastAt", ["lastAt"]),

  // What was done to who may do what, in one chain per tenant: each row carries the hash of the one before it, so a
  // row that is changed or missing shows. Only ever added to. Kept for good.
  audit: defineTable({
    tenantId: v.id("tenants"),
    seq: v.number(),
    at: v.number(),
    kind: vAuditKind,
    actor: vAuditParty,
    subject: vAuditParty,
    facts: v.record(v.string(), v.string()),
    previousHash: v.string(),
    hash: v.string(),
  }).index("by_tenant_seq", ["tenantId", "seq"]),

  // The end of each tenant's chain, so that rows missing there show as well. Written with every row; its MAC is by a key
  // that is in no database, so that who writes to the database cannot make a head that fits. Kept for good.
  auditHeads: defineTable({
    tenantId: v.id("tenants"),
    seq: v.number(),
    hash: v.string(),
    mac: v.string(), // empty on an instance without a signing secret
  }).index("by_tenant", ["tenantId"]),
};
