import { z } from "zod";
import type { VideoWebhook } from "../videos/videoWebhook.ts";
import { notFound, readBody, wrongMethod } from "./envelope.ts";
import type { Branch } from "./streamApi.ts";

const vWish = z.object({ notificationUrl: z.url({ protocol: /^https?$/ }).max(2000) });

/** The account's webhook for videos: set, read, delete. */
export function webhookApi(webhook: VideoWebhook): Branch {
  return async (req, rest) => {
    if (rest.length > 0) return undefined;
    if (req.method === "PUT") return webhook.subscribe((await readBody(req, vWish)).notificationUrl);
    if (req.method === "DELETE") {
      webhook.unsubscribe();
      return "";
    }
    if (req.method !== "GET") throw wrongMethod();
    if (!webhook.subscription) throw notFound("webhook");
    return webhook.subscription;
  };
}
