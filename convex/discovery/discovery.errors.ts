import { defineErrors } from "../lib/errors";

export const discoveryErrors = defineErrors({
  unavailable: {
    code: "unavailable",
    message: "Nothing can be compared by meaning right now. Search by words, with mode=text.",
  },
});
