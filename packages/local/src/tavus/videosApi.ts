import { z } from "zod";
import { readAddress } from "../outside/rules.ts";
import { ASPECT_RATIOS, type RenderRecord } from "./records.ts";
import { badRequest, pageOf, Refusal, readBody, unknownId, wrongMethod } from "./refusal.ts";
import type { Renders } from "./renders.ts";
import type { Replicas } from "./replicas.ts";
import type { Branch } from "./tavusApi.ts";

const MAX_SCRIPT = 20_000;

export const vAddress = z
  .string()
  .refine((text) => text === "" || readAddress(text) !== null, "must be an http(s) address")
  .nullish();

const vName = z.string().trim().min(1).max(200);
const vRename = z.object({ video_name: vName });

/** What Tavus has no fields for. Its own properties are of backgrounds that are recorded from websites. */
const vProperties = z.object({
  aspect_ratio: z.enum(ASPECT_RATIOS).default("16:9"),
  captions: z.boolean().default(false),
  /** A colour, or the address of a picture. */
  background: z
    .string()
    .refine(
      (text) => /^#[0-9a-f]{6}$/i.test(text) || readAddress(text) !== null,
      "must be a colour such as #1a2b3c, or the address of a picture",
    )
    .nullable()
    .default(null),
  /** Whose face is drawn and whose name is shown, when it is not the replica's. */
  host: z.string().trim().min(1).max(100).optional(),
});

const vOrder = z.object({
  replica_id: z.string("is required").min(1),
  script: z.string().max(MAX_SCRIPT, `may have ${MAX_SCRIPT} characters at most`).optional(),
  video_name: vName.nullish(),
  callback_url: vAddress,
  properties: vProperties.prefault({}),
});

/** What cannot be done here. Passing it over in silence would make another video than the one that was ordered. */
const NOT_OFFERED = [
  ...["audio_url", "background_url", "background_source_url"],
  ...["watermark_url", "watermark_image_url", "transparent_background"],
];
const vNotOffered = z.looseObject({});

/** Videos: order, list, get, rename, delete. */
export function videosApi(
  renders: Renders,
  replicas: Replicas,
  present: (record: RenderRecord) => object,
): Branch {
  return async (req, [id, what, ...more], query) => {
    if (more.length > 0) return undefined;
    if (id === undefined) {
      if (req.method === "POST") return await order(req);
      if (req.method !== "GET") throw wrongMethod();
      const { items, total } = pageOf(renders.list(), query);
      return { data: items.map(present), total_count: total };
    }
    const record = renders.find(id);
    if (what === "name") {
      if (req.method !== "PATCH") throw wrongMethod();
      if (!record) throw unknownId("video_id");
      renders.update(record, { name: (await readBody(req, vRename)).video_name });
      return null;
    }
    if (what !== undefined) return undefined;
    if (req.method !== "GET" && req.method !== "DELETE") throw wrongMethod();
    if (!record) throw unknownId("video_id");
    if (req.method === "GET") return present(record);
    renders.remove(record);
    return null;
  };

  async function order(req: Parameters<Branch>[0]): Promise<unknown> {
    const body = await readBody(req, z.intersection(vOrder, vNotOffered));
    for (const field of NOT_OFFERED)
      if ((body as Record<string, unknown>)[field]) throw badRequest(`${field} is not supported here`);
    const { replica_id: replicaId, script, video_name: name, callback_url: callbackUrl, properties } = body;
    if (!script?.trim()) throw badRequest("Invalid script: it is required");
    const stock = replicas.findStock(replicaId);
    const own = replicas.find(replicaId);
    if (!stock && !own) throw unknownId("replica_id");
    const manner = stock?.manner ?? own?.manner;
    if (!manner) throw badRequest("Invalid replica_id: its training is not completed");
    const { aspect_ratio: aspectRatio, captions, background, host } = properties;
    const record = renders.create({
      ...{ replicaId, script, manner, aspectRatio, captions, background },
      host: host ?? (stock ?? own)!.name,
      name: name ?? null,
      callbackUrl: callbackUrl || null,
    });
    if (!record) throw new Refusal(429, "Too many videos are waiting. Please try again later.");
    const { video_id, video_name, status, hosted_url, created_at } = present(record) as PresentedVideo;
    return { video_id, video_name, status, hosted_url, created_at };
  }
}

export type PresentedVideo = ReturnType<ReturnType<typeof videoPresenter>>;

/** A video as the API shows it. `filesUrl` is where `tavusFiles` answers, without a trailing slash. */
export function videoPresenter(renders: Renders, filesUrl: () => string) {
  return (record: RenderRecord) => {
    const { id, name, status, details, script, replicaId, token, createdAt, updatedAt } = record;
    const isReady = status === "ready";
    const base = `${filesUrl()}/${token}`;
    return {
      video_id: id,
      video_name: name,
      status,
      data: { script },
      replica_id: replicaId,
      download_url: isReady ? `${base}/video.mp4` : null,
      stream_url: null,
      hosted_url: `${base}/`,
      status_details: details,
      error_details: status === "error" ? details : null,
      generation_progress: percent(renders.progressOf(record)),
      still_image_thumbnail_url: isReady ? `${base}/thumbnail.jpg` : null,
      gif_thumbnail_url: null,
      created_at: new Date(createdAt).toUTCString(),
      updated_at: new Date(updatedAt).toUTCString(),
    };
  };
}

export const percent = (share: number) => `${Math.floor(share * 100)}/100`;
