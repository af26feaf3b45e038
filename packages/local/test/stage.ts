import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalEnv, readEnv } from "../src/env.ts";
import { type Local, type LocalOptions, startLocal } from "../src/local.ts";

/** What the stand-in told the backend, and when it arrived. */
export type ReceivedWebhook = {
  type: string;
  uid: string;
  auth: string;
  atMs: number;
  body: Record<string, unknown>;
};

export type Backend = {
  port: number;
  received: ReceivedWebhook[];
  /** What the next webhooks are answered with; 200 once it is empty. */
  refuse: number[];
  /** Answers everything that is no webhook. */
  handle: (req: IncomingMessage, res: ServerResponse) => void;
  server: Server;
};

/** A tiny stand-in for the backend's HTTP actions. */
export async function aBackend(): Promise<Backend> {
  const backend: Backend = {
    port: 0,
    received: [],
    refuse: [],
    handle: (_req, res) => res.writeHead(404).end(),
    server: createServer((req, res) => void serve(req, res)),
  };
  async function serve(req: IncomingMessage, res: ServerResponse) {
    if (req.url !== "/webhooks/cloudflare-stream") return backend.handle(req, res);
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { data: Record<string, string> };
    const { event_type: type = "", input_id: uid = "" } = body.data;
    const status = backend.refuse.shift() ?? 200;
    backend.received.push({
      type,
      uid,
      auth: String(req.headers["cf-webhook-auth"]),
      atMs: Date.now(),
      body,
    });
    res.writeHead(status).end();
  }
  backend.port = await listen(backend.server);
  return backend;
}

export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

export const ACCOUNT = "0123456789abcdef0123456789abcdef";
export const TOKEN = "a-token-for-tests";
export const SECRET = "a-webhook-secret-for-tests";
export const MAIL_KEY = "a-mail-key-for-tests";
export const TAVUS_KEY = "a-tavus-key-for-tests";
export const SPEECH_KEY = "a-speech-key-for-tests";
export const EMBEDDINGS_KEY = "an-embeddings-key-for-tests";

/** What every process of the laptop services is given. */
export const SECRETS = {
  CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
  CLOUDFLARE_API_TOKEN: TOKEN,
  CLOUDFLARE_WEBHOOK_SECRET: SECRET,
  RESEND_API_KEY: MAIL_KEY,
  TAVUS_API_KEY: TAVUS_KEY,
  SPEECH_API_KEY: SPEECH_KEY,
  EMBEDDINGS_API_KEY: EMBEDDINGS_KEY,
};

export type Stage = {
  local: Local;
  env: LocalEnv;
  backend: Backend;
  folder: string;
  url: string;
  rtmp: string;
};

/** A stand-in on random ports with a data folder of its own. */
export async function aStage(
  options: {
    folder?: string;
    backend?: Backend;
    env?: Record<string, string>;
    local?: Partial<LocalOptions>;
  } = {},
): Promise<Stage> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "molt-local-"));
  const backend = options.backend ?? (await aBackend());
  const env = readEnv({
    MOLT_PORT: "0",
    RTMP_PORT: "0",
    MOLT_DATA: folder,
    CONVEX_PORT: String(backend.port),
    CONVEX_SITE_PORT: String(backend.port),
    ...SECRETS,
    MOLT_PUBLIC_URL: "http://localhost:3000",
    ...options.env,
  });
  const local = await startLocal(env, {
    ffmpegPath: "ffmpeg",
    log: () => {},
    webhookFirstPauseMs: 20,
    ...options.local,
  });
  return {
    local,
    env,
    backend,
    folder,
    url: `http://127.0.0.1:${local.port}`,
    rtmp: `rtmp://127.0.0.1:${local.rtmpPort}/live`,
  };
}

export async function strike(stage: Stage): Promise<void> {
  await stage.local.stop();
  stage.backend.server.closeAllConnections();
  stage.backend.server.close();
  rmSync(stage.folder, { recursive: true, force: true });
}

/** A built web client with one page, one hashed script and one picture. */
export function aBuiltClient(folder: string): void {
  const client = join(folder, "build", "client");
  mkdirSync(join(client, "assets"), { recursive: true });
  writeFileSync(join(client, "assets", "app-1a2b3c.js"), `console.log("molt");${" ".repeat(4000)}`);
  writeFileSync(join(client, "favicon.svg"), "<svg/>");
  const inline = "<script>document.documentElement.dataset.theme='dark'</script>";
  writeFileSync(
    join(client, "index.html"),
    `<!doctype html>${inline}<script src="/assets/app-1a2b3c.js"></script>`,
  );
}

/** Stream's API below `/stream`, as the backend calls it. */
export async function callStream<T = ApiVideo>(
  stage: Stage,
  method: string,
  path: string,
  body?: unknown,
  token = TOKEN,
) {
  const response = await fetch(`${stage.url}/local/cloudflare/client/v4/accounts/${ACCOUNT}/stream${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as ApiAnswer<T> };
}

/** The live-inputs API. */
export function callApi(stage: Stage, method: string, path: string, body?: unknown, token = TOKEN) {
  return callStream<ApiInput & { liveInputs: ApiInput[]; total: number }>(
    stage,
    method,
    `/live_inputs${path}`,
    body,
    token,
  );
}

export type ApiAnswer<T> = {
  success: boolean;
  errors: { code: number; message: string }[];
  result: T;
};
export type ApiVideo = {
  uid: string;
  created: string;
  duration: number;
  size: number;
  status: { state: string; errorReasonCode: string };
  readyToStream: boolean;
  liveInput?: string;
  clippedFrom?: string;
  scheduledDeletion: string | null;
  requireSignedURLs: boolean;
  input: { width: number; height: number };
  meta: Record<string, unknown>;
};
export type ApiInput = {
  uid: string;
  enabled: boolean;
  meta: Record<string, unknown>;
  rtmps: { url: string; streamKey: string };
  status: { current: { state: string; reason: string } } | null;
};

export async function anInput(stage: Stage, name = "Ada"): Promise<ApiInput> {
  return (await callApi(stage, "POST", "", { meta: { name }, recording: { mode: "off" } })).body.result;
}

/** An input whose broadcasts are recorded. */
export async function aRecordedInput(stage: Stage, recording: object = {}): Promise<ApiInput> {
  const wish = { meta: { name: "Ada" }, recording: { mode: "automatic", ...recording } };
  return (await callApi(stage, "POST", "", wish)).body.result;
}

/** The videos of an input, newest first. */
export async function videosOf(stage: Stage, uid: string): Promise<ApiVideo[]> {
  return (await callStream<ApiVideo[]>(stage, "GET", `/live_inputs/${uid}/videos`)).body.result;
}

/** Waits for the newest video of an input to be in a state. */
export async function untilVideo(stage: Stage, uid: string, state: string): Promise<ApiVideo> {
  const look = async () => (await videosOf(stage, uid)).find(({ status }) => status.state === state);
  return await until(`a video is ${state}`, look, 20_000);
}

/** What ffmpeg makes of an address: how many pictures it decodes, and how long it is in seconds. */
export async function decode(
  url: string,
  options: string[] = [],
): Promise<{ frames: number; seconds: number; complaints: string }> {
  const child = spawn("ffmpeg", [
    ...["-hide_banner", "-nostats", "-loglevel", "warning", ...options, "-i", url],
    ...["-map", "0:v:0", "-f", "null", "-progress", "pipe:1", "-"],
  ]);
  let progress = "";
  let complaints = "";
  child.stdout.on("data", (bytes) => {
    progress += bytes;
  });
  child.stderr.on("data", (bytes) => {
    complaints += bytes;
  });
  await once(child, "close");
  const last = (name: string) =>
    Number([...progress.matchAll(new RegExp(`${name}=(\\d+)`, "g"))].at(-1)?.[1] ?? 0);
  return { frames: last("frame"), seconds: last("out_time_us") / 1e6, complaints };
}

export type Encoder = {
  child: ChildProcess;
  exited: Promise<number | null>;
  complaint: () => string;
};

/** Pushes a moving test picture with sound, as an agent's ffmpeg does. */
export function anEncoder(
  address: string,
  { gopSeconds = 1, audio = true, seconds = 60, codec = "libx264", size = "320x180" } = {},
): Encoder {
  const rate = 30;
  const child = spawn(
    "ffmpeg",
    [
      ...[
        "-hide_banner",
        "-loglevel",
        "error",
        "-re",
        "-f",
        "lavfi",
        "-i",
        `testsrc=size=${size}:rate=${rate}`,
      ],
      ...(audio ? ["-f", "lavfi", "-i", "sine=frequency=440"] : []),
      ...["-t", String(seconds), "-c:v", codec, "-preset", "ultrafast", "-tune", "zerolatency"],
      ...["-pix_fmt", "yuv420p", "-g", String(rate * gopSeconds), "-c:a", "aac", "-f", "flv", address],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let complaint = "";
  child.stderr!.on("data", (bytes) => {
    complaint += bytes;
  });
  const exited = once(child, "close").then(([code]) => code as number | null);
  return { child, exited, complaint: () => complaint };
}

/** A moving test picture with sound, as a file. */
export async function aVideoFile(
  seconds: number,
  { codec = "libx264", options = [] as string[], format = "mp4", extra = ["-c:a", "aac"] } = {},
): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "molt-video-"));
  const path = join(folder, `video.${format}`);
  try {
    const child = spawn("ffmpeg", [
      ...["-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25"],
      ...["-f", "lavfi", "-i", "sine=frequency=440", "-t", String(seconds)],
      ...["-c:v", codec, "-pix_fmt", "yuv420p", ...options, ...extra, path],
    ]);
    await once(child, "close");
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function stopEncoder(encoder: Encoder): Promise<void> {
  encoder.child.kill("SIGKILL");
  await encoder.exited;
}

/** Waits for something to become true; fails with its description when it does not. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 30_000,
): Promise<NonNullable<Awaited<T>>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as NonNullable<Awaited<T>>;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await sleep(20);
  }
}

export async function playlistOf(stage: Stage, uid: string, query = ""): Promise<string | null> {
  const response = await fetch(`${stage.url}/media/${uid}/manifest/video.m3u8${query}`);
  const text = await response.text();
  return response.status === 200 ? text : null;
}

/** Sends bytes as they are and answers everything that came back, so that no client tidies a path up. */
export async function rawRequest(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write(Buffer.from(text, "latin1"));
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}
