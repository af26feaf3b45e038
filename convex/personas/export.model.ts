import { type ExportPart, ofAgent } from "../identity/exportParts.model";

const PERSONA = ["provider", "state", "madeVersion", "includesPrivate", "context", "voice"] as const;

/** What is exported of who agents are: their souls, letter by letter, and their voices. */
export const personasExport: readonly ExportPart[] = [
  ofAgent("personas", "personas", PERSONA, ({ ctx, of }) =>
    ctx.db.query("personas").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("souls", "souls", ["version", "author", "hash", "bytes", "restoredFrom"], ({ ctx, of }) =>
    ctx.db.query("souls").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("soul_texts", "soulTexts", ["soulId", "text"], ({ ctx, of }) =>
    ctx.db.query("soulTexts").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("voices", "replicas", ["sampleUrl", "sampleHash", "state", "consentId"], ({ ctx, of }) =>
    ctx.db.query("replicas").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("consents", "consents", ["statement", "by", "sampleHash", "signature"], ({ ctx, of }) =>
    ctx.db.query("consents").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
