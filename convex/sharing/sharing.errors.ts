import { defineErrors } from "../lib/errors";

export const sharingErrors = defineErrors({
  nothing: { code: "not_found", message: "Nothing that can be shown is at this address." },
  noAgent: { code: "not_found", message: "There is no such agent." },
});
