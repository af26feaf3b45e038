import * as z from "zod";
import { callTavus, parseTavus, TavusError } from "../lib/tavus.client";
import type { Options } from "./videos.values";

/** A render at the provider, as it tells of it. */
export interface Render {
  externalId: string;
  state: "working" | "ready" | "failed";
  /** 0 to 1, where the provider says. */
  progress: number | null;
  /** Why it failed, in the provider's words; they are shown as text and hold no addresses. */
  fault: string | null;
  /** Where the finished file is. It never leaves this backend. */
  downloadUrl: string | null;
}

const zRender = z
  .object({
    video_id: z.string().min(1),
    video_name: z.string().nullish(),
    status: z.string(),
    download_url: z.string().nullish(),
    generation_progress: z.string().nullish(),
    status_details: z.string().nullish(),
    error_details: z.string().nullish(),
  })
  .transform((given): Render & { name: string | null } => ({
    externalId: given.video_id,
    name: given.video_name ?? null,
    state:
      given.status === "ready"
        ? "ready"
        : given.status === "error" || given.status === "deleted"
          ? "failed"
          : "working",
    progress: progressOf(given.generation_progress ?? ""),
    fault: withoutAddresses(given.error_details || given.status_details || "") || null,
    downloadUrl: given.download_url || null,
  }));

/** `37/100` */
function progressOf(text: string): number | null {
  const [, done, all] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  return done && Number(all) > 0 ? Math.min(1, Number(done) / Number(all)) : null;
}

const withoutAddresses = (text: string): string =>
  text
    .replace(/\b\w+:\/\/\S+/g, "…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);

export interface Order {
  /** What the render is called at the provider, so that it is found again when the answer to its order gets lost. */
  name: string;
  replicaId: string;
  script: string;
  callbackUrl: string;
  options: Options;
  /** Whose face a draft draws, whichever voice it has. */
  host: string;
  /** Whether the replica calls itself a draft: those draw themselves, and take what there are no fields for elsewhere. */
  isDraft: boolean;
}

/** Orders a render; answers its id at the provider. Each call is an order of its own and is charged. */
export async function orderRender(order: Order): Promise<string> {
  const made = await callTavus("POST", "/videos", {
    replica_id: order.replicaId,
    script: order.script,
    video_name: order.name,
    callback_url: order.callbackUrl,
    ...(order.isDraft
      ? { properties: propertiesOf(order) }
      : order.options.background !== null && { background_source_url: order.options.background }),
  });
  if (made === null) throw new TavusError("The voice is not there at the provider any more.", true);
  return parseTavus(z.object({ video_id: z.string().min(1) }), made, "POST /videos").video_id;
}

/** What Tavus has no fields for, and its stand-in has. */
function propertiesOf({ host, options: { background, aspectRatio, captions } }: Order): object {
  return {
    host,
    aspect_ratio: aspectRatio,
    captions,
    ...(background !== null && { background }),
  };
}

/** How far a render is, or null when it is not there, or no longer. */
export async function findRender(externalId: string): Promise<Render | null> {
  const found = await callTavus("GET", `/videos/${encodeURIComponent(externalId)}`);
  return found === null ? null : withoutName(parseTavus(zRender, found, "GET /videos"));
}

const PAGE = 100;
/** What was ordered minutes ago is among the newest. */
const MAX_PAGES = 5;

/** The render of this name, which an order made whose answer got lost; null when there is none. */
export async function findRenderNamed(name: string): Promise<Render | null> {
  const zList = z.object({ data: z.array(zRender) });
  for (let page = 1; page <= MAX_PAGES; page++) {
    const answer = await callTavus("GET", `/videos?limit=${PAGE}&page=${page}`);
    const { data } = parseTavus(zList, answer, "GET /videos");
    const found = data.find((render) => render.name === name && render.state !== "failed");
    if (found) return withoutName(found);
    if (data.length < PAGE) return null;
  }
  return null;
}

/** Removes a render and its files. One that is already gone is fine. */
export async function removeRender(externalId: string): Promise<void> {
  await callTavus("DELETE", `/videos/${encodeURIComponent(externalId)}?hard=true`);
}

function withoutName({ name: _, ...render }: Render & { name: string | null }): Render {
  return render;
}
