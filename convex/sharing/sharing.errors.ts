import { ConvexError } from "convex/values";
import { defineErrors, type ErrorData } from "../lib/errors";

export const sharingErrors = {
  ...defineErrors({
    nothing: { code: "not_found", message: "Nothing that can be shown is at this address." },
    gone: { code: "gone", message: "What was at this address has been deleted." },
    noAgent: { code: "not_found", message: "There is no such agent." },
    noDomain: { code: "not_found", message: "There is no such domain here." },
  }),
  /** Says where the proof was looked for and what was there. */
  noProof: (message: string) => new ConvexError<ErrorData>({ code: "proof_failed", message }),
};
