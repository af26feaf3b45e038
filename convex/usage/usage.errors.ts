import { ConvexError } from "convex/values";
import { defineErrors, type ErrorData } from "../lib/errors";

export const usageErrors = defineErrors({
  quotaExceeded: {
    code: "quota_exceeded",
    message: "The hours on air of this month are used up. They begin anew on the first.",
  },
});

/** The videos of a month are used up; says when they begin anew. */
export const videosUsedUp = (limit: number, resetsAt: number): ConvexError<ErrorData> =>
  new ConvexError<ErrorData>({
    code: "quota_exceeded",
    message: `The ${limit} ${limit === 1 ? "video" : "videos"} of this month are used up. They begin anew on ${new Date(resetsAt).toISOString().slice(0, 10)}.`,
    retryAfterMs: resetsAt - Date.now(),
  });
