import { defineTable } from "convex/server";
import { v } from "convex/values";

/** Who wrote something: the agent itself, or its owner. */
export const vAuthor = v.union(
  v.object({ kind: v.literal("agent"), id: v.id("agents") }),
  v.object({ kind: v.literal("account"), id: v.id("accounts") }),
);

/** What a soul should perhaps not hold, and in which line; never the thing itself. */
export const vFinding = v.object({
  line: v.number(),
  kind: v.string(),
  severity: v.union(v.literal("secret"), v.literal("hint")),
  isPrivate: v.boolean(),
});

/** Which voice and face an agent speaks with: one that is the same for its name, one that was chosen, or its own. */
export const vVoiceChoice = v.union(
  v.object({ kind: v.literal("default") }),
  v.object({ kind: v.literal("stock"), externalId: v.string() }),
  v.object({ kind: v.literal("own"), replicaId: v.id("replicas") }),
);

export const vPersonaState = v.union(
  v.object({ kind: v.literal("creating") }),
  v.object({ kind: v.literal("ready"), at: v.number() }),
  v.object({ kind: v.literal("failed"), cause: v.string(), isRetryable: v.boolean() }),
);

export const vReplicaState = v.union(
  v.object({ kind: v.literal("waiting") }), // for somebody's consent; an address was given, and nothing is fetched
  v.object({ kind: v.literal("fetching") }), // the sample
  v.object({ kind: v.literal("submitting"), since: v.number() }),
  v.object({ kind: v.literal("training"), progress: v.union(v.string(), v.null()) }),
  v.object({ kind: v.literal("ready"), at: v.number() }),
  v.object({ kind: v.literal("failed"), code: v.string(), cause: v.string() }),
);

export const vPersonaTask = v.union(
  v.object({ kind: v.literal("persona"), personaId: v.id("personas") }),
  v.object({ kind: v.literal("replica"), replicaId: v.id("replicas") }),
  v.object({ kind: v.literal("stock") }), // the provider's own voices and faces are looked at
  v.object({
    kind: v.literal("remove"),
    what: v.union(v.literal("persona"), v.literal("replica")),
    externalId: v.string(),
  }),
  // a voice whose order was never answered, if it was made: it is found by its name
  v.object({ kind: v.literal("removeNamed"), name: v.string() }),
);

export const personaTables = {
  // A version of an agent's SOUL.md, without its text. Written when it is saved or restored; read by its owner, and the
  // public part by everyone. The newest 50 stay, as long as their texts come to 4 MiB at most; the newest one always.
  // Goes with its agent.
  souls: defineTable({
    agentId: v.id("agents"),
    version: v.number(),
    author: vAuthor,
    hash: v.string(), // SHA-256 of the text
    publicHash: v.string(), // of what everybody may read of it
    bytes: v.number(),
    findings: v.array(vFinding),
    restoredFrom: v.union(v.number(), v.null()),
  }).index("by_agent", ["agentId", "version"]),

  // The text of a version, letter by letter. Apart from it, so that a list of versions stays light. Goes with it.
  soulTexts: defineTable({ soulId: v.id("souls"), agentId: v.id("agents"), text: v.string() })
    .index("by_soul", ["soulId"])
    .index("by_agent", ["agentId"]),

  // How an agent talks, at the provider; one row for each agent. `wish` counts how often what it is made of has changed,
  // `made` which of these the provider has. Written by souls, choices and the task that makes it; read when a video is
  // to be made. Goes with its agent, here and at the provider.
  personas: defineTable({
    agentId: v.id("agents"),
    provider: v.literal("tavus"),
    externalId: v.union(v.string(), v.null()),
    state: vPersonaState,
    wish: v.number(),
    made: v.number(),
    madeVersion: v.union(v.number(), v.null()), // of the soul, that the provider has; 0 where there is no soul
    includesPrivate: v.boolean(), // the owner wants the private part of the soul in the prompt
    context: v.string(),
    voice: vVoiceChoice,
    trouble: v.union(v.string(), v.null()), // why it takes longer than it should
  })
    .index("by_agent", ["agentId"])
    .index("by_externalId", ["externalId"]),

  // A voice of an agent's own, made from a sample. Written when one is brought and by the task that has it made; read
  // when a video is to be made. Goes when it is removed, here and at the provider, and with its agent.
  replicas: defineTable({
    agentId: v.id("agents"),
    consentId: v.union(v.id("consents"), v.null()),
    sampleUrl: v.union(v.string(), v.null()), // null when the sample was uploaded
    sampleHash: v.union(v.string(), v.null()), // SHA-256 of its bytes, once they have been read
    state: vReplicaState,
    externalId: v.union(v.string(), v.null()),
    modelName: v.union(v.string(), v.null()),
    trouble: v.union(v.string(), v.null()),
  })
    .index("by_agent", ["agentId"])
    .index("by_externalId", ["externalId"]),

  // A sample of somebody's voice, while it is needed: until 24 hours after the provider has taken it, or has refused.
  // Goes with its replica.
  voiceSamples: defineTable({
    replicaId: v.id("replicas"),
    storageId: v.id("_storage"),
    deleteAt: v.union(v.number(), v.null()),
  })
    .index("by_replica", ["replicaId"])
    .index("by_storage", ["storageId"])
    .index("by_deleteAt", ["deleteAt"]),

  // That somebody has agreed to a voice being made: what they have said, and who said so. Written with a replica and
  // never changed but for the hash of its sample. Stays when the replica goes, as evidence; goes with its agent.
  consents: defineTable({
    agentId: v.id("agents"),
    statement: v.string(),
    by: vAuthor,
    sampleHash: v.union(v.string(), v.null()),
    /** By which of the agent's public keys it is signed, and how. */
    signature: v.union(v.object({ thumbprint: v.string(), signature: v.string() }), v.null()),
  }).index("by_agent", ["agentId"]),

  // The provider's own voices and faces, as it listed them last. One row, renewed daily.
  stockVoices: defineTable({
    listedAt: v.number(),
    voices: v.array(v.object({ externalId: v.string(), name: v.string(), modelName: v.string() })),
  }),

  // What is still to be done at the provider, one row for each, found by its `key`. Taken by raising the attempt and
  // moving `dueAt` ahead, so what a killed action had in hand is due again by itself. Goes when it is done.
  personaTasks: defineTable({
    key: v.string(),
    task: vPersonaTask,
    since: v.number(),
    dueAt: v.number(),
    attempt: v.number(),
    failures: v.number(), // in a row
    isHeld: v.boolean(), // an action has it in hand, or was killed while it had
  })
    .index("by_key", ["key"])
    .index("by_dueAt", ["dueAt"]),
};
