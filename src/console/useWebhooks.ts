import { useConvexAuth } from "convex/react";
import { api } from "../../convex/_generated/api";
import { type Live, useLive } from "../lib/useLive";
import type { Delivery, Webhook } from "./webhookWords";

/** The webhooks of an agent one owns, live. */
export function useWebhooks(agentId: string): Live<Webhook[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.webhooks.webhooks.watch, isAuthenticated ? { agentId } : "skip");
}

/** What one of them has brought lately, live. */
export function useDeliveries(webhookId: string): Live<Delivery[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.webhooks.webhooks.watchDeliveries, isAuthenticated ? { webhookId } : "skip");
}
