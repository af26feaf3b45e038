import { defineErrors } from "../lib/errors";

export const streamErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such stream." },
  providerDown: {
    code: "unavailable",
    message: "The live video provider does not answer right now. Nothing was created; please try again.",
  },
});
