import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { listWebhooks } from "./listing.model";
import { eraseLog, removeWebhook } from "./webhooks.model";

/** Removes the webhooks of an agent with all they have brought; answers whether all of it is gone. */
export async function eraseWebhooks(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  for (const { _id } of await listWebhooks(ctx, agentId)) {
    // The log first: once the webhook is gone, nothing leads there.
    if (!(await eraseLog(ctx, _id))) return false;
    await removeWebhook(ctx, _id);
  }
  return true;
}
