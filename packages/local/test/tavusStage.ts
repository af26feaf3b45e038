import { spawn } from "node:child_process";
import { once } from "node:events";
import { rename } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { Drawing } from "../src/tavus/rendering.ts";
import { TAVUS_KEY, until } from "./stage.ts";

export type TavusVideo = {
  video_id: string;
  video_name: string;
  replica_id: string;
  status: "queued" | "generating" | "ready" | "error";
  status_details: string;
  generation_progress: string;
  download_url: string | null;
  still_image_thumbnail_url: string | null;
  hosted_url: string;
};
export type TavusReplica = {
  replica_id: string;
  status: string;
  error_message: string | null;
  training_progress: string;
};

/** Tavus' API of a front server, as the backend calls it. */
export class TavusClient {
  readonly #url: string;

  constructor(origin: string) {
    this.#url = `${origin}/local/tavus/v2`;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { "x-api-key": TAVUS_KEY },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === "" ? null : JSON.parse(text)) as T };
  }

  /** The ids of the built-in replicas. */
  async stock(): Promise<string[]> {
    const { body } = await this.call<{ data: TavusReplica[] }>(
      "GET",
      "/replicas?replica_type=system&limit=9",
    );
    return body.data.map(({ replica_id }) => replica_id);
  }

  async order(order: object): Promise<TavusVideo> {
    const { status, body } = await this.call<TavusVideo>("POST", "/videos", order);
    if (status !== 200) throw new Error(`the order was answered ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async video(id: string): Promise<TavusVideo | null> {
    const { status, body } = await this.call<TavusVideo>("GET", `/videos/${id}`);
    return status === 200 ? body : null;
  }

  untilVideo(id: string, status: TavusVideo["status"], withinMs = 60_000): Promise<TavusVideo> {
    const look = async () => {
      const video = await this.video(id);
      if (video?.status === "error" && status !== "error") throw new Error(video.status_details);
      return video?.status === status ? video : null;
    };
    return until(`the video is ${status}`, look, withinMs);
  }
}

/** Who orders videos, and is told of them. What it answers next stands in `refuse`; 200 once that is empty. */
export function aReceiver() {
  const told: Record<string, string>[] = [];
  const refuse: number[] = [];
  const server: Server = createServer((req, res) => {
    let text = "";
    req.on("data", (bytes) => {
      text += bytes;
    });
    req.on("end", () => {
      const status = refuse.shift() ?? 200;
      if (status === 200) told.push(JSON.parse(text) as Record<string, string>);
      res.writeHead(status).end();
    });
  });
  return { server, told, refuse };
}

/** Draws nothing: a test picture for as long as the speech is, which is enough where the line is what matters. */
export const quickDrawing: Drawing = {
  lookOf: (seed) => ({ seed }) as unknown as ReturnType<Drawing["lookOf"]>,
  renderVideo: async ({ speech }, { ffmpegPath, file, signal, onProgress }) => {
    onProgress?.(0.5);
    const child = spawn(
      ffmpegPath,
      [
        ...["-loglevel", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=5"],
        ...["-t", speech.durationS.toFixed(2), "-preset", "ultrafast", "-f", "mp4", `${file}.part`],
      ],
      { signal, killSignal: "SIGKILL" },
    );
    await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    signal?.throwIfAborted();
    await rename(`${file}.part`, file);
    return { durationS: speech.durationS };
  },
};

/** A sound file made by ffmpeg's own sources. */
export async function aSound(source: string, seconds: number, format = "wav"): Promise<Buffer> {
  const child = spawn("ffmpeg", [
    ...["-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", source],
    ...["-t", String(seconds), "-ar", "16000", "-ac", "1", "-f", format, "pipe:1"],
  ]);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => chunks.push(bytes));
  await once(child, "close");
  return Buffer.concat(chunks);
}
