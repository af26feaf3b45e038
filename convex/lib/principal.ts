import { type Infer, v } from "convex/values";

/**
 * Who is calling, worked out at the edge from whatever credential came in. Only internal functions take one,
 * so nobody can hand us a principal of their own making. Accounts and devices join this union when they exist.
 */
export const vPrincipal = v.union(
  v.object({
    kind: v.literal("stream"),
    credentialId: v.id("credentials"),
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    streamId: v.id("streams"),
  }),
);

export type Principal = Infer<typeof vPrincipal>;

/** The name under which limits, idempotency keys and log lines know a principal, whichever credential it showed. */
export function nameOfPrincipal(principal: Principal): string {
  return `agent:${principal.agentId}`;
}
