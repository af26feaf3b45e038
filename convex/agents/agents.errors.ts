import { defineErrors } from "../lib/errors";

export const agentErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such agent." },
  gone: { code: "gone", message: "This agent has been deleted." },
});
