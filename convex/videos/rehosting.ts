"use node";

import { createHash } from "node:crypto";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { internalAction } from "../lib/functions";
import { fetchRender } from "./files.client";
import { findRender } from "./renders.client";
import type { Found } from "./steps.model";
import { findUpload, uploadVideo } from "./uploads.client";
import { attempt, type ClaimedStep } from "./work";

/** Fetches the finished file, checks it, and brings it to where it is played from. */
export const run = internalAction({
  args: { jobId: v.id("videoJobs") },
  returns: v.null(),
  handler: async (ctx, { jobId }): Promise<null> => {
    const claimed: ClaimedStep | null = await ctx.runMutation(internal.videos.work.claim, { jobId });
    if (claimed) await attempt(ctx, claimed, rehost);
    return null;
  },
});

async function rehost(ctx: ActionCtx, claimed: ClaimedStep): Promise<Found> {
  const { jobId, name, externalId, wasFetched } = claimed;
  // Asked for anew: addresses of files are good for a while only.
  const render = externalId === null ? null : await findRender(externalId);
  if (!render?.downloadUrl || render.state !== "ready") return { kind: "render", render: null };
  const file = await fetchRender(render.downloadUrl);
  if (file.kind === "failed") return { kind: "failed", cause: file.cause, isFinal: false };
  if (file.kind === "bad") return { kind: "badFile", cause: file.cause };
  const fileHash = createHash("sha256").update(file.bytes).digest("hex");
  const isMine: boolean = await ctx.runMutation(internal.videos.work.noteFetched, {
    ...{ jobId, attempt: claimed.attempt, fileHash },
  });
  if (!isMine) return { kind: "looked" };
  const known = wasFetched ? await findUpload(`${name}.mp4`) : null;
  const uid = known ?? (await uploadVideo(new Blob([file.bytes], { type: "video/mp4" }), `${name}.mp4`));
  return { kind: "uploaded", uid, fileHash };
}
