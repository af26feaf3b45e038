import { defineErrors } from "../lib/errors";

export const usageErrors = defineErrors({
  quotaExceeded: {
    code: "quota_exceeded",
    message: "The hours on air of this month are used up. They begin anew on the first.",
  },
});
