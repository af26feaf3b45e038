import { join } from "node:path";
import { lookOf, renderVideo } from "../avatar/renderVideo.ts";
import { Deliveries } from "../media/deliveries.ts";
import type { Outside } from "../outside/outside.ts";
import { RecordFolder } from "../recordFolder.ts";
import type { Speaker } from "../speech/speaker.ts";
import { Personas } from "./personasApi.ts";
import {
  type Manner,
  type RenderRecord,
  type ReplicaRecord,
  vPersonaRecord,
  vRenderRecord,
  vReplicaRecord,
} from "./records.ts";
import type { Drawing } from "./rendering.ts";
import { Renders } from "./renders.ts";
import { Replicas } from "./replicas.ts";
import { replicasApi } from "./replicasApi.ts";
import { tavusApi } from "./tavusApi.ts";
import { tavusFiles } from "./tavusFiles.ts";
import { videoPresenter, videosApi } from "./videosApi.ts";

export type TavusOptions = {
  folder: string;
  apiKey: string;
  ffmpegPath: string;
  speaker: Speaker;
  outside: Outside;
  /** The front server's port, once it listens. */
  ownPort(): number;
  log(line: string): void;
  /** Shorter pauses between tries of a callback, for tests. */
  firstPauseMs?: number;
  /** How many videos are made at a time. */
  parallel?: number;
  /** What finished videos may take on disk before the oldest go. */
  maxBytes?: number;
  /** What draws; a test may have something that is quick. */
  drawing?: Drawing;
};

const idOf = ({ id }: { id: string }) => id;

/** A thousand videos of a minute. They are fetched as soon as they are there, and kept for a day. */
const MAX_BYTES = 4 * 2 ** 30;

/** All of Tavus' stand-in: what it keeps, what it makes, and how it answers. */
export function standInForTavus(options: TavusOptions) {
  const { folder, apiKey, ffmpegPath, speaker, outside, ownPort, log } = options;
  const callbacks = new Deliveries({
    log,
    firstPauseMs: options.firstPauseMs,
    post: ({ url, body }, signal) => outside.post(url, body, signal),
  });
  const replicas = new Replicas({
    ...{ speaker, outside, ffmpegPath, log },
    records: new RecordFolder(join(folder, "replicas"), vReplicaRecord, idOf),
    samplesFolder: join(folder, "samples"),
    tell: (record) => tell(replicas, record, () => JSON.stringify(replicaCallback(record))),
  });
  const renders = new Renders({
    ...{ speaker, outside, ffmpegPath, log },
    records: new RecordFolder(join(folder, "videos"), vRenderRecord, idOf),
    folder: join(folder, "files"),
    drawing: options.drawing ?? { lookOf, renderVideo },
    maxBytes: options.maxBytes ?? MAX_BYTES,
    parallel: options.parallel,
    // Files are fetched by the backend, which runs on this machine and trusts the address that it calls.
    tell: (record) => tell(renders, record, () => JSON.stringify(presentVideo(record))),
  });
  const presentVideo = videoPresenter(renders, () => `http://127.0.0.1:${ownPort()}/local/tavus/files`);
  const personas = new Personas(
    new RecordFolder(join(folder, "personas"), vPersonaRecord, idOf),
    replicas,
    log,
  );

  /** POSTs what was made to who has ordered it, until it is taken. Nobody hears of what is gone meanwhile. */
  function tell<T extends RenderRecord | ReplicaRecord>(
    all: { find(id: string): T | null; update(record: T, changes: Partial<T>): void },
    record: T,
    body: () => string,
  ): void {
    callbacks.add({
      queue: record.id,
      what: `${record.status} for ${record.id}`,
      request: () =>
        all.find(record.id) && record.callback && { url: record.callback.url, headers: {}, body: body() },
      taken: () =>
        all.update(record, { callback: { ...record.callback!, told: true } } as unknown as Partial<T>),
    });
  }

  return {
    answer: tavusApi({
      apiKey,
      videos: videosApi(renders, replicas, presentVideo),
      replicas: replicasApi(replicas),
      personas: personas.answer,
      files: tavusFiles(renders),
    }),
    /** How a replica speaks, also where no video is made of it; null for an id that is none, or not ready. */
    mannerOf: (replicaId: string): Manner | null =>
      (replicas.stock.find(({ id }) => id === replicaId) ?? replicas.find(replicaId))?.manner ?? null,
    /** Goes on with what the last process has left. */
    start(): void {
      replicas.start();
      renders.start();
    },
    async stop(): Promise<void> {
      callbacks.stop();
      await Promise.all([replicas.stop(), renders.stop()]);
    },
  };
}

/** In callbacks a replica is "ready", which is "completed" elsewhere. */
function replicaCallback({ id, status, fault }: ReplicaRecord): object {
  if (status === "error") return { replica_id: id, status, error_message: fault };
  return { replica_id: id, status: "ready" };
}
