"use node";
import type { FunctionReturnType } from "convex/server";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { pushKeys } from "../lib/env";
import { internalAction } from "../lib/functions";
import { callOutside } from "../lib/outbound.client";
import { writePush } from "./pushWords.model";
import { heldUntil } from "./quiet.model";
import { encryptFor, vapidHeader } from "./webPush.client";

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1024;
/** Push services keep what a browser that is away has not fetched for so long. Live news are old by then. */
const TTL_S = 4 * 60 * 60;
/** So many browsers are called at once. */
const MAX_AT_ONCE = 16;

type Load = NonNullable<FunctionReturnType<typeof internal.notices.push.load>>;
type Browser = Load["subscriptions"][number];

/** Brings pushes to their browsers, each when its human wants it. */
export const send = internalAction({
  args: { pushIds: v.array(v.id("pushes")) },
  returns: v.null(),
  handler: async (ctx, { pushIds }): Promise<null> => {
    const waiting = [...pushIds];
    const next = async () => {
      for (let id = waiting.shift(); id; id = waiting.shift()) await sendOne(ctx, id);
    };
    await Promise.all(Array.from({ length: MAX_AT_ONCE }, next));
    return null;
  },
});

async function sendOne(ctx: ActionCtx, pushId: Id<"pushes">): Promise<void> {
  const load: Load | null = await ctx.runQuery(internal.notices.push.load, { pushId });
  if (!load) return;
  const until = heldUntil(load.preferences, load.since, Date.now());
  if (until !== null) return void (await ctx.runMutation(internal.notices.push.hold, { pushId, until }));
  const message = writePush(load.notices);
  const text = message && JSON.stringify(message);
  const answers = await Promise.all(
    load.subscriptions.map(async (browser) => ({
      browser,
      outcome: text === null ? ("sent" as const) : await push(browser, text),
    })),
  );
  await ctx.runMutation(internal.notices.push.settle, {
    pushId,
    sent: load.notices.map(({ noticeId }) => noticeId),
    gone: answers.filter(({ outcome }) => outcome === "gone").map(({ browser }) => browser.id),
    failed: answers.some(({ outcome }) => outcome === "failed"),
  });
}

/**
 * Encrypts a message for one browser and hands it to the push service that the browser has named. That address is
 * somebody else's, so it is called like every other foreign one.
 */
async function push({ endpoint, p256dh, auth }: Browser, text: string): Promise<"sent" | "gone" | "failed"> {
  const keys = pushKeys();
  if (!keys) return "sent"; // Without keys nothing can be sent, now or later.
  const body = encrypted({ endpoint, p256dh, auth }, text);
  if (!body) return "gone";
  const answer = await callOutside({
    ...{ url: endpoint, method: "POST", timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES, body },
    headers: {
      Authorization: vapidHeader(endpoint, keys, Date.now()),
      "Content-Encoding": "aes128gcm",
      "Content-Type": "application/octet-stream",
      TTL: `${TTL_S}`,
    },
  });
  if (answer.kind === "failed") return "failed";
  if (answer.status === 404 || answer.status === 410) return "gone";
  if (answer.status < 300) return "sent";
  // 413, 400 and the like will not go better later.
  return answer.status === 429 || answer.status >= 500 ? "failed" : "sent";
}

/** Null for a key that is no point of the curve: no browser has made it. */
function encrypted(browser: Parameters<typeof encryptFor>[0], text: string) {
  try {
    return encryptFor(browser, text);
  } catch {
    return null;
  }
}
