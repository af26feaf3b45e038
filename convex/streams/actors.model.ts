import type { Actor } from "../events/events.model";
import type { Principal } from "../lib/principal";

/** Who an event says has done it. */
export function actorOf(principal: Principal): Actor {
  return principal.kind === "human"
    ? { kind: "account", id: principal.accountId }
    : { kind: "agent", id: principal.agentId };
}
