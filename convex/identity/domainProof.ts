"use node";
import { v } from "convex/values";
import { internalAction } from "../lib/functions";
import { openResolver } from "../lib/nameService.client";
import { callOutside } from "../lib/outbound.client";
import { type Found, linesOfFile } from "./domainProof.model";

const TIMEOUT_MS = 8_000;
/** Room for a page of proofs, no more than a packet or two. */
const MAX_BYTES = 4096;
const MAX_RECORDS = 50;

const vFound = v.union(
  v.object({ kind: v.literal("lines"), lines: v.array(v.string()) }),
  v.object({ kind: v.literal("nothing"), why: v.string() }),
);

/** Looks up what a domain publishes for a claim. It tells what is there; whether it is right, others decide. */
export const look = internalAction({
  args: { place: v.string() },
  returns: vFound,
  handler: async (_ctx, { place }) =>
    place.startsWith("https://") ? await lookForFile(place) : await lookForRecord(place),
});

async function lookForFile(url: string): Promise<Found> {
  const answer = await callOutside({ url, method: "GET", timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  return linesOfFile(answer);
}

async function lookForRecord(name: string): Promise<Found> {
  const resolver = openResolver();
  const timer = setTimeout(() => resolver.cancel(), TIMEOUT_MS);
  try {
    const records = await resolver.resolveTxt(name);
    // A text of more than 255 bytes comes in pieces.
    return { kind: "lines", lines: records.slice(0, MAX_RECORDS).map((pieces) => pieces.join("").trim()) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const none = code === "ENOTFOUND" || code === "ENODATA";
    return { kind: "nothing", why: none ? "there is no such record" : "the name service gave no answer" };
  } finally {
    clearTimeout(timer);
  }
}
