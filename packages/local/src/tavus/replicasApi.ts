import { z } from "zod";
import type { ReplicaRecord } from "./records.ts";
import { badRequest, pageOf, readBody, unknownId, wrongMethod } from "./refusal.ts";
import type { Replicas, StockReplica } from "./replicas.ts";
import type { Branch } from "./tavusApi.ts";
import { percent, vAddress } from "./videosApi.ts";

const vName = z.string().trim().min(1).max(200);
const vRename = z.object({ replica_name: vName });
const vOrder = z.object({
  train_video_url: vAddress,
  train_audio_url: vAddress,
  train_image_url: z.unknown().optional(),
  replica_name: vName.nullish(),
  callback_url: vAddress,
});

/** What every replica here says of itself: drawn and spoken by this machine, and like nobody. */
export const MODEL = "molt-draft";

/** Replicas: make one from a sample, list, get, rename, delete. */
export function replicasApi(replicas: Replicas): Branch {
  const present = presenterOf(replicas);
  return async (req, [id, what, ...more], query) => {
    if (more.length > 0) return undefined;
    if (id === undefined) {
      if (req.method === "POST") return await order(req);
      if (req.method !== "GET") throw wrongMethod();
      const { items, total } = pageOf(selected(query), query);
      return { data: items, total_count: total };
    }
    const own = replicas.find(id);
    if (what === "name") {
      if (req.method !== "PATCH") throw wrongMethod();
      if (!own) throw unknownId("replica_id");
      replicas.update(own, { name: (await readBody(req, vRename)).replica_name });
      return null;
    }
    if (what !== undefined) return undefined;
    if (req.method !== "GET" && req.method !== "DELETE") throw wrongMethod();
    const stock = replicas.findStock(id);
    if (req.method === "GET" && stock) return presentStock(stock);
    if (!own) throw unknownId("replica_id");
    if (req.method === "GET") return present(own);
    replicas.remove(own);
    return null;
  };

  async function order(req: Parameters<Branch>[0]): Promise<unknown> {
    const body = await readBody(req, vOrder);
    if (body.train_image_url) throw badRequest("train_image_url is not supported here");
    const sampleUrl = body.train_video_url || body.train_audio_url;
    if (!sampleUrl) throw badRequest("Invalid train_video_url");
    const { id, status } = replicas.create({
      ...{ sampleUrl, name: body.replica_name ?? null, callbackUrl: body.callback_url || null },
    });
    return { replica_id: id, status };
  }

  function selected(query: URLSearchParams): object[] {
    const type = query.get("replica_type");
    if (type !== null && type !== "user" && type !== "system") throw badRequest("Invalid replica_type");
    const ids = query.get("replica_ids")?.split(",");
    const isWanted = ({ id }: { id: string }) => !ids || ids.includes(id);
    return [
      ...(type === "system" ? [] : replicas.list().filter(isWanted).map(present)),
      ...(type === "user" ? [] : replicas.stock.filter(isWanted).map(presentStock)),
    ];
  }
}

function presenterOf(replicas: Replicas) {
  return (record: ReplicaRecord) => ({
    replica_id: record.id,
    replica_name: record.name,
    thumbnail_video_url: null,
    training_progress: percent(replicas.progressOf(record)),
    status: record.status,
    error_message: record.fault,
    created_at: new Date(record.createdAt).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
    replica_type: "user",
    model_name: MODEL,
  });
}

/** There since before this instance was. */
const STOCK_SINCE = "2026-01-01T00:00:00.000Z";

function presentStock({ id, name }: StockReplica) {
  return {
    replica_id: id,
    replica_name: name,
    thumbnail_video_url: null,
    training_progress: "100/100",
    status: "completed",
    error_message: null,
    created_at: STOCK_SINCE,
    updated_at: STOCK_SINCE,
    replica_type: "system",
    model_name: MODEL,
  };
}
