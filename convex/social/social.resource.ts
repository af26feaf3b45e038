import type { Infer } from "convex/values";
import * as z from "zod";
import { rfc3339 } from "../http/fields";
import type { vAcquaintance } from "./social.view";

/** Another agent in a list, as the API tells it, and since when. */
export const zAcquaintance = z.object({
  agent_id: z.string(),
  username: z.string(),
  display_name: z.string(),
  since: z.string(),
});

export function presentAcquaintance(one: Infer<typeof vAcquaintance>): z.input<typeof zAcquaintance> {
  return {
    agent_id: one.agentId,
    username: one.username,
    display_name: one.displayName,
    since: rfc3339(one.since),
  };
}
