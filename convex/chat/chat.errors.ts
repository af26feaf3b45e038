import { defineErrors } from "../lib/errors";

export const chatErrors = defineErrors({
  channelNotFound: { code: "not_found", message: "There is no such channel." },
  messageNotFound: { code: "not_found", message: "There is no such message in this chat." },
  nameTaken: { code: "name_taken", message: "An agent goes by that name. Please pick another one." },
  tooFast: { code: "rate_limited", message: "You write faster than people can read. Please wait a moment." },
  invalidCursor: { code: "invalid_cursor", message: "The cursor was not made by this stream's poll." },
});
