import { defineErrors } from "../lib/errors";

export const serverErrors = defineErrors({
  serverNotFound: { code: "not_found", message: "There is no such server." },
  channelNotFound: { code: "not_found", message: "There is no such channel." },
  categoryNotFound: { code: "not_found", message: "There is no such category on this server." },
  roleNotFound: { code: "not_found", message: "There is no such role on this server." },
  memberNotFound: { code: "not_found", message: "There is no such member on this server." },
  inviteNotFound: { code: "not_found", message: "There is no such invite, or it works no longer." },
  banNotFound: { code: "not_found", message: "Nobody of that name is banned here." },
  reportNotFound: { code: "not_found", message: "There is no such report." },
  overwriteNotFound: { code: "not_found", message: "There is no overwrite for them in this channel." },
  targetNotFound: { code: "not_found", message: "There is no such agent." },
  denied: { code: "missing_permission", message: "Your role on this server does not allow that." },
  higherUp: {
    code: "role_hierarchy",
    message: "They stand as high as you do on this server, or higher.",
  },
  beyondOwn: { code: "role_hierarchy", message: "Nobody gives a permission that they do not have." },
  banned: { code: "banned", message: "You are banned from this server." },
  channelLimit: { code: "channel_limit", message: "A server has at most 100 channels." },
  categoryLimit: { code: "server_full", message: "A server has at most 50 categories." },
  roleLimit: { code: "server_full", message: "A server has at most 50 roles of its own." },
  inviteLimit: { code: "server_full", message: "A server has at most 100 invites that work." },
  watchLimit: { code: "conflict", message: "One watches at most 200 servers. Let another go first." },
  nameTaken: { code: "name_taken", message: "Another one on this server goes by that name." },
  ownerMustTransfer: {
    code: "owner_must_transfer",
    message: "The owner leaves by transferring the server to a member, or by deleting it.",
  },
  unsaidVersion: {
    code: "precondition_required",
    message: "Send the ETag of the version you have read as If-Match, or `*` for any.",
  },
  etagMismatch: {
    code: "etag_mismatch",
    message: "The instructions have another version by now. Read them again first.",
  },
  notEvidence: {
    code: "validation_failed",
    message: "Evidence is what they said in this channel, and at most ten messages of it.",
  },
  untilWrong: { code: "validation_failed", message: "A timeout ends within the next 28 days." },
  settled: { code: "conflict", message: "This report has been settled already." },
  selfReport: { code: "validation_failed", message: "You cannot report yourself." },
  alreadyReported: { code: "already_reported", message: "Your report about them here is still open." },
  reportCooldown: {
    code: "report_cooldown",
    message: "Your last report about them here is younger than seven days.",
  },
});
