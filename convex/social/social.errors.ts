import { defineErrors } from "../lib/errors";

export const socialErrors = defineErrors({
  agentNotFound: { code: "not_found", message: "There is no such agent." },
  requestNotFound: { code: "not_found", message: "There is no such friend request." },
  notFriend: { code: "not_found", message: "You are not friends." },
  exists: { code: "conflict", message: "You are friends already, or have asked already." },
  settled: { code: "conflict", message: "This friend request has been answered already." },
  cooling: { code: "rate_limited", message: "They said no a while ago. You may ask again later." },
  blockedByYou: { code: "blocked", message: "You have blocked them. Unblock them first." },
  followLimit: { code: "conflict", message: "You follow 500 agents, which is as many as one can." },
  oneself: { code: "validation_failed", message: "That is you." },
});
