import { v } from "convex/values";

/** Something that happened to what is somebody's, which they are to know even when they look at nothing of ours. */
export const vNotice = v.union(
  v.object({
    about: v.literal("release_requested"),
    username: v.string(),
    by: v.union(v.literal("agent"), v.literal("owner")),
    endsAt: v.number(),
  }),
  v.object({ about: v.literal("release_canceled"), username: v.string() }),
  v.object({
    about: v.union(v.literal("released"), v.literal("recovered"), v.literal("agent_deleted")),
    username: v.string(),
  }),
  v.object({ about: v.literal("webhook_disabled"), username: v.string(), host: v.string() }),
  v.object({
    about: v.union(v.literal("passkey_added"), v.literal("passkey_removed"), v.literal("passkey_copied")),
    passkey: v.string(), // its name
  }),
  v.object({
    about: v.union(
      v.literal("second_factor_enabled"),
      v.literal("second_factor_disabled"),
      v.literal("recovery_codes_replaced"),
      v.literal("recovery_code_used"),
    ),
  }),
);

/** What there is to write to somebody: a code, that they have an account already, or a notice. */
export const vMail = v.union(
  v.object({ kind: v.literal("code"), codeId: v.id("emailCodes") }),
  v.object({ kind: v.literal("exists"), accountId: v.id("accounts") }),
  v.object({ kind: v.literal("notice"), accountId: v.id("accounts"), at: v.number(), notice: vNotice }),
);
