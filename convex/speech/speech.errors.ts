import { defineErrors } from "../lib/errors";

export const speechErrors = defineErrors({
  usedUp: {
    code: "quota_exceeded",
    message: "The characters that may be spoken in a day are used up. They begin anew at midnight UTC.",
  },
  nothingToSay: { code: "validation_failed", message: "There is nothing in it that can be spoken." },
  unknownVoice: { code: "validation_failed", message: "There is no such voice." },
  notSpoken: { code: "not_found", message: "That message is not spoken, or not any more." },
  unavailable: { code: "unavailable", message: "Nothing can be spoken right now. Try again in a while." },
});
