import { join } from "node:path";
import { liveInputsApi } from "./cloudflare/liveInputsApi.ts";
import { videoPresenter } from "./cloudflare/presentVideo.ts";
import { streamApi } from "./cloudflare/streamApi.ts";
import { videosApi } from "./cloudflare/videosApi.ts";
import { webhookApi } from "./cloudflare/webhookApi.ts";
import { embeddingsApi } from "./embeddings/embeddingsApi.ts";
import type { LocalEnv } from "./env.ts";
import { ClientFiles } from "./front/clientFiles.ts";
import { ConnectionLimit } from "./front/connectionLimit.ts";
import { FrontServer, type FrontTiming } from "./front/frontServer.ts";
import { answersHttp, Health } from "./front/health.ts";
import { Origins } from "./front/origins.ts";
import { Problems } from "./front/problems.ts";
import { UpstreamProxy } from "./front/proxy.ts";
import { TrustedProxies } from "./front/trustedProxies.ts";
import { outbox } from "./mail/outbox.ts";
import { Audience } from "./media/audience.ts";
import { inputRecords } from "./media/inputRecord.ts";
import { EncoderBudget } from "./media/ladder.ts";
import { defaultTiming, type LiveInputTiming } from "./media/liveInput.ts";
import { LiveInputs } from "./media/liveInputs.ts";
import { mediaRoutes } from "./media/mediaRoutes.ts";
import { RtmpIngest } from "./media/rtmpIngest.ts";
import { Thumbnails } from "./media/thumbnails.ts";
import { Webhooks } from "./media/webhooks.ts";
import { Outside } from "./outside/outside.ts";
import { Speaker } from "./speech/speaker.ts";
import { speechApi } from "./speech/speechApi.ts";
import { standInForTavus, type TavusOptions } from "./tavus/tavus.ts";
import { Clipper } from "./videos/clipper.ts";
import { Pictures } from "./videos/pictures.ts";
import { Playback } from "./videos/playback.ts";
import { PlaybackTokens } from "./videos/tokens.ts";
import { Uploads } from "./videos/uploads.ts";
import { Videos } from "./videos/videos.ts";
import { VideoWebhook } from "./videos/videoWebhook.ts";

export type LocalOptions = {
  ffmpegPath: string;
  log?(line: string): void;
  /** Shorter waits, for tests. */
  timing?: Partial<LiveInputTiming>;
  frontTiming?: Partial<FrontTiming>;
  webhookFirstPauseMs?: number;
  encoders?: EncoderBudget;
  maxWaitingPlayers?: number;
  tavus?: Partial<TavusOptions>;
};

/** A running front server with its media services. */
export type Local = {
  port: number;
  rtmpPort: number;
  inputs: LiveInputs;
  videos: Videos;
  /** Ends everything, packagers included. Live inputs stay "connected" on record, and the next start reports them lost. */
  stop(): Promise<void>;
};

/** A port this process needs is taken. The message says which one and what to do. */
export class PortBusyError extends Error {}

/** Starts RTMP ingest, the Cloudflare Stream stand-in, media and the front server. */
export async function startLocal(env: LocalEnv, options: LocalOptions): Promise<Local> {
  const log = options.log ?? ((line: string) => console.log(`local: ${line}`));
  const mediaFolder = join(env.MOLT_DATA, "media");
  const thumbnails = new Thumbnails(join(mediaFolder, "thumbnails"), options.ffmpegPath);
  const webhooks = new Webhooks({
    url: `http://127.0.0.1:${env.CONVEX_SITE_PORT}/webhooks/cloudflare-stream`,
    secret: env.CLOUDFLARE_WEBHOOK_SECRET,
    log,
    firstPauseMs: options.webhookFirstPauseMs,
  });
  const videos = new Videos({
    folder: join(mediaFolder, "videos"),
    maxBytes: env.MOLT_MEDIA_MAX_BYTES,
    log,
    tell: (video) => videoWebhook.tell(video),
  });
  const presentVideo = videoPresenter(videos, env.CLOUDFLARE_PLAYBACK_URL.replace(/\/+$/, ""));
  const videoWebhook = new VideoWebhook({
    path: join(mediaFolder, "webhook.json"),
    present: presentVideo,
    told: (video) => videos.update(video, { told: true }),
    log,
    firstPauseMs: options.webhookFirstPauseMs,
  });
  const speaker = new Speaker({ log });
  const tokens = new PlaybackTokens(join(mediaFolder, "signing-key.json"));
  const clipper = new Clipper(videos, options.ffmpegPath, log);
  const uploads = new Uploads(videos, join(mediaFolder, "uploads"), options.ffmpegPath, log);
  const inputs = new LiveInputs(inputRecords(mediaFolder), {
    ffmpegPath: options.ffmpegPath,
    thumbnails,
    videos,
    encoders: options.encoders ?? new EncoderBudget(env.MOLT_MEDIA_RENDITIONS),
    log,
    tell: (event) => webhooks.send(event),
    timing: { ...defaultTiming, ...options.timing },
  });

  const ingest = new RtmpIngest({
    host: env.MOLT_HOST,
    port: env.RTMP_PORT,
    admit: (streamKey, publisher) => inputs.admit(streamKey, publisher),
    log,
  });
  const rtmpPort = await listenOn(() => ingest.start(), "RTMP_PORT", env.RTMP_PORT);

  const clientFiles = new ClientFiles(env.MOLT_CLIENT_DIR);
  const api = streamApi({
    accountId: env.CLOUDFLARE_ACCOUNT_ID,
    apiToken: env.CLOUDFLARE_API_TOKEN,
    liveInputs: liveInputsApi(inputs, {
      rtmpUrl: `rtmp://${rtmpHost(env)}:${rtmpPort}/live/`,
      videosOf: (input) => videos.list(input.record.uid),
      presentVideo,
    }),
    videos: videosApi({
      ...{ videos, clipper, uploads, tokens, present: presentVideo },
      isInput: (uid) => inputs.find(uid) !== null,
    }),
    webhook: webhookApi(videoWebhook),
  });
  const problems = new Problems(new URL(env.MOLT_PUBLIC_URL).origin);
  const trusted = new TrustedProxies(env.MOLT_TRUSTED_PROXIES);
  let port = 0;
  const tavus = standInForTavus({
    folder: join(mediaFolder, "tavus"),
    apiKey: env.TAVUS_API_KEY,
    ...{ ffmpegPath: options.ffmpegPath, speaker, log },
    ownPort: () => port,
    outside: new Outside({
      publicUrl: env.MOLT_PUBLIC_URL,
      ownPort: () => port,
      allow: env.MOLT_OUTBOUND_ALLOW,
      nameServers: env.MOLT_NAME_SERVERS,
    }),
    firstPauseMs: options.webhookFirstPauseMs,
    ...options.tavus,
  });
  const front = new FrontServer({
    host: env.MOLT_HOST,
    port: env.MOLT_PORT,
    problems,
    connections: new ConnectionLimit(env.MOLT_CONNECTIONS_PER_ADDRESS, trusted),
    origins: new Origins(env.MOLT_PUBLIC_URL, env.MOLT_ALLOWED_ORIGINS),
    timing: options.frontTiming,
    proxy: new UpstreamProxy({
      problems,
      protocol: new URL(env.MOLT_PUBLIC_URL).protocol.slice(0, -1),
      trusted,
    }),
    health: new Health([
      {
        name: "convex",
        passes: () => answersHttp(`http://127.0.0.1:${env.CONVEX_PORT}/version`, { expectedStatus: 200 }),
      },
      // Asked as a page asks before it calls: that counts against no limit and is not logged.
      {
        name: "http_actions",
        passes: () =>
          answersHttp(`http://127.0.0.1:${env.CONVEX_SITE_PORT}/api/register`, { method: "OPTIONS" }),
      },
      { name: "media", passes: async () => ingest.listening },
      { name: "client", passes: () => clientFiles.ready() },
    ]),
    clientFiles,
    convex: { name: "live connection", host: "127.0.0.1", port: env.CONVEX_PORT },
    site: { name: "backend", host: "127.0.0.1", port: env.CONVEX_SITE_PORT },
    mediaOrigin: new URL(env.CLOUDFLARE_PLAYBACK_URL).origin,
    // Its scripts come by https, whatever else does.
    clerkOrigin: env.CLERK_JWT_ISSUER_DOMAIN ? `https://${new URL(env.CLERK_JWT_ISSUER_DOMAIN).host}` : null,
    media: mediaRoutes({
      ...{ videos, thumbnails, problems },
      playback: new Playback(inputs, videos, tokens),
      pictures: new Pictures(videos, options.ffmpegPath),
      audience: new Audience(trusted),
      maxWaiting: options.maxWaitingPlayers,
    }),
    standIns: {
      cloudflare: api,
      tavus: tavus.answer,
      resend: outbox({ folder: join(env.MOLT_DATA, "outbox"), apiKey: env.RESEND_API_KEY, log }),
      embeddings: embeddingsApi({ apiKey: env.EMBEDDINGS_API_KEY }),
      speech: speechApi({
        ...{ apiKey: env.SPEECH_API_KEY, speaker, mannerOf: tavus.mannerOf },
        ...{ ffmpegPath: options.ffmpegPath, log },
      }),
    },
    log,
  });

  async function stop(): Promise<void> {
    webhooks.stop();
    videoWebhook.stop();
    clipper.stop();
    uploads.stop();
    const ended = tavus.stop();
    speaker.stop();
    videos.stop();
    await inputs.stop();
    await Promise.all([ingest.stop(), front.stop(), ended]);
  }

  try {
    port = await listenOn(() => front.start(), "MOLT_PORT", env.MOLT_PORT);
    inputs.reportLost();
    videos.start({ clip: (video) => clipper.resume(video), upload: (video) => uploads.resume(video) });
    tavus.start();
    return { port, rtmpPort, inputs, videos, stop };
  } catch (error) {
    await inputs.stop();
    await ingest.stop();
    throw error;
  }
}

async function listenOn(listen: () => Promise<number>, name: string, port: number): Promise<number> {
  try {
    return await listen();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const trouble = code === "EADDRINUSE" ? "is already in use" : `cannot be opened (${message})`;
    throw new PortBusyError(`Port ${port} ${trouble}; set ${name} to another one.`);
  }
}

/** Encoders are given a name they can reach: this machine's own unless the server was opened to others. */
function rtmpHost({ MOLT_HOST, MOLT_PUBLIC_URL }: LocalEnv): string {
  return MOLT_HOST === "0.0.0.0" || MOLT_HOST === "::" ? new URL(MOLT_PUBLIC_URL).hostname : MOLT_HOST;
}
