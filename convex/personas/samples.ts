"use node";
import { v } from "convex/values";
import { internalAction } from "../lib/functions";
import { callOutside, type OutboundFault } from "../lib/outbound.client";
import { MAX_SAMPLE_BYTES, measureSample, SAMPLE_FAULTS } from "./samples.model";

/** A sample of ten minutes over a slow line. */
const TIMEOUT_MS = 60_000;

/** What another try may mend. All else is for whoever gave the address. */
const PASSING: readonly OutboundFault[] = ["unresolved", "unreachable", "timeout", "broken"];

/** Fetches the sample of a voice from where somebody said it is: once, and through the rules for such addresses. */
export const fetchSample = internalAction({
  args: { url: v.string() },
  returns: v.union(
    v.object({ kind: v.literal("sample"), storageId: v.id("_storage"), hash: v.string() }),
    v.object({ kind: v.literal("refused"), code: v.string(), cause: v.string() }),
    v.object({ kind: v.literal("failed"), cause: v.string() }),
  ),
  handler: async (ctx, { url }) => {
    const answer = await callOutside({
      url,
      method: "GET",
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_SAMPLE_BYTES + 1,
    });
    if (answer.kind === "failed") {
      if (PASSING.includes(answer.fault))
        return failed(`The sample's address did not answer (${answer.fault}).`);
      return refused("url_forbidden", `The sample's address is not called from here (${answer.fault}).`);
    }
    const { status, bytes, isWhole } = answer;
    if (status >= 500 || status === 429) return failed(`The sample's address answered ${status}.`);
    if (status !== 200)
      return refused("not_found", `The sample's address answered ${status}; redirects are not followed.`);
    if (bytes.byteLength > MAX_SAMPLE_BYTES)
      return refused("payload_too_large", SAMPLE_FAULTS.payload_too_large);
    if (!isWhole) return failed("The sample's address stopped answering halfway.");
    const measured = measureSample(bytes);
    if (typeof measured === "string") return refused(measured, SAMPLE_FAULTS[measured]);
    const blob = new Blob([bytes.slice()], { type: measured.contentType });
    return { kind: "sample" as const, storageId: await ctx.storage.store(blob), hash: measured.hash };
  },
});

const refused = (code: string, cause: string) => ({ kind: "refused" as const, code, cause });
const failed = (cause: string) => ({ kind: "failed" as const, cause });
