import { defineErrors } from "../lib/errors";

export const perceptionErrors = defineErrors({
  offAir: { code: "conflict", message: "The stream is off air, so there is nothing to perceive." },
  invalidCursor: { code: "invalid_cursor", message: "The cursor was not made by this stream's perception." },
});
