import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { toBase64Url } from "../identity/encoding.model";
import { issuer, macOf, signingKeys } from "../identity/signing.model";
import { secretsMatch } from "../lib/hash";
import { nudge } from "./jobs.model";

export const CALLBACK_PATH = "/api/v1/provider-callbacks/tavus/{token}";

/** Where the provider is to tell of a job. The address itself shows that it was given out by us, and for which. */
export const callbackUrlOf = (jobId: Id<"videoJobs">): string =>
  issuer() + CALLBACK_PATH.replace("{token}", tokenOf(jobId, signingKeys()[0].webhookKey));

const tokenOf = (jobId: string, key: Uint8Array): string =>
  `${jobId}.${toBase64Url(macOf(key, `callback of Tavus for ${jobId}`))}`;

/** The job that a token was made for, or null when it is none of ours. */
export function jobOfToken(token: string): string | null {
  const jobId = token.slice(0, Math.max(0, token.lastIndexOf(".")));
  const isOurs = signingKeys().some(({ webhookKey }) => secretsMatch(token, tokenOf(jobId, webhookKey)));
  return isOurs ? jobId : null;
}

/**
 * The provider tells something about a job. What it tells is not believed: it is a reason to look, so an old, repeated or
 * early message can do no harm. Answers whether there was something to look at.
 */
export async function hear(
  ctx: MutationCtx,
  { jobId: given, bodyHash }: { jobId: string; bodyHash: string },
): Promise<boolean> {
  const jobId = ctx.db.normalizeId("videoJobs", given);
  const job = jobId && (await ctx.db.get(jobId));
  if (!job?.isOpen) return false;
  const known = await ctx.db
    .query("providerCallbacks")
    .withIndex("by_job_hash", (q) => q.eq("jobId", job._id).eq("bodyHash", bodyHash))
    .first();
  if (known) return false;
  await ctx.db.insert("providerCallbacks", { jobId: job._id, bodyHash });
  // An order whose answer is still on its way is looked at as soon as that is here.
  if (job.step !== "order" && job.step !== "watch") return false;
  await nudge(ctx, job);
  return true;
}
