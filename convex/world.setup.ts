import rateLimiter from "@convex-dev/rate-limiter/test";
import workpool from "@convex-dev/workpool/test";
import { convexTest } from "convex-test";
import { afterEach, vi } from "vitest";
import { api } from "./_generated/api";
import { onlyDocumented } from "./http/documented.setup";
import { forgetProcess } from "./http/memory";
import { FakeTavus, TAVUS_URL } from "./lib/tavus.setup";
import { FakeVideos } from "./recordings/videos.setup";
import schema from "./schema";
import { FakeSpeech, SPEECH_URL } from "./speech/speech.setup";
import { VIEWER_KEY_MS, viewerKeyOf } from "./streams/viewerKeys.model";

/** What tests start from: the backend on an empty database, and a provider that answers as Cloudflare does. */
const modules = import.meta.glob(["./**/*.ts", "./_generated/*.js", "!./**/*.*.ts"]);

export const ORIGIN = "http://molt.test";
export const WEBHOOK_SECRET = "the-webhook-secret";
export const ADA_WALLET = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

const MAIL_URL = "http://resend.test";

const ENVIRONMENT = {
  MOLT_PUBLIC_URL: ORIGIN,
  MOLT_SIGNING_SECRET: "the-signing-secret-of-tests-has-43-characters",
  CLOUDFLARE_API_URL: "http://cloudflare.test/client/v4/",
  CLOUDFLARE_ACCOUNT_ID: "account",
  CLOUDFLARE_API_TOKEN: "token",
  CLOUDFLARE_PLAYBACK_URL: "http://media.test",
  CLOUDFLARE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  TAVUS_API_URL: TAVUS_URL,
  TAVUS_API_KEY: "tavus-key",
  RESEND_BASE_URL: MAIL_URL,
  RESEND_API_KEY: "mail-key",
  MAIL_FROM: "Molt <molt@molt.test>",
  SPEECH_API_URL: SPEECH_URL,
  SPEECH_API_KEY: "speech-key",
  SPEECH_MODEL: "molt-draft",
  // A pair of this file's own.
  VAPID_PUBLIC_KEY: "BBjKon3TIfzU30FlnA248urld6yQH6zgMDZM-3-X_LXM4AJWY3gswLJTXqzhx5o7o3hfYAI-dNEe3ZAmbmySFeU",
  VAPID_PRIVATE_KEY: "4DMRsC299dcu9e9KBOPPT1QdAcSF_n5x0-QySd87vxw",
  VAPID_SUBJECT: "mailto:molt@molt.test",
  // All tests call from one address. Those that are about limits set their own.
  MOLT_LIMITS: "all=100000",
};

export interface World {
  t: ReturnType<typeof aBackend>;
  provider: FakeProvider;
  mailbox: FakeMailbox;
}

/** An empty backend with a provider behind it. Time stands still until a test moves it. */
export function aWorld(): World {
  const provider = new FakeProvider();
  const mailbox = new FakeMailbox();
  enter({ provider, mailbox });
  return { t: aBackend(), provider, mailbox };
}

function aBackend() {
  const t = convexTest(schema, modules);
  rateLimiter.register(t);
  workpool.register(t, "videoWork");
  t.fetch = onlyDocumented(t.fetch);
  return t;
}

/** Puts the clock, the settings and the outside of a world in place. For tests that share one: each test leaves it. */
export function enter({ provider, mailbox }: Omit<World, "t">): void {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2026-11-21T12:00:00Z"));
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  vi.spyOn(console, "warn").mockImplementation(() => {}); // A provider that is down warns in the log.
  vi.spyOn(console, "log").mockImplementation(() => {}); // Every request writes a line.
  forgetProcess();
  const speech = new FakeSpeech();
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    url.startsWith(SPEECH_URL)
      ? speech.answer(url, init)
      : url.startsWith(MAIL_URL)
        ? mailbox.answer(init)
        : url.startsWith(TAVUS_URL)
          ? provider.tavus.answer(url, init)
          : provider.answer(url, init),
  );
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The key that a browser of this number is counted by; good for a day of the world's clock. */
export const viewerKey = (i: number): string =>
  viewerKeyOf(`viewer-no-${String(i).padStart(6, "0")}`, Date.now() + VIEWER_KEY_MS);

/** Cloudflare Stream's live-input API, as far as this backend speaks to it. */
export class FakeProvider {
  readonly inputs = new Map<
    string,
    { connectedSince: number | null; since: number | null; settings?: unknown }
  >();
  readonly requests: { method: string; path: string; body: unknown }[] = [];
  readonly videos = new FakeVideos();
  readonly tavus = new FakeTavus();
  down = false;

  async answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const method = init.method ?? "GET";
    const form = init.body instanceof FormData ? init.body : null;
    const body = init.body && !form ? (JSON.parse(String(init.body)) as unknown) : null;
    this.requests.push({ method, path: pathname, body });
    if (this.down) throw new TypeError("connect ECONNREFUSED");
    if (new Headers(init.headers).get("authorization") !== "Bearer token") return fail(403, 10000);
    const path = pathname.replace(/^.*\/account\/stream/, "");
    if (form) return await this.videos.take(method, path, form);
    const aboutVideos = this.videos.answer(method, path, body, searchParams);
    if (aboutVideos) return aboutVideos;
    const signed = /\/stream\/(\w+)\/token$/.exec(pathname)?.[1];
    if (signed) return this.inputs.has(signed) ? succeed({ token: `token-for-${signed}` }) : fail(404, 10003);
    const uid = /^\/client\/v4\/accounts\/account\/stream\/live_inputs(?:\/(\w+))?$/.exec(pathname)?.[1];
    if (method === "POST") return this.create();
    if (!uid || !this.inputs.has(uid)) return fail(404, 10003);
    if (method === "GET") return this.show(uid);
    if (method === "PUT") {
      Object.assign(this.inputs.get(uid)!, { settings: body });
      return succeed({ uid });
    }
    this.inputs.delete(uid);
    return succeed(null);
  }

  private create(): Response {
    const uid = `input${this.inputs.size + 1}x${this.requests.length}`;
    this.inputs.set(uid, { connectedSince: null, since: null });
    return succeed({
      uid,
      rtmps: { url: "rtmps://live.cloudflare.test:443/live/", streamKey: `key-of-${uid}` },
      status: null,
    });
  }

  private show(uid: string): Response {
    const { connectedSince, since } = this.inputs.get(uid)!;
    const at = connectedSince ?? since;
    if (at === null) return succeed({ uid, status: null });
    const state = connectedSince === null ? "disconnected" : "connected";
    const current = { state, reason: state, statusEnteredAt: new Date(at).toISOString() };
    return succeed({ uid, status: { current, history: [] } });
  }
}

/** Resend's API for sending, as far as this backend speaks to it. */
export class FakeMailbox {
  readonly letters: { to: string[]; subject: string; text: string }[] = [];
  down = false;

  async answer(init: RequestInit): Promise<Response> {
    if (this.down) return new Response("{}", { status: 500 });
    const headers = new Headers(init.headers);
    if (headers.get("authorization") !== "Bearer mail-key") return new Response("{}", { status: 401 });
    this.letters.push(JSON.parse(String(init.body)) as FakeMailbox["letters"][number]);
    return Response.json({ id: `mail-${this.letters.length}` });
  }
}

const succeed = (result: unknown) => Response.json({ success: true, errors: [], messages: [], result });
const fail = (status: number, code: number) =>
  Response.json(
    { success: false, errors: [{ code, message: "no" }], messages: [], result: null },
    { status },
  );

/** An agent that has registered, and what it was told. */
export interface Registered {
  stream_id: string;
  agent_secret: string;
  api_key: string;
  rtmp_url: string;
  stream_key: string;
  agent_id: string;
  playback_url: string;
}

/** Registers an agent through the API, as any bot does. */
export async function anAgent({ t }: World, fields: Record<string, unknown> = {}): Promise<Registered> {
  const response = await post(t, "/api/register", {
    agent_name: "Ada",
    description: "Hosts the night show.",
    owner_wallet: ADA_WALLET,
    ...fields,
  });
  if (response.status !== 201)
    throw new Error(`Register answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Registered;
}

export function post(t: World["t"], path: string, body: unknown, headers: Record<string, string> = {}) {
  return t.fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export const bearer = (agent: Registered) => ({ Authorization: `Bearer ${agent.agent_secret}` });

/** The uid of an agent's live input, as the provider knows it. */
export const inputOf = (agent: Registered) => agent.stream_key.replace("key-of-", "");

/** The provider tells that the agent's encoder connected or went away. */
export async function signal(
  { t, provider }: World,
  agent: Registered,
  type: "connected" | "disconnected" | "errored",
  at = Date.now(),
): Promise<string> {
  const uid = inputOf(agent);
  const connected = type === "connected";
  provider.inputs.set(uid, { connectedSince: connected ? at : null, since: at });
  const data = {
    notification_name: "Stream Live Input",
    input_id: uid,
    event_type: `live_input.${type}`,
    updated_at: new Date(at).toISOString(),
  };
  const body = { name: "Molt live inputs", text: "", data, ts: Math.floor(at / 1000) };
  const response = await post(t, "/webhooks/cloudflare-stream", body, { "cf-webhook-auth": WEBHOOK_SECRET });
  if (response.status !== 200) throw new Error(`The webhook answered ${response.status}.`);
  return ((await response.json()) as { outcome: string }).outcome;
}

/** Lets time pass, and with it whatever was scheduled for it. */
export async function pass({ t }: World, ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await t.finishInProgressScheduledFunctions();
}

/** The chat of an agent's stream. */
export async function chatOf({ t }: World, agent: Registered) {
  const stream = await t.query(api.streams.streams.get, { slug: agent.stream_id });
  if (!stream) throw new Error("The stream is gone.");
  return stream.channelId;
}

let nonces = 0;

/** Cleo, a viewer, says something. */
export async function cleoSays(world: World, agent: Registered, content: string, over = {}) {
  const message = { guestKey: "cleo-cleo-cleo-cleo", guestName: "Cleo", nonce: `n${nonces++}` };
  const channelId = await chatOf(world, agent);
  return await world.t.mutation(api.chat.messages.sendAsGuest, { channelId, content, ...message, ...over });
}

/** The kinds of all events so far, in order. */
export async function eventKinds({ t }: World): Promise<string[]> {
  return (await t.run((ctx) => ctx.db.query("events").collect())).map((event) => event.kind);
}
