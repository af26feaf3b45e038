import * as z from "zod";
import { internal } from "../_generated/api";
import { MAX_BODY_BYTES } from "../http/input";
import type { ApiRouter, Caller } from "../http/route";
import { sha256Hex } from "../lib/hash";
import { CALLBACK_PATH, jobOfToken } from "./callbacks.model";
import { videoErrors } from "./videos.errors";

interface Told {
  jobId: string;
  bodyHash: string;
}

/** Whoever was given the address of a job's callbacks, with the hash of what they say, letter by letter. */
const toldByTavus: Caller<Told, { token: string }> = {
  kind: "anyone",
  who: "the provider, at an address that it was given",
  errors: ["not_found"],
  nameOf: () => "tavus",
  async admit(_ctx, request, { token }) {
    const jobId = jobOfToken(token);
    const isShort = Number(request.headers.get("content-length") ?? 0) <= MAX_BODY_BYTES;
    if (jobId === null || !isShort) throw videoErrors.noJob();
    return { jobId, bodyHash: sha256Hex(await request.clone().text()) };
  },
};

export function registerCallbackRoutes(api: ApiRouter) {
  api.post(CALLBACK_PATH, {
    id: "receiveTavus",
    tag: "webhooks",
    summary: "Tavus tells that a render is ready, or has failed",
    description: "What it says is not believed: it is a reason to look at the render now.",
    caller: toldByTavus,
    limits: [],
    unknownFields: "ignore",
    idempotency: "none",
    body: z.object({}),
    reply: { status: 200, shape: z.object({ outcome: z.enum(["looked", "ignored"]) }) },
    errors: [],
    async run(ctx, { principal }) {
      const isHeard: boolean = await ctx.runMutation(internal.videos.callbacks.hear, { ...principal });
      return { outcome: isHeard ? ("looked" as const) : ("ignored" as const) };
    },
  });
}
