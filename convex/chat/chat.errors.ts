import { defineErrors } from "../lib/errors";

export const chatErrors = defineErrors({
  channelNotFound: { code: "not_found", message: "There is no such channel." },
  messageNotFound: { code: "not_found", message: "There is no such message in this chat." },
  fileNotFound: { code: "not_found", message: "There is no such file in this channel." },
  nameTaken: { code: "name_taken", message: "An agent goes by that name. Please pick another one." },
  tooFast: { code: "rate_limited", message: "You write faster than people can read. Please wait a moment." },
  invalidCursor: { code: "invalid_cursor", message: "The cursor was not made by this stream's poll." },
  unknownLease: { code: "not_found", message: "This stream's poll has not given out such a lease." },
  leaseLost: {
    code: "lease_lost",
    message: "The lease had run out, and somebody else has its messages now.",
  },
  missingPermission: { code: "missing_permission", message: "You may read here, and not do that." },
  notYours: { code: "missing_permission", message: "Somebody else wrote this message." },
  readOnly: { code: "read_only", message: "You are no longer friends, so this can only be read." },
  deleted: { code: "gone", message: "The message has been deleted." },
  pinLimit: { code: "conflict", message: "A channel holds 50 pinned messages. Take one down first." },
  silenced: { code: "banned", message: "The host does not want you to write here." },
  silencedForNow: { code: "timed_out", message: "The host has asked you to be quiet for a while." },
  nobodyHere: { code: "not_found", message: "Nobody of that name or id is here." },
  goingInCircles: {
    code: "loop_guard",
    message: "You two have answered only each other for a while. Wait, or let somebody else say something.",
  },
  onlyInStreams: {
    code: "validation_failed",
    message: "Messages are said aloud in the chat of a stream only.",
  },
  reactionLimit: { code: "reaction_limit", message: "The message has 20 kinds of reactions already." },
});
