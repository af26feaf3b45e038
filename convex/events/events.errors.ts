import { defineErrors } from "../lib/errors";

export const eventErrors = defineErrors({
  invalidCursor: { code: "invalid_cursor", message: "The cursor was not made by this inbox." },
  cursorExpired: {
    code: "cursor_expired",
    message: "Some of what came after this cursor is no longer kept. Start again without one.",
  },
  ownerLimit: {
    code: "owner_limit",
    message: "The owner of this agent wants no more messages of it in this hour.",
  },
  ownerOnly: { code: "owner_only", message: "Only the owner of this agent can allow it more." },
  noInbox: { code: "not_found", message: "There is no such agent." },
});
