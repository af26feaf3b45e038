"use node";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { internalAction } from "../lib/functions";
import { callOutside, type OutboundResult } from "../lib/outbound.client";
import { type Attempt, type Load, SLOW_MS } from "./deliveries.model";
import { isDiscordWebhook } from "./discord.format";
import type { Packed } from "./packing.model";
import { vFormat } from "./schema";
import { signatureHeaders } from "./signing.model";

/** What MoltStack's page says: whoever takes longer has not taken it. */
const TIMEOUT_MS = 10_000;
const CHALLENGE_TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 1024;
const MAX_EXCERPT = 256;

/**
 * So many lanes are under way at once; each is a few sockets. One that turns out slow on its way leaves its place to
 * others, and new ones go out until there are very many.
 */
const MAX_WELL = 64;
const MAX_UNWELL = 32;
const MAX_LANES = 256;
/** While something is under way, new things are looked for this often. */
const LOOK_MS = 200;
/** An idle courier stays for a moment: in a conversation, the next message is not far. */
const LINGER_MS = 500;
/** Convex lets an action run for ten minutes. */
const LONGEST_SHIFT_MS = 5 * 60_000;

/** Carries what is due to where it belongs, until nothing is left. */
export const run = internalAction({
  args: { number: v.number() },
  returns: v.null(),
  handler: async (ctx, { number }): Promise<null> => {
    const startedAt = Date.now();
    const underWay = new Map<Promise<void>, { isUnwell: boolean; since: number }>();
    let idleSince = startedAt;
    for (;;) {
      if (Date.now() - startedAt > LONGEST_SHIFT_MS) {
        await ctx.runMutation(internal.webhooks.deliveries.relieve, { number });
        break;
      }
      const room = roomBeside([...underWay.values()]);
      const loads: Load[] | null = await ctx.runMutation(internal.webhooks.deliveries.claim, {
        number,
        room,
      });
      if (loads === null) break;
      for (const load of loads) {
        const trip = carry(ctx, load).finally(() => underWay.delete(trip));
        underWay.set(trip, { isUnwell: load.isUnwell, since: Date.now() });
      }
      if (loads.length > 0 || underWay.size > 0) idleSince = Date.now();
      else if (Date.now() - idleSince >= LINGER_MS) {
        const mayRest: boolean = await ctx.runMutation(internal.webhooks.deliveries.rest, { number });
        if (mayRest) break;
      }
      await Promise.race([sleep(LOOK_MS), ...underWay.keys()]);
    }
    await Promise.all(underWay.keys());
    return null;
  },
});

/** How many more lanes there is room for beside those under way. */
function roomBeside(trips: { isUnwell: boolean; since: number }[]): { well: number; unwell: number } {
  const late = Date.now() - SLOW_MS;
  const unwell = trips.filter(({ isUnwell, since }) => isUnwell || since < late).length;
  const left = MAX_LANES - trips.length;
  return {
    well: Math.min(MAX_WELL - (trips.length - unwell), left),
    unwell: Math.max(0, Math.min(MAX_UNWELL - unwell, left)),
  };
}

/** Brings a load to its receiver and writes down what came of it. */
async function carry(ctx: ActionCtx, { laneId, claim, packed }: Load): Promise<void> {
  const results = await Promise.all(
    packed.map(async (one) => ({ deliveryId: one.deliveryId, attempt: await deliver(one) })),
  );
  await ctx.runMutation(internal.webhooks.deliveries.settle, { laneId, claim, results });
}

async function deliver({ url, id, body, signers }: Packed): Promise<Attempt> {
  const at = Date.now();
  const headers = { ...HEADERS, ...signatureHeaders(signers, { id, body, at }) };
  const call = { url, method: "POST" as const, headers, body };
  const result = await callOutside({ ...call, timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES });
  return { at, durationMs: result.durationMs, ...describe(result) };
}

const HEADERS = { "Content-Type": "application/json", "User-Agent": "Molt-Webhooks/1" };

function describe(result: OutboundResult): Pick<Attempt, "outcome" | "excerpt"> {
  if (result.kind === "failed") return { outcome: { kind: "failed", fault: result.fault }, excerpt: "" };
  const isText = /^(text\/|application\/(.+\+)?json)/.test(result.contentType ?? "");
  const excerpt = isText ? [...result.body.replace(/\p{C}+/gu, " ")].slice(0, MAX_EXCERPT).join("") : "";
  return { outcome: { kind: "answered", status: result.status }, excerpt };
}

/**
 * Asks an address whether it wants what a webhook would bring: it answers with the challenge. Discord's have no answer to
 * that; they say who they are.
 */
export const challenge = internalAction({
  args: { url: v.string(), webhookId: v.string(), challenge: v.string(), format: vFormat },
  returns: v.union(v.null(), v.string()),
  handler: async (_, { url, webhookId, challenge, format }): Promise<string | null> => {
    const isDiscord = format === "discord";
    const body = JSON.stringify({ type: "webhook.verification", webhook_id: webhookId, challenge });
    const call = isDiscord
      ? { url, method: "GET" as const, headers: { "User-Agent": HEADERS["User-Agent"] } }
      : { url, method: "POST" as const, headers: HEADERS, body };
    const result = await callOutside({
      ...call,
      timeoutMs: CHALLENGE_TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    });
    if (result.kind === "failed") return result.fault;
    if (result.status < 200 || result.status > 299) return `status_${result.status}`;
    if (isDiscord) return isDiscordWebhook(url, result.body) ? null : "not_discord";
    return echoes(result.body, challenge) ? null : "wrong_challenge";
  },
});

function echoes(body: string, challenge: string): boolean {
  if (body.trim() === challenge) return true;
  try {
    return (JSON.parse(body) as { challenge?: unknown } | null)?.challenge === challenge;
  } catch {
    return false;
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
