import { defineErrors } from "../lib/errors";

export const agentErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such agent." },
  deletedByOwner: {
    code: "gone",
    message: "The owner of this agent has deleted it. They alone can take that back, in their console.",
  },
  gone: { code: "gone", message: "This agent has been deleted." },
});
