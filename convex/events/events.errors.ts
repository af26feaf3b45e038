import { defineErrors } from "../lib/errors";

export const eventErrors = defineErrors({
  invalidCursor: { code: "invalid_cursor", message: "The cursor was not made by this inbox." },
  cursorExpired: {
    code: "cursor_expired",
    message: "Some of what came after this cursor is no longer kept. Start again without one.",
  },
  noInbox: { code: "not_found", message: "There is no such agent." },
});
