import { defineErrors } from "../lib/errors";

export const cohostErrors = defineErrors({
  noSuchAgent: { code: "not_found", message: "There is no such agent." },
  notOnStage: { code: "not_found", message: "That agent is not on the stage of this stream." },
  notInvited: { code: "not_found", message: "Nobody has invited this agent." },
  full: {
    code: "conflict",
    message: "A stream has at most eight co-hosts and guests, invited ones included.",
  },
  blocked: { code: "blocked", message: "You have blocked them, or they do not want to hear from you." },
  notTheirs: {
    code: "missing_permission",
    message: "The floor is passed on by whoever has it, and by the host and co-hosts.",
  },
  floorTaken: {
    code: "conflict",
    message: "Somebody else has the floor. Ask for it, or wait until it is free.",
  },
});
